import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../../../src/main/storage/secrets';
import { createSettings } from '../../../../src/main/storage/settings';
import { settingsInConf } from '../../../../src/main/storage/settingsConf';
import { folder, surroundings } from '../../../support/storage';

function open(home: string, around = surroundings()) {
  const { deps, health } = around;
  return { ...createSettings({ ...settingsInConf(home, deps.fs, deps.now), health }), ...around };
}

describe('settings', () => {
  it('have defaults and are kept between starts', () => {
    const home = folder();
    const { settings } = open(home);
    expect(settings.get('theme')).toBe('dark');
    settings.set('theme', 'light');
    settings.set('obsOfShow', { 'a.b': { address: 'ws://127.0.0.1:4455', practice: false } });
    expect(settings.get('theme')).toBe('light');
    const again = open(home).settings;
    expect(again.get('theme')).toBe('light');
    expect(again.get('obsOfShow')).toEqual({ 'a.b': { address: 'ws://127.0.0.1:4455', practice: false } });
  });

  for (const [what, content] of [
    ['cut short', '{"theme": "li'],
    ['empty', ''],
    ['of zeros', '\0\0\0\0'],
  ] as const) {
    it(`${what}: set aside, said, and the defaults are in use`, () => {
      const home = folder();
      fs.writeFileSync(join(home, 'settings.json'), content);
      const { settings, notices } = open(home);
      expect(settings.get('theme')).toBe('dark');
      expect(notices).toEqual([
        {
          key: 'settingsDamaged',
          tone: 'warning',
          values: { file: 'settings.json.damaged-2026-11-23T15-00-00-000Z' },
        },
      ]);
      const aside = join(home, 'settings.json.damaged-2026-11-23T15-00-00-000Z');
      expect(fs.readFileSync(aside, 'utf8')).toBe(content);
      settings.set('theme', 'light');
      expect(open(home).settings.get('theme')).toBe('light');
    });
  }

  it('with one value that is not understood lose only that one', () => {
    const home = folder();
    fs.writeFileSync(join(home, 'settings.json'), '{"theme": "mauve", "letterKeys": false, "later": 1}');
    const { settings, notices } = open(home);
    expect(settings.get('theme')).toBe('dark');
    expect(settings.get('letterKeys')).toBe(false);
    expect(notices).toEqual([]);
    settings.set('systemKeys', true);
    expect(JSON.parse(fs.readFileSync(join(home, 'settings.json'), 'utf8'))).toMatchObject({ later: 1 });
  });

  it('on a disk that refuses are in force, said, and written when it can be', () => {
    const around = surroundings();
    const home = join(folder(), 'home');
    // A file where the folder should be: nothing can be read or written below it, whoever asks.
    fs.writeFileSync(home, '');
    const { settings } = open(home, around);
    settings.set('theme', 'light');
    expect(settings.get('theme')).toBe('light');
    expect(around.said.at(-1)).toMatchObject({ status: 'notSaving' });
    fs.rmSync(home);
    around.clock.wait(5_000);
    expect(around.said.at(-1)).toEqual({ status: 'saved' });
    expect(open(home).settings.get('theme')).toBe('light');
  });
});

/** A keyring that can be read back only by itself. */
function keyring(available: boolean, backend?: string) {
  const secret = Buffer.from('keyring:');
  return {
    isEncryptionAvailable: () => available,
    encryptString: (text: string) => Buffer.concat([secret, Buffer.from(text).map((byte) => byte ^ 0x5a)]),
    decryptString(bytes: Buffer) {
      if (!bytes.subarray(0, secret.length).equals(secret)) throw new Error('not mine');
      return Buffer.from(bytes.subarray(secret.length).map((byte) => byte ^ 0x5a)).toString();
    },
    ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
  };
}

describe('passwords', () => {
  const address = 'ws://127.0.0.1:4455';
  const password = 'correct horse';
  const file = (home: string): string => {
    const path = join(home, 'settings.json');
    return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '';
  };

  it('are kept by the keyring, and never in clear', () => {
    const home = folder();
    const secrets = createSecrets(keyring(true, 'gnome_libsecret'), open(home).settings);
    expect(secrets.set(address, password)).toBe('keyring');
    expect(file(home)).not.toContain(password);
    const later = createSecrets(keyring(true), open(home).settings);
    expect(later.get(address)).toBe(password);
    expect(later.keptIn(address)).toBe('keyring');
    expect(later.get('ws://elsewhere:4455')).toBeNull();
  });

  for (const [what, without] of [
    ['without a keyring', null],
    ['with a keyring that is locked', keyring(false)],
    ["with Linux's stand-in that encrypts with a known password", keyring(true, 'basic_text')],
  ] as const) {
    it(`${what} stay in memory only, and that is said`, () => {
      const home = folder();
      const secrets = createSecrets(without, open(home).settings);
      expect(secrets.set(address, password)).toBe('memory');
      expect(secrets.get(address)).toBe(password);
      expect(secrets.keptIn(address)).toBe('memory');
      expect(file(home)).not.toContain(password);
      expect(file(home)).not.toContain(Buffer.from(password).toString('base64'));
      expect(createSecrets(without, open(home).settings).get(address)).toBeNull();
    });
  }

  it('that another keyring encrypted are asked for again', () => {
    const { settings } = open(folder());
    settings.set('passwords', { [address]: Buffer.from('something').toString('base64') });
    const secrets = createSecrets(keyring(true), settings);
    expect(secrets.get(address)).toBeNull();
    expect(secrets.keptIn(address)).toBeNull();
  });

  it('given without a keyring do not leave an old one behind', () => {
    const { settings } = open(folder());
    createSecrets(keyring(true), settings).set(address, 'old');
    createSecrets(null, settings).set(address, 'new');
    expect(createSecrets(keyring(true), settings).get(address)).toBeNull();
  });

  it('are forgotten when told', () => {
    const { settings } = open(folder());
    const secrets = createSecrets(keyring(true), settings);
    secrets.set(address, password);
    secrets.forget(address);
    expect(secrets.get(address)).toBeNull();
    expect(settings.get('passwords')).toEqual({});
  });
});
