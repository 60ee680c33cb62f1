import { captionText } from '../../../src/core/captions/lowerThird';
import { observedOf } from '../../../src/core/obs/ownership';
import { findingsOf, preflight as check } from '../../../src/core/obs/preflight';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import type { Show } from '../../../src/core/show/model';
import { realTimers } from '../../../src/main/app/timers';
import { measuredDrawing } from '../../../src/main/obs/captionDrawings';
import { readCatalogue } from '../../../src/main/obs/catalogue';
import { openSocket } from '../../../src/main/obs/socket';
import { startRealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import type { Figure, Measured } from '../figure';
import { bareObs } from '../stage/bareObs';
import { now } from '../stage/clock';
import { percentile } from '../statistics';

const segments = 200;
/** As many scenes, each with an input of its own. */
const scenes = 150;
const rounds = 60;
const deadline = 5_000;

/**
 * A show of 200 segments against a real OBS of 300 sources: from asking OBS for everything to the last finding, all
 * names measured anew. Every fourth scene is misspelled, and so is one of the two sources that the cues of each segment
 * name, so that both are looked for among all of OBS's.
 */
export const preflight: Figure = {
  key: 'preflight',
  what: '200 segments, 300 sources: OBS asked → read, names measured, all findings there',
  limits: { p95: 300 },
  async measure(progress): Promise<Measured> {
    const obs = await startRealObs();
    try {
      progress('furnishing OBS with 300 sources');
      await furnishLargely(obs);
      const opened = await openSocket({
        address: obs.url,
        password: obs.password,
        deadline,
        timers: realTimers,
        listener: { event() {}, heard() {}, closed() {} },
      });
      if (!opened.ok) throw new Error(`OBS: ${opened.problem}`);
      const wire = opened.value;
      const plan = largeShow();
      const whole: number[] = [];
      const reads: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const start = now();
        const read = await readCatalogue(wire, now);
        if (!read.ok) throw new Error(`OBS was not read: ${read.problem}`);
        reads.push(now() - start);
        const { known } = read.value;
        const drawings = Object.fromEntries(
          plan.speakers.map((person) => [
            person.id,
            measuredDrawing(captionText(person), known.canvas, 'text'),
          ]),
        );
        const observed = observedOf(known, 'text', plan);
        const findings = findingsOf(
          check({ show: plan, link: 'connected', observed, drawings, previewNext: false }),
        );
        whole.push(now() - start);
        const missing = findings.filter(({ code }) => code === 'sceneMissing').length;
        if (missing !== segments / 4) throw new Error(`${missing} scenes were missed`);
        const unknown = findings.filter(({ code }) => code === 'cueNameMissing').length;
        if (unknown !== segments) throw new Error(`${unknown} sources were missed`);
      }
      wire.terminate();
      return {
        fields: {
          p50: percentile(whole, 0.5),
          p95: percentile(whole, 0.95),
          readP95: percentile(reads, 0.95),
          n: whole.length,
        },
        intervals: {},
      };
    } finally {
      await obs.stop();
    }
  },
};

/** As many people as segments, one in each. */
function largeShow(): Show {
  const people = Array.from({ length: segments }, (_, at) =>
    speaker(`p${at}`, {
      name: `Maximiliane Wolfeschlegelstein ${at}`,
      role: 'Director of Research and International Cooperation',
      organisation: 'European Institute of Public Administration',
    }),
  );
  const rows = people.map(({ id }, at) => {
    const scene = at % 4 === 0 ? `Scene Nr ${at} of the show` : `Scene number ${at % scenes} of the show`;
    const transition = { name: 'Fade', duration: 300 };
    return segment(`s${at}`, { scene, speakerIds: [id], transition, cues: cuesOf(at) });
  });
  return show(rows, { slateScene: 'Scene number 0 of the show', speakers: people });
}

function cuesOf(at: number): readonly Cue[] {
  const effects: readonly CueEffect[] = [
    {
      kind: 'visibility',
      scene: `Scene number ${at % scenes} of the show`,
      source: `Colour ${at % scenes}`,
      on: true,
    },
    { kind: 'media', input: `Color Nr ${at}`, action: 'restart' },
  ];
  return effects.map((effect, index) => ({ id: `c${at}-${index}`, trigger: { kind: 'take' }, effect }));
}

async function furnishLargely(obs: { readonly url: string; readonly password: string }): Promise<void> {
  const client = await bareObs(obs.url, obs.password);
  try {
    for (let at = 0; at < scenes; at++) {
      const sceneName = `Scene number ${at} of the show`;
      await client.call('CreateScene', { sceneName });
      const inputName = `Colour ${at}`;
      await client.call('CreateInput', { sceneName, inputName, inputKind: 'color_source_v3' });
    }
  } finally {
    await client.disconnect();
  }
}
