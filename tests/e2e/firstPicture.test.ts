import { afterAll, beforeAll, expect, it } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { startChild } from '../support/child';
import { type RunningApp, launchApp, startAppScreen } from '../support/electronApp';
import { until } from '../support/until';
import type { Screen } from '../support/xvfb';

/** What a person sees of a start, from an empty screen on. */

let screen: Screen;
let lectern: RunningApp | null = null;

beforeAll(async () => {
  screen = await startAppScreen();
});

afterAll(async () => {
  await lectern?.kill();
  await screen.stop();
});

const [width, height, framesPerSecond] = [64, 40, 50] as const;

/** Looks at the screen all the time: how light it is, 0–255, frame by frame. */
async function watchScreen(
  display: string,
): Promise<{ readonly lightness: readonly number[]; stop(): Promise<void> }> {
  const lightness: number[] = [];
  const grab = ['-f', 'x11grab', '-draw_mouse', '0', '-framerate', String(framesPerSecond), '-i', display];
  const small = ['-vf', `scale=${width}:${height},format=gray`, '-f', 'rawvideo', '-'];
  const ffmpeg = await startChild('ffmpeg', ['-v', 'error', ...grab, ...small], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest: Buffer = Buffer.alloc(0);
  ffmpeg.process.stdout?.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (; rest.length >= width * height; rest = rest.subarray(width * height)) {
      const frame = rest.subarray(0, width * height);
      lightness.push(frame.reduce((sum, pixel) => sum + pixel, 0) / frame.length);
    }
  });
  return { lightness, stop: () => ffmpeg.stop('SIGINT', 2_000) };
}

it.skipIf(process.platform !== 'linux' || whyNot('ffmpeg') !== null)(
  'a start in the dark theme is dark from its first frame on',
  async () => {
    const watched = await watchScreen(screen.env['DISPLAY'] ?? '');
    await until('the screen is seen', 5_000, () => watched.lightness.length > 0);
    lectern = await launchApp({ screen });
    const page = await lectern.window('/producer/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const drawnAt = watched.lightness.length;
    await until('it was looked at for a while', 10_000, () => watched.lightness.length > drawnAt + 25);
    await watched.stop();
    // The window covers more than half of the screen, which is black without it.
    expect(watched.lightness.at(-1)).toBeGreaterThan(5);
    expect(Math.max(...watched.lightness)).toBeLessThan(80);
  },
);
