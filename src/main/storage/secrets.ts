import type { Settings } from './settings';

/** Passwords by OBS address. */
export interface Secrets {
  get(address: string): string | null;
  /** Says where it is kept: without a keyring in memory only, until the app ends. */
  set(address: string, password: string): 'keyring' | 'memory';
  /** Where the password of an address is kept; `null` where there is none. */
  keptIn(address: string): 'keyring' | 'memory' | null;
  forget(address: string): void;
}

/** Electron's `safeStorage`, or what stands for it. */
export interface Keyring {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only, and not in older versions. */
  getSelectedStorageBackend?(): string;
}

/**
 * Passwords, in the settings file only as the system's keyring encrypted them. Without a keyring (`null`, or one
 * that would write them practically in clear) they stay in memory.
 */
export function createSecrets(keyring: Keyring | null, settings: Settings): Secrets {
  const inMemory = new Map<string, string>();

  function usable(): Keyring | null {
    if (!keyring?.isEncryptionAvailable()) return null;
    // Chromium's fallback on Linux "encrypts" with a password that is in its source.
    return keyring.getSelectedStorageBackend?.() === 'basic_text' ? null : keyring;
  }

  function store(address: string, encrypted: string | null): void {
    const { [address]: before, ...others } = settings.get('passwords');
    if (encrypted === null && before === undefined) return;
    settings.set('passwords', encrypted === null ? others : { ...others, [address]: encrypted });
  }

  function fromKeyring(address: string): string | null {
    const stored = settings.get('passwords')[address];
    const unlocked = usable();
    if (stored === undefined || !unlocked) return null;
    try {
      return unlocked.decryptString(Buffer.from(stored, 'base64'));
    } catch {
      // Another keyring's, or a damaged one: the operator is asked again.
      return null;
    }
  }

  return {
    get: (address) => inMemory.get(address) ?? fromKeyring(address),
    keptIn(address) {
      if (fromKeyring(address) !== null) return 'keyring';
      return inMemory.has(address) ? 'memory' : null;
    },
    set(address, password) {
      inMemory.set(address, password);
      const unlocked = usable();
      try {
        store(address, unlocked ? unlocked.encryptString(password).toString('base64') : null);
      } catch {
        store(address, null);
        return 'memory';
      }
      return unlocked ? 'keyring' : 'memory';
    },
    forget(address) {
      inMemory.delete(address);
      store(address, null);
    },
  };
}
