/** Hands a text to the browser (or Electron) as a file to save. */
export function download(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has its own hold on what it saves once it has begun, which is after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
