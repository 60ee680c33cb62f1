import { expect } from 'vitest';
import type { Backup as PublishedBackup } from '../../../src/contract/published';
import { ownNames } from '../../../src/core/obs/ownership';
import { isSoundOff } from '../../../src/core/obs/sound';
import { ok } from '../../../src/core/result';
import type { Stamped } from '../../../src/core/run/events';
import { nextSegment } from '../../../src/core/run/order';
import type { Backup } from '../../../src/main/app/backup';
import { createBackup } from '../../../src/main/app/backup';
import type { CaptionPictures } from '../../../src/main/obs/ports';
import { createObsRoom } from '../../../src/main/obs/room';
import type { PracticeObs } from '../../../src/practice-obs/practiceObs';
import { createPracticeObs } from '../../../src/practice-obs/practiceObs';
import type { Chance } from '../../support/chance';
import { noClips } from '../../support/films';
import { chanceFrom } from '../../support/chance';
import { openMemory } from '../../support/memoryObs';
import { segment, show, speaker } from '../../support/shows';
import { VirtualTime } from '../../support/virtualTime';
import type { RoomStage } from '../obsRoom/roomStage';
import { memory, startRoom } from '../obsRoom/roomStage';

const names = ['ann', 'bo'];
const scenes = ['Host', 'Panel', 'Speaker + slides'];
const transitions = [null, { name: 'Fade', duration: 900 }, { name: 'Cut', duration: null }];

const pictures: CaptionPictures = {
  renderClip: noClips,
  prune: async () => {},
  async render(caption) {
    const fit = { nameLines: [], roleLines: [], orgLines: [], scale: 1, shortened: false };
    return ok({ file: `/nowhere/${caption.name}.png`, fit });
  },
};

/** Whatever a fault did, OBS has answered, been found silent or been reached again after this, ms. */
const calm = 60_000;

/** A computer with an OBS that can be killed and started again. */
interface Machine {
  readonly obs: () => PracticeObs;
  readonly runs: () => boolean;
  readonly restart: (after: number) => void;
  readonly open: ReturnType<typeof openMemory>;
}

export interface Pair {
  readonly main: Machine;
  readonly spare: Machine;
  readonly room: RoomStage;
  readonly backup: Backup;
  readonly published: () => PublishedBackup | null;
  /** What was done, in words, for who reads a failure. */
  readonly steps: readonly string[];
  readonly events: readonly Stamped[];
}

function machine(time: VirtualTime, chance: Chance): Machine {
  let obs: PracticeObs | null = createPracticeObs({ clock: time });
  obs.person.setTransition('Cut');
  return {
    obs() {
      if (!obs) throw new Error('OBS is not running');
      return obs;
    },
    runs: () => obs !== null,
    restart(after) {
      const world = obs?.snapshot();
      obs?.close();
      obs = null;
      time.after(after, () => {
        obs = createPracticeObs({ clock: time, world });
      });
    },
    open: openMemory({ time, chance, obs: () => obs }),
  };
}

/**
 * Plays one show against two OBS, all thrown about by a seed, and lets the dust settle. `follows: false` plays the same
 * without a backup: then nothing that is done to the second OBS is anybody's business.
 */
export async function playPair(seed: number, { follows }: { readonly follows: boolean }): Promise<Pair> {
  const chance = chanceFrom(seed);
  const time = new VirtualTime(1_700_000_000_000);
  const now = (): number => Math.floor(time.now());
  // Throws of their own: what one of them answers moves nothing of the other.
  const [main, spare] = [machine(time, chanceFrom(~seed)), machine(time, chanceFrom(seed ^ 0x5bd1))];
  let published: PublishedBackup | null = null;
  let ids = 0;
  const backup = createBackup({
    now,
    timers: time,
    newId: () => `backup-${++ids}`,
    openRoom: (deps) =>
      createObsRoom(
        {
          ...deps,
          now,
          machineNow: now,
          elapsed: now,
          timers: time,
          picture: () => {},
          meters: null,
          captionDrawn: () => {},
          pictures,
          pages: null,
          memory: memory(),
          synced: async () => {},
          log: () => {},
        },
        spare.open,
      ),
    main: () => room.view,
    changed: (next) => {
      published = next;
    },
  });
  const room: RoomStage = startRoom({
    show: show(
      Array.from({ length: 30 }, (_, index) =>
        segment(`s${index}`, {
          scene: scenes[index % scenes.length] ?? null,
          transition: transitions[index % 4] ?? null,
          speakerIds: names,
        }),
      ),
      { date: null, speakers: names.map((name) => speaker(name)), captionDuration: 4_000 },
    ),
    target: { address: 'ws://127.0.0.1:4455', practice: true, password: null },
    pictures,
    surroundings: { now, timers: time, open: main.open },
    beside: backup,
  });
  backup.update(room.host.state, []);
  if (follows)
    backup.connect({
      address: 'ws://127.0.0.1:4456',
      practice: false,
      password: null,
      passwordKept: null,
    });
  await time.pass(1_000);
  const setUps = [room.room.setUpCaptions(), ...(follows ? [backup.buildObs()] : [])];
  await time.pass(2_000);
  for (const setUp of setUps) expect(await setUp).toEqual(ok(null));

  const steps: string[] = [];
  const acts = [
    ...hands(room, backup, chance),
    ...hands(room, backup, chance).slice(0, 3),
    ...['main', 'spare'].flatMap((which) => atObs(which, which === 'main' ? main : spare, chance)),
  ];
  const length = 8 + chance.whole(25);
  for (let step = 0; step < length; step += 1) {
    const [what, act] = chance.one(acts);
    steps.push(`${Math.round(time.now() - 1_700_000_000_000)} ${what}`);
    act();
    await time.pass(chance.is(0.5) ? chance.upTo(1_500) : chance.upTo(8_000));
  }
  await time.pass(10_000);
  for (const { obs } of [main, spare]) {
    obs().faults.clear();
    obs().faults.halfOpen(false);
    obs().faults.refuseConnections(false);
  }
  await time.pass(calm);
  return { main, spare, room, backup, published: () => published, steps, events: room.events };
}

