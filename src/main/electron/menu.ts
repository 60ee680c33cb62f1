import { Menu, app } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { t } from '../t';

/**
 * The native menu: what fields, the zoom and macOS need. No key here is one of the console's: no Ctrl+W beside
 * Ctrl+E, no Ctrl+R, no Ctrl+Q. Other systems show no menu bar (Alt belongs to the rundown), but keep its keys.
 */
export function setMenu(): void {
  const mac = process.platform === 'darwin';
  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { label: t('menu.quit', { app: app.name }), accelerator: 'Command+Q', click: () => app.quit() },
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: t('menu.edit'),
    // Undo and redo are the console's: in fields they are the browser's own.
    submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  };
  const view: MenuItemConstructorOptions = {
    label: t('menu.view'),
    submenu: [
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([...(mac ? [application] : []), edit, view]));
}
