/** An id for something new in the show. `crypto.randomUUID` is missing on pages served by plain HTTP from afar. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
