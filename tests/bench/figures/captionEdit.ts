import { ownNames } from '../../../src/core/obs/ownership';
import { segment, show, speaker } from '../../support/shows';
import { startRealObs } from '../../support/realObs';
import { until } from '../../support/until';
import type { Figure, Measured } from '../figure';
import type { BareObs } from '../stage/bareObs';
import { bareObs, furnish } from '../stage/bareObs';
import { now, pause } from '../stage/clock';
import { openConsole } from '../stage/console';
import { between, percentile, ratioInterval } from '../statistics';

const enough = 50;
/** Between one change and the next, ms. */
const pace = [50, 250] as const;
const changesWithin = 5_000;
const scene = 'Host';
const ann = speaker('ann', { name: 'Ann Example', role: 'Chair', organisation: 'Example & Sons' });

/**
 * A name on air is corrected: from the call as it leaves the console's page (a little before the app has it) to the
 * first picture of the program scene that differs. Each name is new, so each is drawn. Beside it what OBS takes to
 * change to a picture that is ready, by a bare client; the same pictures of the scene are taken for both.
 */
export const captionEdit: Figure = {
  key: 'captionEdit',
  what: 'a name on air is corrected → its pixels in the program scene; beside it a bare change of picture',
  limits: { p95: 500 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    const person = await bareObs(obs.url, obs.password);
    await furnish(person, { [scene]: 0xff404040 });
    const plan = show([segment('s0', { scene, duration: 3_600_000, speakerIds: ['ann'] })], {
      date: null,
      slateScene: null,
      speakers: [ann],
    });
    const app = await openConsole(plan, obs);
    try {
      await app.call('setUpCaptions', {});
      const empty = await programPicture(person);
      await app.call('setAutoCaptions', { on: false });
      // Pinned: it stays until it is put out.
      await app.call('showCaption', { speakerId: 'ann', pinned: true, expected: null });
      await changeFrom(person, empty);
      const inputName = ownNames.picture;
      const [ours, bare]: [number[], number[]] = [[], []];
      const files: string[] = [await fileOf(person, inputName)];
      while (ours.length < enough) {
        await pause(between(...pace));
        const before = await programPicture(person);
        const name = `Ann Example ${ours.length + 1}`;
        const left = await app.call('edit', { edit: { kind: 'setSpeaker', id: 'ann', patch: { name } } });
        ours.push((await changeFrom(person, before)) - left);
        const file = await fileOf(person, inputName);
        files.push(file);
        await pause(between(...pace));
        bare.push(await swap(person, inputName, files.at(-2) ?? ''));
        await pause(between(...pace));
        // Back to what the app believes is there.
        await swap(person, inputName, file);
        if (ours.length % 10 === 0) progress(`${ours.length} of ${enough}`);
      }
      return {
        fields: {
          p50: percentile(ours, 0.5),
          p95: percentile(ours, 0.95),
          floorP50: percentile(bare, 0.5),
          floorP95: percentile(bare, 0.95),
          ratioP50: percentile(ours, 0.5) / percentile(bare, 0.5),
          n: ours.length,
        },
        intervals: { ratioP50: ratioInterval(ours, bare, 0.5) },
      };
    } finally {
      await app.close();
      await person.disconnect();
      await obs.stop();
    }
  },
};

async function swap(person: BareObs, inputName: string, file: string): Promise<number> {
  const before = await programPicture(person);
  const asked = now();
  await person.call('SetInputSettings', { inputName, inputSettings: { file } });
  return (await changeFrom(person, before)) - asked;
}

async function fileOf(person: BareObs, inputName: string): Promise<string> {
  const { inputSettings } = await person.call('GetInputSettings', { inputName });
  const file = inputSettings['file'];
  if (typeof file !== 'string') throw new Error(`${inputName} holds no picture`);
  return file;
}

/** When the picture of the program scene was first another one. */
async function changeFrom(person: BareObs, before: string): Promise<number> {
  return until('the picture changes', changesWithin, async () => {
    for (let taken = 0; taken < 20; taken += 1) {
      const picture = await programPicture(person);
      if (picture !== before) return now();
    }
    return null;
  });
}

async function programPicture(person: BareObs): Promise<string> {
  const { imageData } = await person.call('GetSourceScreenshot', {
    sourceName: scene,
    imageFormat: 'bmp',
    imageWidth: 640,
    imageHeight: 360,
  });
  return imageData;
}
