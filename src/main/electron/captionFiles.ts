import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The names that we give; nothing else in the folder is ours to delete. */
const OURS = /^caption-[0-9a-f]{32}\.(png|mov)(\.[0-9a-f]+\.tmp)?$/;

/** A picture, or a film of it. */
export type CaptionFileKind = 'png' | 'mov';

/**
 * Keeps a picture under a name made from its content, and says where. OBS holds files in use open, so none is
 * ever overwritten: the same content is the same file, other content is another.
 */
export async function keepPicture(dir: string, content: Buffer, kind: CaptionFileKind): Promise<string> {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 32);
  const file = join(dir, `caption-${digest}.${kind}`);
  if ((await sizeOf(file)) === content.length) return file;
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  await mkdir(dir, { recursive: true });
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return file;
}

/** Deletes the pictures that are not to be kept, and says which; a file in use may refuse (Windows) and stays. */
export async function prunePictures(dir: string, keep: ReadonlySet<string>): Promise<string[]> {
  const kept = new Set(Array.from(keep, (file) => basename(file)));
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const deleted: string[] = [];
  for (const name of names) {
    if (!OURS.test(name) || kept.has(name)) continue;
    const file = join(dir, name);
    const gone = await rm(file).then(
      () => true,
      () => false,
    );
    if (gone) deleted.push(file);
  }
  return deleted;
}

/** Whether a picture is still there. */
export async function pictureExists(file: string): Promise<boolean> {
  return (await sizeOf(file)) !== null;
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
