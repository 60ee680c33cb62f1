import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/main/app/address';

it('an OBS address is read as people type it', () => {
  expect(readAddress('4455')).toBe('ws://127.0.0.1:4455');
  expect(readAddress(' localhost ')).toBe('ws://localhost:4455');
  expect(readAddress('192.168.1.5:4460')).toBe('ws://192.168.1.5:4460');
  expect(readAddress('ws://127.0.0.1:4455/')).toBe('ws://127.0.0.1:4455');
  expect(readAddress('wss://obs.example:444')).toBe('wss://obs.example:444');
  expect(readAddress('[::1]:4455')).toBe('ws://[::1]:4455');
});

it('what is no address is none', () => {
  for (const typed of [
    '',
    'http://localhost',
    'ws://',
    'ws://a b',
    'ws://me:pw@host',
    'ws://host/path',
    '99999',
  ])
    expect(readAddress(typed)).toBeNull();
});
