/** Limits that screens must know, apart from the schemas, since a screen needs none of those. */

/** Files beyond this are not read, bytes. A show of 5,000 segments is about 2 MB. */
export const largestShowFile = 8 * 1024 * 1024;
