/** Who is on the other side of a transport. A role comes with the connection; no message can raise it. */
export const roles = ['producer', 'host'] as const;
export type Role = (typeof roles)[number];
