import type { Published } from '../../contract/published';
import type { Client } from './client';

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
