import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWindowMemory } from '../../../../src/main/electron/windowMemory';

const place = { x: 10, y: 20, width: 1600, height: 900, maximized: false, fullScreen: false };
const other = { ...place, x: 2000, fullScreen: true };
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lectern-windows-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('openWindowMemory', () => {
  it('knows nothing at first', () => {
    const memory = openWindowMemory(home);
    expect(memory.place('producer')).toBeNull();
    expect(memory.hostOpen).toBe(false);
  });

  it('remembers both windows from one start to the next', () => {
    const memory = openWindowMemory(home);
    memory.keep('producer', place);
    memory.keep('host', other);
    memory.keepHostOpen(true);
    const next = openWindowMemory(home);
    expect(next.place('producer')).toEqual(place);
    expect(next.place('host')).toEqual(other);
    expect(next.hostOpen).toBe(true);
  });

  it.each([
    ['', 'empty'],
    ['{"places":{"producer":{"x":1', 'torn'],
    ['null', 'null'],
    ['{"places":null}', 'without places'],
    ['{"places":{"producer":{"x":"left"}},"hostOpen":"yes"}', 'of another kind'],
    [
      '{"places":{"producer":{"x":1e99,"y":0,"width":1,"height":1,"maximized":false,"fullScreen":false}}}',
      'absurd',
    ],
  ])('a file that is %s counts as none (%s)', (text) => {
    writeFileSync(join(home, 'windows.json'), text);
    const memory = openWindowMemory(home);
    expect(memory.place('producer')).toBeNull();
    expect(memory.hostOpen).toBe(false);
  });

  it('goes on from memory where the disk refuses', () => {
    const memory = openWindowMemory(join(home, 'missing'));
    memory.keep('producer', place);
    expect(memory.place('producer')).toEqual(place);
  });
});
