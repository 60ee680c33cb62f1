import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { realFileSystem, storageProblemOf } from '../../../../src/main/storage/fileSystem';
import { smallDisk } from '../../../support/smallDisk';

it('a read-only disk is called so, however many folders are missing on the way', async ({ skip }) => {
  const disk = smallDisk();
  if (!disk) return skip('a small disk of its own can only be mounted by root, on Linux');
  onTestFinished(() => disk.remove());
  await disk.readOnly(true);
  let problem: unknown = null;
  try {
    realFileSystem.mkdirSync(join(disk.path, 'runs/show/one'), { recursive: true });
  } catch (error) {
    problem = storageProblemOf(error);
  }
  expect(problem).toBe('readOnly');
});
