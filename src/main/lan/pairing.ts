import { randomBytes } from 'node:crypto';
import type { Role } from '../../contract/roles';

/**
 * Who may come in. A link carries a token that works once; whoever opens it gets a session, which is kept in
 * memory here and in an HttpOnly cookie there. Both are 256 random bits: nobody guesses one.
 */
export interface Pairing {
  /** A token for one browser. */
  invite(role: Role): string;
  /** Takes a token for a session; `used` when somebody was there before. */
  redeem(token: string): { readonly session: string; readonly role: Role } | 'used' | 'unknown';
  roleOf(session: string): Role | null;
}

export function createPairing(random: () => string = () => randomBytes(32).toString('base64url')): Pairing {
  const open = new Map<string, Role>();
  const used = new Set<string>();
  const sessions = new Map<string, Role>();
  return {
    invite(role) {
      const token = random();
      open.set(token, role);
      return token;
    },
    redeem(token) {
      if (used.has(token)) return 'used';
      const role = open.get(token);
      if (role === undefined) return 'unknown';
      open.delete(token);
      used.add(token);
      const session = random();
      sessions.set(session, role);
      return { session, role };
    },
    roleOf: (session) => sessions.get(session) ?? null,
  };
}

/** A producer may look at the host's view; a host is a host everywhere. */
export function mayBe(session: Role, wanted: Role): boolean {
  return session === 'producer' || session === wanted;
}
