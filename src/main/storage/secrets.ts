/** Passwords by OBS address. */
export interface Secrets {
  get(address: string): string | null;
  /** Says where it is kept: without a keyring in memory only, until the app ends. */
  set(address: string, password: string): 'keyring' | 'memory';
  forget(address: string): void;
}