type Act = readonly [what: string, act: () => void];

/** What a producer may do at any time; what is refused does nothing. */
function hands({ host }: RoomStage, backup: Backup, chance: Chance): readonly Act[] {
  const run = () => host.state.run;
  const expectedOnAir = (): string | null => run().onAir?.takeId ?? null;
  const go: Act = [
    'GO',
    () => {
      const expectedNext = nextSegment(host.state.document.show, run())?.id ?? 'nothing';
      host.submit({ type: 'takeNext', expectedOnAir: expectedOnAir(), expectedNext, early: true });
    },
  ];
  return [
    go,
    go,
    ['slate', () => host.submit({ type: 'setSlate', on: run().slate === null })],
    ['back', () => host.submit({ type: 'back', expectedOnAir: expectedOnAir(), late: true })],
    ['take again', () => host.submit({ type: 'takeAgain', expectedOnAir: expectedOnAir() })],
    [
      'show a name',
      () =>
        host.submit({
          type: 'showCaption',
          speakerId: chance.one(names),
          pinned: chance.is(0.5),
          expected: run().caption?.speakerId ?? null,
        }),
    ],
    ['hide the name', () => host.submit({ type: 'hideCaption', expected: run().caption?.speakerId ?? '' })],
    ['bring the backup in line', () => void backup.bringInLine()],
  ];
}

/** What a person or a fault may do to one OBS; the same throws whether it runs or not. */
function atObs(which: string, { obs, runs, restart }: Machine, chance: Chance): readonly Act[] {
  const act = (what: string, throws: () => () => void): Act => [
    `${which}: ${what}`,
    () => {
      const then = throws();
      if (runs()) then();
    },
  ];
  const anyRequest = (): string =>
    chance.one(['SetCurrentProgramScene', 'GetCurrentProgramScene', 'SetSceneItemEnabled']);
  return [
    act('a person switches the scene', () => {
      const scene = chance.one(scenes);
      return () => obs().person.switchScene(scene);
    }),
    act('a person switches the name', () => () => {
      const item = nameItem(obs());
      if (item) obs().person.enableItem(ownNames.captions, item.id, !item.enabled);
    }),
    act('a late reply', () => {
      const [request, ms] = [anyRequest(), chance.one([20, 200, 900, 5_000])];
      return () => void obs().faults.add({ kind: 'delay', request, ms, times: 1 });
    }),
    act('silence', () => {
      const request = anyRequest();
      return () => void obs().faults.add({ kind: 'silence', request, times: 1 });
    }),
    act('a refusal', () => {
      const [request, code] = [anyRequest(), chance.one([207, 600, 703])];
      return () => void obs().faults.add({ kind: 'refuse', request, code, times: 1 });
    }),
    act('a dropped connection', () => () => obs().faults.dropConnections()),
    act('a half-open socket', () => {
      const on = chance.is(0.5);
      return () => obs().faults.halfOpen(on);
    }),
    act('no connections', () => {
      const on = chance.is(0.5);
      return () => obs().faults.refuseConnections(on);
    }),
    act('killed and started again', () => {
      const after = 200 + chance.upTo(8_000);
      return () => restart(after);
    }),
  ];
}

function nameItem(obs: PracticeObs): { readonly id: number; readonly enabled: boolean } | null {
  const { scenes: all } = obs.snapshot();
  return all.find(({ name }) => name === ownNames.captions)?.items[0] ?? null;
}

/** What is claimed of the backup must be what the two OBS are. */
export function expectPairTruth({ main, spare, room, published }: Pair): void {
  const { run } = room.host.state;
  const [here, there] = [main.obs().snapshot(), spare.obs().snapshot()];
  const said = published();
  const nameIsOn = nameItem(spare.obs())?.enabled ?? false;
  expect(said?.obs.link.status).toBe('connected');
  expect(said?.obs.observed).toMatchObject({
    program: there.program,
    transitioning: null,
    captionVisible: nameIsOn,
  });
  const { difference } = said ?? { difference: null };
  if (here.program !== there.program)
    expect(difference).toMatchObject({ what: 'scene', program: here.program, shows: there.program });
  else if ((run.caption !== null) === nameIsOn) expect(difference).toBeNull();
  else expect(difference).toMatchObject({ what: nameIsOn ? 'nameLeft' : 'nameMissing' });
  expect(there.transition).toBe('Cut');
  // What went mute there with a slate is heard again without it, whatever was missed meanwhile.
  if (!isSoundOff(run)) expect(there.inputs.filter(({ muted }) => muted)).toEqual([]);
}
