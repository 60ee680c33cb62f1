import { createHash } from 'node:crypto';

/** Names that Windows keeps for its devices, whatever the ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The name under which a show's files are kept. A show's id comes from a file that anybody may have written: one that
 * is not plainly a name on every system (`../..`, `CON`, capitals that some systems fold) is hashed.
 */
export function stemOf(showId: string): string {
  const plain = /^[a-z0-9][a-z0-9-]{0,63}$/.test(showId) && !reserved.test(showId);
  return plain ? showId : `show_${createHash('sha256').update(showId).digest('hex').slice(0, 32)}`;
}
