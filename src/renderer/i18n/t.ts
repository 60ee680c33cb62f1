import i18next from 'i18next';
import { english } from '../../words/english';
import type { KeysOf } from '../../words/keys';

// Everything is bundled, so this is done before the first screen is drawn.
void i18next.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'lectern',
  ns: ['lectern'],
  resources: { en: { lectern: english } },
  initAsync: false,
  // React escapes by itself.
  interpolation: { escapeValue: false },
});

/** Every key that has a sentence. */
export type Key = KeysOf<typeof english>;

/**
 * The sentence under a key: `t('deck.hold')`, `t('common.scene', { scene })`. A key that is not there does not
 * compile. For emphasis inside a sentence, or parts that count, use `ui/Sentence`.
 */
export function t(key: Key, values?: Readonly<Record<string, unknown>>): string {
  if (values) return i18next.t(key, values);
  // Looked up once: a long rundown asks for the same words hundreds of times a second.
  let words = bare.get(key);
  if (words === undefined) bare.set(key, (words = i18next.t(key)));
  return words;
}

const bare = new Map<Key, string>();
i18next.on('languageChanged', () => bare.clear());

/** The language that dates and numbers are written in. */
export function language(): string {
  return i18next.language;
}
