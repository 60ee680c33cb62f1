import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockHome, lockPath } from '../../../src/main/homeLock';
import { keep } from '../../support/child';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lectern-lock-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('lockHome', () => {
  it('one process holds a home; a second finds it taken', async () => {
    expect(await lockHome(home)).toBe('held');
    expect(await lockHome(home)).toBe('taken');
  });

  it('another home is another lock', async () => {
    const other = mkdtempSync(join(tmpdir(), 'lectern-lock-'));
    expect(await lockHome(home)).toBe('held');
    expect(await lockHome(other)).toBe('held');
    rmSync(other, { recursive: true });
  });

  it('a killed process leaves its socket but no lock', async () => {
    const path = lockPath(home);
    const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('listening'))`;
    const process_ = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const holder = await keep(process_, 'the holder');
    await once(process_.stdout, 'data');
    expect(await lockHome(home)).toBe('taken');
    await holder.kill();
    expect(existsSync(path)).toBe(true);
    expect(await lockHome(home)).toBe('held');
  });
});
