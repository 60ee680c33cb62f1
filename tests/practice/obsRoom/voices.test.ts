import { afterEach, beforeEach, describe, expect, it } from 'vitest';
// Loaded ahead, so that no virtual time passes while it is.
import '../../../src/core/captions/director';
import type { Run } from '../../../src/core/run/model';
import { standInAnswers } from '../../../src/core/run/standIn';
import type { Show } from '../../../src/core/show/model';
import { minute, second } from '../../../src/core/time/units';
import { createPracticeObs, type PracticeObs } from '../../../src/practice-obs/practiceObs';
import { chanceFrom } from '../../support/chance';
import { openMemory } from '../../support/memoryObs';
import { segment, show, speaker } from '../../support/shows';
import { VirtualTime } from '../../support/virtualTime';
import { startRoom, type RoomStage } from './roomStage';

/** People talk at the microphones of an OBS, and their names come: in virtual time, an hour of it in a second. */

let time: VirtualTime;
let obs: PracticeObs;
let stage: RoomStage;
let subscribed: boolean[];

const mics = { paul: 'Mic 1', morshed: 'Mic 2', coby: 'Mic 3' } as const;
const people = Object.entries(mics).map(([id, microphone]) => speaker(id, { microphone }));

function panel(fields: Partial<Show> = {}): Show {
  return show(
    [
      segment('opening', { scene: 'Host', duration: 5 * minute }),
      segment('panel', {
        scene: 'Panel',
        duration: 60 * minute,
        speakerIds: ['paul', 'morshed', 'coby'],
      }),
    ],
    { date: null, speakers: people, slateScene: 'Holding slide', ...fields },
  );
}

beforeEach(() => {
  time = new VirtualTime(0);
  obs = createPracticeObs({ clock: time });
});

afterEach(async () => {
  await stage.dispose();
  obs.close();
});

const scenes = ['Host', 'Panel', 'Holding slide'];

async function open(fields: Partial<Show> = {}): Promise<void> {
  subscribed = [];
  obs.addSources({
    microphones: ['Mic 1', 'Mic 2', 'Mic 3', 'Mic 4'],
    scenes,
    media: [],
    signs: [],
    filters: [],
  });
  const way = openMemory({ time, chance: chanceFrom(1), obs: () => obs });
  stage = startRoom({
    show: panel(fields),
    target: { address: 'ws://127.0.0.1:4455', practice: true, password: null },
    surroundings: {
      now: time.now,
      timers: time,
      async open(options) {
        const opened = await way(options);
        if (!opened.ok) return opened;
        const { hearLevels } = opened.value;
        return {
          ...opened,
          value: {
            ...opened.value,
            hearLevels(on, deadline) {
              subscribed.push(on);
              return hearLevels(on, deadline);
            },
          },
        };
      },
    },
  });
  await time.pass(second);
  const captions = stage.room.setUpCaptions();
  await time.pass(second);
  await captions;
}

/** GO, and the transition's end. */
async function go(): Promise<void> {
  stage.go();
  await time.pass(2 * second);
}

async function onPanel(fields: Partial<Show> = {}): Promise<void> {
  await open(fields);
  await go();
  await go();
}

const run = (): Run => stage.host.state.run;
const named = (): readonly string[] =>
  stage.of('captionRequested').map(({ speakerId, by }) => `${speakerId} by ${by}`);
const speaking = (): readonly (string | null)[] => run().voices.map(({ speakerId }) => speakerId);

