import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ograf, OgrafProblem } from '../../core/captions/ograf';
import { isInside, manifestOf, readOgraf } from '../../core/captions/ograf';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';

/** A file of a package: its path within, and what is in it, base64. */
export interface PackageFile {
  readonly path: string;
  readonly data: string;
}

/** OGraf packages that were brought in, each in a folder that is named by what is in it. */
export interface OgrafStore {
  bring(files: readonly PackageFile[]): Result<{ readonly id: string; readonly name: string }, OgrafProblem>;
  /** `null` where it is not on this machine, or is no longer what it was. */
  find(id: string): Ograf | null;
  /** Where it is. */
  folder(id: string): string;
}

/** Bytes, files. */
const largest = { bytes: 6 * 1024 * 1024, files: 300 } as const;

export function createOgrafStore(home: string): OgrafStore {
  const root = join(home, 'ograf');
  const known = new Map<string, Ograf>();
  const folder = (id: string): string => join(root, id);

  return {
    folder,
    bring(given) {
      const files = withoutTop(given);
      const bytes = files.reduce((sum, { data }) => sum + data.length * 0.75, 0);
      if (bytes > largest.bytes || files.length > largest.files) return refused('ografTooLarge');
      const paths = files.map(({ path }) => path).filter(isInside);
      const manifest = manifestOf(paths.filter((path) => !path.includes('/')));
      const text = files.find(({ path }) => path === manifest)?.data;
      if (text === undefined) return refused('ografNoManifest');
      const read = readOgraf(Buffer.from(text, 'base64').toString(), paths);
      if (!read.ok) return read;
      const kept = files.filter(({ path }) => isInside(path));
      const id = createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 32);
      if (!existsSync(folder(id))) write(kept, folder(id));
      return ok({ id, name: read.value.name });
    },
    find(id) {
      const before = known.get(id);
      if (before) return before;
      try {
        const files = readdirSync(folder(id), { recursive: true, encoding: 'utf8' }).map((path) =>
          path.replaceAll('\\', '/'),
        );
        const manifest = manifestOf(files.filter((path) => !path.includes('/')));
        if (manifest === null) return null;
        const read = readOgraf(readFileSync(join(folder(id), manifest), 'utf8'), files);
        if (!read.ok) return null;
        known.set(id, read.value);
        return read.value;
      } catch {
        return null;
      }
    },
  };
}

/** Whole or not at all. */
function write(files: readonly PackageFile[], to: string): void {
  const unfinished = `${to}.tmp`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const { path, data } of files) {
    const file = join(unfinished, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }
  renameSync(unfinished, to);
}

/** A chosen folder stands before every path; so do folders around the one that has the manifest. */
function withoutTop(files: readonly PackageFile[]): readonly PackageFile[] {
  const manifest = manifestOf(files.map(({ path }) => path));
  const top = manifest?.includes('/') ? manifest.slice(0, manifest.lastIndexOf('/') + 1) : '';
  return files
    .filter(({ path }) => path.startsWith(top))
    .map(({ path, data }) => ({ path: path.slice(top.length), data }));
}
