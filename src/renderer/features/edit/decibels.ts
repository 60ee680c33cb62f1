/** A typed volume, dB; `null` where it is none. Signs and commas as keyboards offer them. */
export function readDecibels(typed: string): number | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\u2212\u2012\u2013\u2014]/g, '-')
    .replace(',', '.')
    .replace(/\s*db$/i, '')
    .trim();
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export function writeDecibels(decibels: number): string {
  return String(decibels).replace('-', '−');
}
