import { extname, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { RunRecord } from '../../core/asrun/record';
import { ok } from '../../core/result';
import type { ReportFiles } from '../app/shell';
import { realFileSystem } from '../storage/fileSystem';
import { saveFile } from '../storage/savedFile';
import { pageUrl } from './protocol';

/** For the report page to load and to lay a run out, ms. A run of a thousand segments takes a few seconds. */
const deadline = 30_000;

/** Millimetres in an inch: paper is measured in inches. */
const inch = 25.4;

/** A4. */
const paper = { width: 210 / inch, height: 297 / inch };

/** Says on every sheet which one of how many it is. */
const footer = `<div style="width:100%;padding:0 14mm;font:8px sans-serif;color:#444;text-align:right">
  <span class="pageNumber"></span> / <span class="totalPages"></span></div>`;

/** Saves where the person says, and prints the report page in a window that nobody sees. */
export function reportFiles(parent: () => BrowserWindow | null, log: (line: string) => void): ReportFiles {
  return {
    async save(name, content) {
      const extension = extname(name).slice(1);
      const options = {
        defaultPath: join(app.getPath('documents'), name),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      };
      const window = parent();
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options));
      if (canceled || filePath === '') return ok({ file: null });
      return saveFile(realFileSystem, filePath, content);
    },
    async print(record) {
      const window = new BrowserWindow({
        show: false,
        skipTaskbar: true,
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
      });
      try {
        return await within(deadline, printed(window, record));
      } catch (error) {
        log(`the report was not printed: ${String(error)}`);
        return null;
      } finally {
        window.destroy();
      }
    },
  };
}

async function printed(window: BrowserWindow, record: RunRecord): Promise<Uint8Array> {
  const { webContents: contents } = window;
  const gone = new Promise<never>((_, reject) => {
    contents.once('render-process-gone', (_event, { reason }) => reject(new Error(`page gone: ${reason}`)));
  });
  const pdf = (async () => {
    await window.loadURL(pageUrl('report'));
    await contents.executeJavaScript(`lecternReport(${JSON.stringify(record)})`);
    return contents.printToPDF({
      pageSize: paper,
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: footer,
      // Room for the footer; the page's own margins are in its styles.
      margins: { top: 14 / inch, bottom: 16 / inch, left: 14 / inch, right: 14 / inch },
    });
  })();
  return Promise.race([pdf, gone]);
}

async function within<Value>(limit: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
