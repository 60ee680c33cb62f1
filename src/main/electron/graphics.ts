import { existsSync } from 'node:fs';
import { app } from 'electron';

/**
 * Linux fills a window that is shown with GTK's colour until its first picture is there: on a light desktop, a dark
 * console would begin with a flash. GTK's own dark theme is always there, and its dialogs are then dark, too. Before
 * the app is ready; what a person has set stays.
 */
export function showDarkAtOnce(): void {
  if (process.platform === 'linux') process.env['GTK_THEME'] ??= 'Adwaita:dark';
}

/** What Linux shows of a graphics card: by its own drivers, by NVIDIA's, by Windows beneath it. */
const cards = ['/dev/dri', '/dev/nvidia0', '/dev/dxg'];

/**
 * Where there is no graphics card (a rented machine, a remote desktop), Chromium tries for one, then for an emulated
 * one, and only then draws by itself. To be told so at once saves a tenth of a second. Before the app is ready.
 */
export function drawWithoutCard(): void {
  const mayHaveCard = process.platform !== 'linux' || cards.some((path) => existsSync(path));
  if (mayHaveCard) return;
  app.disableHardwareAcceleration();
  // Emulated 3D, which no page of ours draws, would take 10 MB.
  app.commandLine.appendSwitch('disable-software-rasterizer');
}