describe('names follow voices', () => {
  it('each at the first words of its owner, and the log says why', async () => {
    await onPanel();
    obs.converse(['Mic 3', 'Mic 1', 'Mic 2']);
    await time.pass(minute);
    expect(named()).toEqual(['coby by voice', 'paul by voice', 'morshed by voice']);
    const [first] = stage.of('captionRequested');
    expect(first?.why).toMatchObject({ kind: 'firstWords', input: 'Mic 3' });
    expect(first?.why?.heardFor).toBeLessThan(1_500);
  });

  it('only while somebody may be heard: OBS is asked with the first take, and no more after the last', async () => {
    await open();
    expect(subscribed).toEqual([]);
    await go();
    expect(subscribed).toEqual([true]);
    await go();
    await time.pass(10 * second);
    stage.submit({ type: 'endShow', expectedOnAir: run().onAir?.takeId ?? '', armed: true });
    await time.pass(2 * second);
    expect(subscribed).toEqual([true, false]);
    expect(run().phase).toBe('ended');
    expect(run().voices).toEqual([]);
  });

  it('never, where nobody has a microphone', async () => {
    await onPanel({ speakers: people.map((person) => ({ ...person, microphone: null })) });
    obs.converse(['Mic 1', 'Mic 2']);
    await time.pass(minute);
    expect(subscribed).toEqual([]);
    expect(stage.of('voicesHeard')).toEqual([]);
  });

  it('tell the run only when somebody begins or ends', async () => {
    await onPanel();
    obs.converse(['Mic 1', 'Mic 2', 'Mic 3']);
    await time.pass(10 * minute);
    // Some forty turns in which people take breaths: no frame is an event.
    expect(stage.of('voicesHeard').length).toBeLessThan(200);
    expect(stage.of('voicesHeard').length).toBeGreaterThan(40);
  });

  it('of one who is not in the segment explains what others hear, and names nobody', async () => {
    await open({ segments: panel().segments.map((one) => ({ ...one, speakerIds: ['paul'] })) });
    await go();
    await go();
    obs.converse(['Mic 2', 'Mic 3']);
    await time.pass(minute);
    expect(stage.of('voicesHeard').flatMap(({ voices }) => voices)).toEqual([]);
    expect(named()).toEqual([]);
  });

  it('and a host who is in no segment is heard in all', async () => {
    await open({ hostId: 'morshed' });
    await go();
    obs.converse(['Mic 2']);
    await time.pass(10 * second);
    expect(named()).toEqual(['morshed by voice']);
  });
});

