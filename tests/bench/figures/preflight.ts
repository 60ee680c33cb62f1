import { captionText } from '../../../src/core/captions/lowerThird';
import { observedOf } from '../../../src/core/obs/ownership';
import { findingsOf, preflight as check } from '../../../src/core/obs/preflight';
import { captionSetupSteps } from '../../../src/core/obs/captionSetup';
import { fullNameSize } from '../../../src/core/obs/textCaption';
import type { Wire } from '../../../src/main/obs/wire';
import type { Cue, CueEffect } from '../../../src/core/show/cues';
import type { Show } from '../../../src/core/show/model';
import { realTimers } from '../../../src/main/app/timers';
import { measuredDrawing } from '../../../src/main/obs/captionDrawings';
import { readCatalogue } from '../../../src/main/obs/catalogue';
import { createRuler } from '../../../src/main/obs/ruler';
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
 * names fitted anew by the widths that OBS's text source told before: it is asked for each distinct name once, in the
 * background (`nameInObs`: how long one takes), and that is kept. Every fourth scene is misspelled, and so is one of
 * the two sources that the cues of each segment name, so that both are looked for among all of OBS's.
 */
export const preflight: Figure = {
  key: 'preflight',
  what: '200 segments, 300 sources: OBS asked → read, names fitted by OBS’s widths, all findings there',
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
      progress('measuring 200 names in OBS');
      const { widths, each } = await measureNames(wire, plan);
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
            measuredDrawing(
              captionText(person),
              known.canvas,
              'text',
              widths.get(captionText(person).name) ?? null,
            ),
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
          nameInObs: each,
          n: whole.length,
        },
        intervals: {},
      };
    } finally {
      await obs.stop();
    }
  },
};

/** The captions' text sources are set up, and each distinct name is measured there, as the app does in the background. */
async function measureNames(
  wire: Wire,
  plan: Show,
): Promise<{ readonly widths: ReadonlyMap<string, number>; readonly each: number }> {
  const bare = await readCatalogue(wire, now);
  if (!bare.ok) throw new Error(`OBS was not read: ${bare.problem}`);
  const steps = captionSetupSteps(bare.value.known, 'text', []);
  if ('missingKind' in steps) throw new Error(`OBS has no ${steps.missingKind}`);
  await wire.batch(
    steps.flatMap(({ requests }) => requests),
    deadline,
    { halts: true },
  );
  const read = await readCatalogue(wire, now);
  if (!read.ok) throw new Error(`OBS was not read: ${read.problem}`);
  const at = { wire, known: read.value.known };
  const ruler = createRuler({
    timers: realTimers,
    session: () => at,
    takeUnderWay: () => false,
    measured: () => {},
  });
  const sizePx = fullNameSize(at.known.canvas);
  const names = [...new Set(plan.speakers.map((person) => captionText(person).name))];
  const start = now();
  await ruler.want(names, sizePx);
  const each = (now() - start) / names.length;
  ruler.dispose();
  return {
    each,
    widths: new Map(
      names.map((name) => {
        const width = ruler.widthOf(name, sizePx);
        if (width === null) throw new Error(`‘${name}’ was not measured`);
        return [name, width] as const;
      }),
    ),
  };
}

/** As many people as segments, one in each. */
function largeShow(): Show {
  const people = Array.from({ length: segments }, (_, at) =>
    speaker(`p${at}`, {
      name: at % 2 === 0 ? `Maximiliane Wolfeschlegelstein ${at}` : `Max Wolf ${at}`,
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
