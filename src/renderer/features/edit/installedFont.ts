/** Whether this machine has a font: with it, words are as wide whichever font stands in for one that is not there. */
export function isInstalled(family: string): boolean {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return true;
  const widthWith = (font: string): number => {
    context.font = `40px ${font}`;
    return context.measureText('Hamburgefonstiv WMil 0123').width;
  };
  const stands = ['monospace', 'serif'] as const;
  return stands.some((other) => widthWith(`'${family}', ${other}`) !== widthWith(other));
}
