import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../src/main/options';

const none = {
  obs: null,
  obsPassword: null,
  backup: null,
  backupPassword: null,
  home: null,
  port: 0,
  printJson: false,
};

describe('readOptions', () => {
  it('without any: the OBS used last, any port', () => {
    expect(readOptions([], {}, true)).toEqual({ ok: true, value: none });
  });

  it('reads all of them, in both spellings', () => {
    const value = {
      obs: 'ws://127.0.0.1:4455',
      obsPassword: 'secret',
      backup: 'ws://spare:4455',
      backupPassword: 'other',
      home: '/h',
      port: 8080,
      printJson: true,
    };
    const env = { LECTERN_OBS_PASSWORD: 'secret', LECTERN_OBS_BACKUP_PASSWORD: 'other' };
    const obs = 'ws://127.0.0.1:4455';
    const spaced = ['--obs', obs, '--backup', 'spare', '--home', '/h', '--port', '8080', '--print-json'];
    const joined = [`--obs=${obs}`, '--backup=spare', '--home=/h', '--port=8080', '--print-json'];
    expect(readOptions(spaced, env, true)).toEqual({ ok: true, value });
    expect(readOptions(joined, env, true)).toEqual({ ok: true, value });
  });

  it('the command line wins over the environment', () => {
    expect(readOptions(['--home', '/a'], { LECTERN_HOME: '/b' }, true)).toMatchObject({
      value: { home: '/a' },
    });
    expect(readOptions([], { LECTERN_HOME: '/b' }, true)).toMatchObject({ value: { home: '/b' } });
  });

  it('headless says what it does not know', () => {
    expect(readOptions(['--obz', 'x'], {}, true)).toMatchObject({ ok: false });
    expect(readOptions(['--obs'], {}, true)).toMatchObject({ ok: false });
    expect(readOptions(['--port', 'many'], {}, true)).toEqual({
      ok: false,
      problem: '--port wants a number from 0 to 65535, not ‘many’',
    });
  });

  it('reads the address of OBS as the app does, however it is typed', () => {
    for (const typed of ['4455', '127.0.0.1:4455', 'ws://127.0.0.1:4455/']) {
      expect(readOptions(['--obs', typed], {}, true)).toMatchObject({
        value: { obs: 'ws://127.0.0.1:4455' },
      });
    }
    for (const typed of ['http://127.0.0.1:4455', 'not an address']) {
      expect(readOptions(['--obs', typed], {}, true)).toEqual({
        ok: false,
        problem: `--obs wants an address such as ws://127.0.0.1:4455, not ‘${typed}’`,
      });
    }
  });

  it('the backup is an address too, and another OBS', () => {
    expect(readOptions(['--backup', 'not one'], {}, true)).toEqual({
      ok: false,
      problem: '--backup wants an address such as ws://127.0.0.1:4455, not ‘not one’',
    });
    expect(readOptions(['--obs', '4455', '--backup', 'localhost'], {}, true)).toEqual({
      ok: false,
      problem: '--backup wants another OBS than --obs, not ‘ws://localhost:4455’ again',
    });
  });

  it('in Electron leaves the switches of Chromium alone', () => {
    const args = ['--no-sandbox', '--user-data-dir=/u', '/app', '--obs', 'ws://127.0.0.1:4455'];
    expect(readOptions(args, {}, false)).toEqual({
      ok: true,
      value: { ...none, obs: 'ws://127.0.0.1:4455' },
    });
    expect(readOptions(['--obs'], {}, false)).toEqual({ ok: true, value: none });
  });
});
