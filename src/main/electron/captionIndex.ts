import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaptionPicture } from './captionPictures';

/**
 * What was drawn before, kept beside the pictures: a start of the app with a show whose names are drawn draws none,
 * and opens no page for it. It may be lost at any time; then all are drawn again.
 */
export interface CaptionIndex {
  /** The picture of this caption, where it is whole. */
  find(key: string): Promise<CaptionPicture | null>;
  add(key: string, picture: CaptionPicture): Promise<void>;
}

const lines = z.array(z.string()).readonly();
const schema = z.object({
  drawnBy: z.string(),
  pictures: z.array(
    z.object({
      key: z.string(),
      file: z.string(),
      bytes: z.number().positive(),
      fit: z.object({
        nameLines: lines,
        roleLines: lines,
        orgLines: lines,
        scale: z.number(),
        shortened: z.boolean(),
        finding: z.literal('tooSmall').exactOptional(),
      }),
    }),
  ),
});

type Entry = z.infer<typeof schema>['pictures'][number];

/** `drawnBy` names the drawing itself: what another drawing made is none of ours. */
export function openCaptionIndex(dir: string, drawnBy: string): CaptionIndex {
  const file = join(dir, 'drawn.json');
  /** One process has a home, and writes one after the other. */
  const unfinished = `${file}.tmp`;
  const before = read();
  /** Of this process: found, or drawn anew. Only these are written again. */
  const entries = new Map<string, Entry>();
  let writing: Promise<void> = Promise.resolve();

  async function read(): Promise<ReadonlyMap<string, Entry>> {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const found = schema.safeParse(jsonOf(text));
    if (!found.success || found.data.drawnBy !== drawnBy) return new Map();
    return new Map(found.data.pictures.map((entry) => [entry.key, entry]));
  }

  async function write(): Promise<void> {
    await mkdir(dir, { recursive: true });
    try {
      await writeFile(unfinished, JSON.stringify({ drawnBy, pictures: [...entries.values()] }));
      await rename(unfinished, file);
    } catch {
      // Without it the names are drawn again at the next start: no matter to tell anybody of.
      await rm(unfinished, { force: true });
    }
  }

  return {
    async find(key) {
      const entry = entries.get(key) ?? (await before).get(key);
      if (!entry || (await sizeOf(entry.file)) !== entry.bytes) return null;
      entries.set(key, entry);
      return { file: entry.file, fit: entry.fit };
    },
    async add(key, { file: picture, fit }) {
      entries.set(key, { key, file: picture, bytes: (await sizeOf(picture)) ?? 0, fit });
      // One after the other, each with all that is known by then.
      writing = writing.then(write);
      await writing;
    },
  };
}

/** A power cut may leave a file empty. */
function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
