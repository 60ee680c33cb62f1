import type { RunningApp } from './electronApp';

/** Answers the system's save dialog from now on; `null` is Cancel. Says what it was told to offer at first. */
export async function answerDialog(
  { app }: RunningApp,
  filePath: string | null,
): Promise<() => Promise<string>> {
  const asked = await app.evaluateHandle(({ dialog }, path) => {
    const seen = { name: '' };
    dialog.showSaveDialog = ((...given: readonly Electron.SaveDialogOptions[]) => {
      seen.name = given.at(-1)?.defaultPath ?? '';
      return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
    }) as typeof dialog.showSaveDialog;
    return seen;
  }, filePath);
  return async () => (await asked.jsonValue()).name;
}
