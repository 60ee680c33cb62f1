import { createInstance } from 'i18next';
import { alarms } from '../words/en/alarms';
import { outside } from '../words/en/outside';
import { preflight } from '../words/en/preflight';
import type { KeysOf } from '../words/keys';

/** The preflight and what OBS may lack are the pages' too: said alike on screen and in a terminal. */
const all = { ...outside, preflight, problem: alarms.problem } as const;
const words = createInstance();
// Everything is bundled, so this is done before the first sentence is asked for.
void words.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'outside',
  ns: ['outside'],
  resources: { en: { outside: all } },
  initAsync: false,
  interpolation: { escapeValue: false },
});

/**
 * The sentence under a key, for what is said outside the pages: `t('menu.quit', { app })`. The pages have their own
 * words and their own `t`.
 */
export function t(key: KeysOf<typeof all>, values: Readonly<Record<string, unknown>> = {}): string {
  return words.t(key, values);
}

/** The language of these sentences, as HTML names it. */
export function language(): string {
  return words.language;
}
