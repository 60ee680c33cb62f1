import type { Published } from '../../contract/published';
import type { Duration } from '../../core/time/units';
import type { Client } from './client';
import type { Timers } from './ticker';

/** Keeps the page in step: its theme with the settings, the host's clock when it comes back into view. */
export function watchPage(client: Client): void {
  const lightSystem = matchMedia('(prefers-color-scheme: light)');

  function paint(theme: Published['settings']['theme']): void {
    document.documentElement.dataset.theme =
      theme === 'light' || (theme === 'system' && lightSystem.matches) ? 'light' : 'dark';
  }

  let theme: Published['settings']['theme'] = 'dark';
  client.mirror.subscribe(({ published }) => {
    if (!published || published.settings.theme === theme) return;
    theme = published.settings.theme;
    paint(theme);
  });
  lightSystem.addEventListener('change', () => paint(theme));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) client.synchronise();
  });
}

/** A page that says that it waits is worth drawing only when there is something to wait for, ms. */
const soon: Duration = 300;

/**
 * Calls back once the host has spoken, or when it has not done so soon. Its first word is mostly there before a page
 * could be drawn; to lay that one out first would put off the one that counts.
 */
export function whenHeardOrLate({ mirror }: Client, timers: Timers, begin: () => void): void {
  const cancel = timers.after(soon, go);
  const unsubscribe = mirror.subscribe(({ published, link }) => {
    if (published !== null || link !== 'connecting') go();
  });

  function go(): void {
    cancel();
    unsubscribe();
    begin();
  }
}
