/** Room on a disk, MB, in gigabytes: `75`, below ten `2.9`. */
export function gigabytes(megabytes: number): string {
  const size = megabytes / 1_000;
  return size < 10 ? size.toFixed(1) : String(Math.round(size));
}
