import { join } from 'node:path';
import { z } from 'zod';
import type { RecentShow } from '../../contract/published';
import type { FileSystem } from './fileSystem';
import { onDisk, replaceFile } from './fileSystem';

/** What is known of a show without reading it, and of which state of its files that is true. */
export interface IndexEntry {
  /** Changes with the show's files. */
  readonly stamp: string;
  readonly recent: RecentShow;
}

/** A memory for the list of recent shows. It can be lost at any time: only the order of opening goes with it. */
export interface RecentIndex {
  get(stem: string): IndexEntry | null;
  set(stem: string, entry: IndexEntry): void;
  settled(): Promise<void>;
}

const recentSchema: z.ZodType<RecentShow> = z.object({
  id: z.string(),
  title: z.string(),
  date: z.string().nullable(),
  zone: z.string(),
  length: z.number(),
  segments: z.number(),
  people: z.number(),
  strip: z.array(z.object({ title: z.string(), duration: z.number() })),
  openedAt: z.number(),
  run: z.enum(['none', 'unfinished', 'rehearsing', 'ended']),
  over: z.number().nullable(),
  fileName: z.string(),
});

const entrySchema = z.object({ stamp: z.string(), recent: recentSchema });

export function createRecentIndex(folder: string, fs: FileSystem): RecentIndex {
  const file = join(folder, 'recent.json');
  const entries = readEntries(fs, file);
  let writing: Promise<void> | null = null;
  let changed = false;

  async function write(): Promise<void> {
    while (changed) {
      changed = false;
      // A disk that refuses is said by those that write what must not be lost.
      await replaceFile(fs, file, JSON.stringify(Object.fromEntries(entries)), null).catch(() => undefined);
    }
    writing = null;
  }

  return {
    get: (stem) => entries.get(stem) ?? null,
    set(stem, entry) {
      entries.set(stem, entry);
      changed = true;
      writing ??= Promise.resolve().then(write);
    },
    async settled() {
      while (writing) await writing;
    },
  };
}

function readEntries(fs: FileSystem, file: string): Map<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  const text = onDisk(
    () => fs.readFileSync(file, 'utf8'),
    () => '{}',
  );
  try {
    const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    for (const [stem, value] of Object.entries(parsed)) {
      const entry = entrySchema.safeParse(value);
      if (entry.success) entries.set(stem, entry.data);
    }
  } catch {
    // Damaged: read anew from the shows themselves.
  }
  return entries;
}
