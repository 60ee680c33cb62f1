import { describe, expect, it } from 'vitest';
import type { Backup, Published } from '../../../../src/contract/published';
import type { ObsLink, ObsView } from '../../../../src/core/obs/observed';
import { noOutputs, type Outputs } from '../../../../src/core/obs/outputs';
import type { Show } from '../../../../src/core/show/model';
import { alarmsOf } from '../../../../src/renderer/features/alarms/alarms';
import { fireIdOf, obsDoesCues, onPanel } from '../../../support/cueStage';
import { publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function live(): Stage {
  const stage = new Stage(webinar(), '16:00');
  stage.go();
  stage.wait(2_000);
  return stage;
}

function kinds(published: Published): readonly string[] {
  return alarmsOf(published).map(({ kind }) => kind);
}

function withLink(stage: Stage, link: ObsLink): Published {
  const published = publishedOf(stage);
  return { ...published, obs: { ...published.obs, link } };
}

describe('alarms', () => {
  it('are none while all is well', () => {
    expect(kinds(publishedOf(live()))).toEqual([]);
    expect(kinds(publishedOf(new Stage(webinar(), '15:45')))).toEqual([]);
  });

  it('say that Next did not come by itself, unless a hand holds it up or an alarm says as much', () => {
    const missed = (): Stage => {
      const show = webinar();
      const stage = new Stage(
        { ...show, segments: show.segments.map((one) => ({ ...one, advance: 'atItsEnd' })) },
        '15:50',
      );
      stage.go();
      stage.clock('16:00');
      stage.obsDoesIt();
      stage.clock('16:04:50');
      return stage;
    };
    const late = missed();
    late.now = late.at('16:06');
    late.report({ type: 'woke' });
    const said = { kind: 'advanceMissed', title: 'talk', why: 'late' };
    expect(alarmsOf(publishedOf(late))).toEqual([said]);
    // GO takes it.
    late.go();
    expect(alarmsOf(publishedOf(late))).toEqual([]);
    const held = missed();
    held.send({ type: 'setHold', on: true });
    held.clock('16:06');
    expect(alarmsOf(publishedOf(held))).toEqual([]);
    held.send({ type: 'setHold', on: false });
    expect(alarmsOf(publishedOf(held))).toEqual([{ ...said, why: 'held' }]);
    const changed = missed();
    changed.obs = { ...changed.obs, program: 'Elsewhere' };
    changed.report({ type: 'sceneChangedInObs', scene: 'Elsewhere', since: changed.now });
    changed.clock('16:06');
    expect(kinds(publishedOf(changed))).toEqual(['differs']);
  });

  it('name what was on air when OBS went away', () => {
    const link: ObsLink = { status: 'retrying', problem: 'notAnswering', since: 5, retryAt: 9 };
    expect(alarmsOf(withLink(live(), link))).toEqual([
      { kind: 'obsRetrying', problem: 'notAnswering', since: 5, still: 'Holding slide', backup: null },
    ]);
  });

  it('are none of OBS’s in a rehearsal that leaves it alone: nothing there is this run’s', () => {
    const stage = new Stage({ ...webinar(), outputs: ['stream'] }, '15:50');
    stage.send({ type: 'startRehearsal', obs: 'untouched' });
    const link: ObsLink = { status: 'retrying', problem: 'notAnswering', since: 5, retryAt: 9 };
    expect(kinds(withLink(stage, link))).toEqual([]);
    for (let segment = 0; segment < 2; segment += 1) {
      stage.go();
      stage.wait(2_000);
    }
    expect(kinds(withLink(stage, link))).toEqual([]);
    expect(
      kinds(publishedOf(stage, { storage: { status: 'notSaving', problem: 'diskFull', since: 0 } })),
    ).toEqual(['notSaving']);
  });

  it('ask for the password where OBS stopped at that', () => {
    const link: ObsLink = { status: 'stopped', problem: 'passwordWrong' };
    expect(alarmsOf(withLink(live(), link))).toEqual([{ kind: 'obsStopped', problem: 'passwordWrong' }]);
  });

  it('do not judge scenes that nobody could read', () => {
    const stage = new Stage(webinar(), '15:45');
    const link: ObsLink = { status: 'retrying', problem: 'unreachable', since: 5, retryAt: 9 };
    const published = withLink(stage, link);
    const emptied = published.obs.observed && { ...published.obs.observed, scenes: [] };
    expect(kinds({ ...published, obs: { ...published.obs, observed: emptied } })).toEqual(['obsRetrying']);
  });

  it('put the worst first: a failed take, then what OBS shows, then the disk', () => {
    const stage = live();
    stage.press();
    const [take] = stage.state.run.pending;
    const failure = { why: 'silent' } as const;
    stage.report({ type: 'takeFailed', takeId: take?.takeId ?? '', failure, still: 'Holding slide' });
    stage.obs = { ...stage.obs, program: 'Panel' };
    const storage = { status: 'notSaving', problem: 'diskFull', since: 0 } as const;
    expect(kinds(publishedOf(stage, { storage }))).toEqual(['takeFailed', 'differs', 'notSaving']);
  });

  it('before the show tell of missing scenes and of captions that are not set up; on air the rows do', () => {
    const poor = (stage: Stage): Published => {
      const published = publishedOf(stage);
      const { observed } = published.obs;
      const captions = { way: 'pictures', measures: true, sceneReady: false, missingIn: [] } as const;
      const scenes = ['Holding slide', 'Host'];
      return {
        ...published,
        obs: { ...published.obs, observed: observed && { ...observed, captions, scenes } },
      };
    };
    expect(kinds(poor(new Stage(webinar(), '15:45')))).toEqual(['captionsNotSetUp', 'findings']);
    expect(kinds(poor(live()))).toEqual([]);
  });

  it('on the start screen are what was to be said about files', () => {
    const notice = { id: 'n', tone: 'warning', key: 'settingsDamaged', values: { file: 'x' } } as const;
    const published = publishedOf(live(), { notices: [notice] });
    expect(alarmsOf({ ...published, session: null })).toEqual([{ kind: 'notice', notice }]);
  });

  describe('of the second OBS', () => {
    const link: ObsLink = { status: 'connected', since: 0 };
    const beside = (stage: Stage, backup: Partial<Backup> = {}): Published => {
      const published = publishedOf(stage);
      const obs = { ...published.obs, address: 'ws://spare:4455' };
      return { ...published, backup: { obs, difference: null, ...backup } };
    };
    const view = (stage: Stage, fields: Partial<ObsView>): ObsView => ({
      ...publishedOf(stage).obs,
      address: 'ws://spare:4455',
      ...fields,
    });

    it('are none while it follows', () => {
      expect(kinds(beside(live()))).toEqual([]);
    });

    it('name what it shows when the main one went away, and none where it is away too', () => {
      const stage = live();
      const lost: ObsLink = { status: 'retrying', problem: 'closed', since: 5, retryAt: 9 };
      const published = beside(stage);
      const alone = { ...published, obs: { ...published.obs, link: lost } };
      expect(alarmsOf(alone)).toMatchObject([
        { kind: 'obsRetrying', backup: { address: 'ws://spare:4455', shows: 'Holding slide' } },
      ]);
      const both = { ...alone, backup: { obs: view(stage, { link: lost }), difference: null } };
      expect(alarmsOf(both)).toMatchObject([
        { kind: 'obsRetrying', backup: null },
        { kind: 'backup', what: 'away', problem: 'closed' },
      ]);
    });

    it('say one thing of it: away before all, else how it differs', () => {
      const stage = live();
      const difference = { what: 'nameLeft' } as const;
      expect(alarmsOf(beside(stage, { difference }))).toEqual([
        { kind: 'backup', what: 'differs', difference },
      ]);
      const stopped = view(stage, { link: { status: 'stopped', problem: 'passwordWrong' } });
      expect(alarmsOf(beside(stage, { obs: stopped, difference }))).toEqual([
        { kind: 'backup', what: 'stopped', problem: 'passwordWrong' },
      ]);
    });

    it('say before the show what it lacks; on air a take that is refused says so', () => {
      const poor = (stage: Stage): Published => {
        const { observed } = publishedOf(stage).obs;
        return beside(stage, {
          obs: view(stage, { link, observed: observed && { ...observed, scenes: ['Host'] } }),
        });
      };
      expect(alarmsOf(poor(new Stage(webinar(), '15:45')))).toMatchObject([
        { kind: 'backup', what: 'lacks', lacks: [{ code: 'backupLacks', what: 'scene' }, {}, {}] },
      ]);
      expect(kinds(poor(live()))).toEqual([]);
    });
  });

  describe('of the outputs that the show needs', () => {
    const talking = (outputs: Show['outputs']): Stage => {
      const stage = new Stage(webinar({ outputs }), '16:00');
      stage.go();
      stage.wait(2_000);
      stage.go({ early: true });
      stage.wait(2_000);
      return stage;
    };
    const withOutputs = (stage: Stage, outputs: Partial<Outputs>): Published => {
      const published = publishedOf(stage);
      const { observed } = published.obs;
      if (!observed) throw new Error('not observed');
      return {
        ...published,
        obs: { ...published.obs, observed: { ...observed, outputs: { ...noOutputs, ...outputs } } },
      };
    };

    it('name each that does not run', () => {
      const published = withOutputs(talking(['stream', 'record', 'virtualCam']), {
        record: { status: 'on', since: 0 },
        stream: { status: 'reconnecting', since: 0 },
      });
      expect(alarmsOf(published)).toEqual([
        { kind: 'output', output: 'stream', what: 'reconnecting' },
        { kind: 'output', output: 'virtualCam', what: 'missing' },
      ]);
    });

    it('say what went wrong instead, where that is known, and wait for what was asked', () => {
      const stage = talking(['stream', 'record']);
      stage.report({ type: 'outputChanged', output: 'stream', to: 'failed' });
      stage.send({ type: 'setOutput', output: 'record', on: true, armed: true });
      const failed = { kind: 'failed', at: stage.now };
      expect(alarmsOf(withOutputs(stage, {}))).toEqual([
        { kind: 'output', output: 'stream', what: 'news', news: failed, seen: true },
      ]);
    });

    it('do not judge what nobody can read, but keep what is open', () => {
      const stage = talking(['record']);
      stage.send({ type: 'setOutput', output: 'record', on: true, armed: true });
      const asked = stage.state.run.outputs.record;
      const askId = asked?.kind === 'asked' ? asked.askId : '';
      stage.report({ type: 'outputUnknown', askId, output: 'record', why: 'closed' });
      const link: ObsLink = { status: 'retrying', problem: 'closed', since: 5, retryAt: 9 };
      expect(kinds(withLink(stage, link))).toEqual(['obsRetrying', 'output']);
      expect(kinds(withLink(talking(['record']), link))).toEqual(['obsRetrying']);
    });
  });

  describe('about cues', () => {
    const idsOf = (published: Published): readonly unknown[] =>
      alarmsOf(published).map((alarm) =>
        'all' in alarm ? [alarm.kind, ...alarm.all.map(({ cue }) => cue.id)] : alarm.kind,
      );

    it('name what OBS refused, and what nobody knows', () => {
      const stage = onPanel();
      const problem = { why: 'notThere' } as const;
      stage.report({ type: 'cueFailed', fireId: fireIdOf(stage, 'mute'), problem });
      stage.report({ type: 'cueClosed', fireId: fireIdOf(stage, 'fade') });
      expect(idsOf(publishedOf(stage))).toEqual([
        ['cuesFailed', 'mute'],
        ['cuesUnknown', 'fade'],
      ]);
      for (const cueId of ['mute', 'fade'])
        stage.send({ type: 'skipCue', expectedOnAir: stage.onAir ?? '', cueId });
      expect(idsOf(publishedOf(stage))).toEqual([]);
    });

    it('come after an output that does not run and a disk that refuses', () => {
      const stage = onPanel();
      stage.report({ type: 'outputChanged', output: 'stream', to: 'dropped' });
      const problem = { why: 'notThere' } as const;
      stage.report({ type: 'cueFailed', fireId: fireIdOf(stage, 'mute'), problem });
      stage.report({ type: 'cueClosed', fireId: fireIdOf(stage, 'fade') });
      const storage = { status: 'notSaving', problem: 'diskFull', since: 0 } as const;
      expect(kinds(publishedOf(stage, { storage }))).toEqual([
        'output',
        'notSaving',
        'cuesFailed',
        'cuesUnknown',
      ]);
    });

    it('ask before an output is started', () => {
      const stage = onPanel();
      obsDoesCues(stage);
      stage.wait(60_000);
      obsDoesCues(stage);
      expect(alarmsOf(publishedOf(stage))).toMatchObject([
        { kind: 'cueAsks', title: 'panel', planned: { cue: { id: 'record' }, mayRun: true } },
      ]);
    });

    it('say why they did not run, where it was one reason for all', () => {
      const stage = onPanel();
      obsDoesCues(stage);
      stage.obs = { ...stage.obs, connected: false };
      stage.wait(36_000);
      stage.obs = { ...stage.obs, connected: true };
      expect(alarmsOf(publishedOf(stage))).toMatchObject([
        { kind: 'cuesMissed', why: 'obsAway', all: [{ cue: { id: 'logo' }, mayRun: true }] },
      ]);
      stage.send({ type: 'setHold', on: true });
      stage.wait(30_000);
      expect(alarmsOf(publishedOf(stage))).toMatchObject([
        { kind: 'cuesMissed', why: null, all: [{ cue: { id: 'logo' } }, { cue: { id: 'record' } }] },
      ]);
    });

    it('leave the scene of a cue to the alarm of its take', () => {
      const effect = { kind: 'scene', scene: 'Panel wide', transition: null } as const;
      const stage = onPanel([{ id: 'wide', trigger: { kind: 'afterStart', offset: 5_000 }, effect }]);
      stage.wait(5_000);
      const takeId = stage.state.run.pending[0]?.takeId ?? '';
      stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Panel' });
      expect(stage.state.run.onAir?.cues.wide?.kind).toBe('failed');
      expect(kinds(publishedOf(stage)).filter((kind) => kind !== 'differs')).toEqual(['takeFailed']);
    });
  });
});
