import { createInstance } from 'i18next';
import { outside } from '../words/en/outside';
import type { KeysOf } from '../words/keys';

const words = createInstance();
// Everything is bundled, so this is done before the first sentence is asked for.
void words.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'outside',
  ns: ['outside'],
  resources: { en: { outside } },
  initAsync: false,
  interpolation: { escapeValue: false },
});

/**
 * The sentence under a key, for what is said outside the pages: `t('menu.quit', { app })`. The pages have their own
 * words and their own `t`.
 */
export function t(key: KeysOf<typeof outside>, values: Readonly<Record<string, unknown>> = {}): string {
  return words.t(key, values);
}

/** The language of these sentences, as HTML names it. */
export function language(): string {
  return words.language;
}
