import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type OBSWebSocket from 'obs-websocket-js/json';

/** What a person would read in pictures of OBS. */

const run = promisify(execFile);

/** The words of each of these files; one run of tesseract reads them all. */
async function wordsInFiles(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const list = join(folder, 'pictures.txt');
  writeFileSync(list, files.map((file) => join(folder, file)).join('\n'));
  // One thread a page: two compete for what little there is.
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const { stdout } = await run('tesseract', [list, 'stdout', '--psm', '11'], { env });
  return files.map((_, index) => (stdout.split('\f')[index] ?? '').replace(/\s+/g, ' ').trim());
}

/** All words in a PNG, in one line. */
export async function wordsIn(picture: Buffer): Promise<string> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'picture.png'), picture);
    // Enlarged: at a canvas's own size a role is too small to be sure of it.
    const [from, to] = [join(folder, 'picture.png'), join(folder, 'large.png')];
    await run('ffmpeg', ['-v', 'error', '-i', from, '-vf', 'scale=2*iw:-1', to]);
    const [words = ''] = await wordsInFiles(folder, ['large.png']);
    return words;
  });
}

/** What OBS draws of a scene now, as PNG. */
export async function pictureOf(obs: OBSWebSocket, sceneName: string): Promise<Buffer> {
  const { imageData } = await obs.call('GetSourceScreenshot', {
    sourceName: sceneName,
    imageFormat: 'png',
    imageWidth: 1280,
  });
  return Buffer.from(imageData.slice(imageData.indexOf(',') + 1), 'base64');
}

/** The large words of a recording, frame by frame, `perSecond` of them. */
export async function wordsInRecording(file: string, perSecond: number): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    await run('ffmpeg', ['-v', 'error', '-i', file, '-vf', `fps=${perSecond}`, join(folder, '%04d.png')]);
    return wordsInFiles(folder, readdirSync(folder).toSorted());
  });
}

async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-reading-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether `words` can be read among those that were read: spaces, accents and case do not come out reliably. */
export function reads(read: string, words: string): boolean {
  return plain(read).includes(plain(words));
}

function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