describe('what goes wrong with microphones', () => {
  it('no meters: OBS sends no levels, names come by hand', async () => {
    obs.faults.add({ kind: 'drop event', event: 'InputVolumeMeters' });
    await onPanel();
    expect(stage.view.levels).toBe('none');
    obs.converse(['Mic 1']);
    await time.pass(minute);
    expect(speaking()).toEqual([]);
    expect(named()).toEqual([]);
    stage.submit({ type: 'showCaption', speakerId: 'paul', pinned: false, expected: null });
    await time.pass(second);
    expect(run().caption?.shownAt).not.toBeNull();
  });

  it('an input that is renamed mid-show: the person follows it, and is named', async () => {
    await onPanel();
    obs.converse(['Mic 1']);
    await time.pass(10 * second);
    obs.person.renameInput('Mic 2', 'Lapel');
    await time.pass(second);
    expect(stage.host.state.document.show.speakers.map(({ microphone }) => microphone)).toEqual([
      'Mic 1',
      'Lapel',
      'Mic 3',
    ]);
    obs.converse(['Lapel']);
    await time.pass(15 * second);
    expect(named()).toEqual(['paul by voice', 'morshed by voice']);
  });

  it('an input that is removed while its owner speaks: their voice ends, the others go on', async () => {
    await onPanel();
    obs.converse(['Mic 1']);
    await time.pass(8 * second);
    expect(speaking()).toEqual(['paul']);
    obs.person.removeInput('Mic 1');
    await time.pass(2 * second);
    expect(speaking()).toEqual([]);
    expect(run().listensTo).toEqual(['Mic 2', 'Mic 3']);
    obs.converse(['Mic 2']);
    await time.pass(15 * second);
    expect(named()).toEqual(['paul by voice', 'morshed by voice']);
  });

  it('two speakers on one microphone: nobody is named, and the next in order is on offer', async () => {
    await onPanel({
      speakers: people.map((person) =>
        person.id === 'morshed' ? { ...person, microphone: 'Mic 1' } : person,
      ),
    });
    obs.converse(['Mic 1']);
    await time.pass(8 * second);
    expect(run().voices).toMatchObject([{ input: 'Mic 1', speakerId: null }]);
    expect(named()).toEqual([]);
    expect(stage.of('nameNotShown')).toMatchObject([{ input: 'Mic 1', why: 'cannotKnow' }]);
  });

  it('a speaker on no microphone is named by hand, the others by voice', async () => {
    await onPanel({
      speakers: people.map((person) => (person.id === 'paul' ? { ...person, microphone: null } : person)),
    });
    obs.converse(['Mic 1', 'Mic 2']);
    await time.pass(minute);
    expect(named()).toEqual(['morshed by voice']);
  });

  it('a muted microphone: who talks into it is told of, and not named', async () => {
    await onPanel();
    obs.person.mute('Mic 2', true);
    obs.converse(['Mic 2']);
    await time.pass(8 * second);
    expect(run().voices).toMatchObject([{ input: 'Mic 2', speakerId: 'morshed', muted: true }]);
    expect(named()).toEqual([]);
  });

  it('OBS goes away: a voice under way ends, and is heard again when it is back', async () => {
    await onPanel();
    obs.converse(['Mic 1']);
    await time.pass(8 * second);
    expect(speaking()).toEqual(['paul']);
    obs.faults.dropConnections();
    await time.pass(100);
    expect(speaking()).toEqual([]);
    await time.pass(10 * second);
    expect(stage.view.link.status).toBe('connected');
    expect(speaking()).toEqual(['paul']);
  });

  it('OBS falls silent: a voice under way ends, and that is told', async () => {
    await onPanel();
    obs.converse(['Mic 1']);
    await time.pass(8 * second);
    const dropped = obs.faults.add({ kind: 'drop event', event: 'InputVolumeMeters' });
    await time.pass(3 * second);
    expect(speaking()).toEqual([]);
    expect(stage.view.levels).toBe('none');
    dropped();
    await time.pass(10 * second);
    expect(speaking()).toEqual(['paul']);
  });

  it('a microphone on air that clips is no reason to name nobody', async () => {
    await onPanel();
    stage.room.watchMeters(true);
    obs.person.setVolume('Mic 3', 20);
    obs.converse(['Mic 3']);
    await time.pass(8 * second);
    expect(speaking()).toEqual(['coby']);
  });

  it('forty inputs: the one who speaks is named', async () => {
    for (let index = 10; index < 46; index += 1)
      for (const scene of ['Panel']) obs.person.addInput(scene, `Mic ${index}`, 'pulse_input_capture');
    await onPanel();
    obs.converse(['Mic 2', ...Array.from({ length: 36 }, (_, index) => `Mic ${index + 10}`)]);
    await time.pass(8 * second);
    expect(named()).toEqual(['morshed by voice']);
  });
});

describe('in a rehearsal that leaves OBS alone', () => {
  /** What stands in for OBS answers whatever is asked. */
  const answered = (): void => {
    for (const answer of standInAnswers(stage.host.state)) stage.host.report(answer);
  };

  it('people are heard as in the show, and their names come in it', async () => {
    await open();
    stage.submit({ type: 'startRehearsal', obs: 'untouched' });
    await time.pass(100);
    for (const _ of ['opening', 'panel']) {
      stage.go();
      answered();
      answered();
      await time.pass(2 * second);
    }
    expect(subscribed.at(-1)).toBe(true);
    obs.converse(['Mic 2']);
    await time.pass(8 * second);
    expect(speaking()).toEqual(['morshed']);
    expect(named()).toEqual(['morshed by voice']);
    expect(stage.inBatches.filter((type) => type.startsWith('SetScene'))).toEqual([]);
  });
});
