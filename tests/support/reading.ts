import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type OBSWebSocket from 'obs-websocket-js/json';

/** What a person would read in pictures of OBS. */

const run = promisify(execFile);

/** All words in a picture's file, in one line. */
async function wordsInFile(file: string): Promise<string> {
  // Enlarged: at a canvas's own size a role is too small to be sure of it.
  await run('ffmpeg', ['-v', 'error', '-y', '-i', file, '-vf', 'scale=2*iw:-1', `${file}.large.png`]);
  // One thread a page: two compete for what little there is.
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const { stdout } = await run('tesseract', [`${file}.large.png`, 'stdout', '--psm', '11'], { env });
  return stdout.replace(/\s+/g, ' ').trim();
}

/** All words in a PNG, in one line. */
export async function wordsIn(picture: Buffer): Promise<string> {
  return inFolder(async (folder) => {
    const file = join(folder, 'picture.png');
    writeFileSync(file, picture);
    return wordsInFile(file);
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

/** The words of a recording, frame by frame, `perSecond` of them. */
export async function wordsInRecording(file: string, perSecond: number): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    await run('ffmpeg', ['-v', 'error', '-i', file, '-vf', `fps=${perSecond}`, join(folder, '%04d.png')]);
    const words: string[] = [];
    for (const frame of readdirSync(folder).toSorted()) words.push(await wordsInFile(join(folder, frame)));
    return words;
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
