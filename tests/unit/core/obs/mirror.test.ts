import { describe, expect, it } from 'vitest';
import type { Mirror } from '../../../../src/core/obs/mirror';
import { heardOfMirror, mirrored, mirrorOf, newMirror } from '../../../../src/core/obs/mirror';
import type { Stamped } from '../../../../src/core/run/events';
import type { Run } from '../../../../src/core/run/model';
import type { Cue, CueEffect } from '../../../../src/core/show/cues';
import { second } from '../../../../src/core/time/units';
import { segment, show } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const mute: CueEffect = { kind: 'mute', input: 'Music', on: true };

function cue(id: string, effect: CueEffect, trigger: Cue['trigger'] = { kind: 'take' }): Cue {
  return { id, trigger, effect };
}

/** A show of two segments, and what its backup was told so far. */
class Mirrored {
  readonly stage: Stage;
  mirror: Mirror = newMirror;
  isThere = true;
  #seq = 0;
  #before: Run;

  constructor(...cues: readonly Cue[]) {
    this.stage = new Stage(show([segment('a'), segment('b', { cues })], { date: null }), '16:00');
    this.#before = this.stage.state.run;
  }

  /** What the backup is told of all that has happened since the last time. */
  told(): readonly Stamped[] {
    const events = this.stage.journal.slice(this.#seq);
    const { state } = this.stage;
    const told = mirrored(this.mirror, this.#before, { state, events }, this.isThere);
    this.#seq = this.stage.journal.length;
    this.#before = state.run;
    this.mirror = told.mirror;
    return told.events;
  }

  /** What it is told to do. */
  asked(): readonly string[] {
    return this.told().flatMap(({ event }) => {
      if (event.type === 'cueFired') return [event.firing.cueId];
      if (event.type === 'takeRequested')
        return [`take ${event.take.scene}`, ...event.take.effects.map(({ cueId }) => cueId)];
      return event.type === 'outputAsked' ? [event.output] : [];
    });
  }

  onB(): this {
    for (let taken = 0; taken < 2; taken += 1) {
      this.stage.wait(2_000);
      this.stage.go({ early: true });
    }
    return this;
  }

  mainIsThere(connected: boolean): void {
    this.stage.obs = { ...this.stage.obs, connected };
  }

  runByHand(cueId: string): void {
    this.stage.send({ type: 'runCue', expectedOnAir: this.stage.onAir ?? '', cueId });
  }

  /** The main OBS says that it did what it was sent last. */
  mainDidIt(): void {
    const fired = this.stage.journal.map(({ event }) => event).findLast(({ type }) => type === 'cueFired');
    if (fired?.type === 'cueFired')
      this.stage.report({ type: 'cueDone', fireId: fired.firing.fireId, after: 5 });
  }

  backupSays(what: 'done' | 'failed'): void {
    for (const fireId of this.mirror.underWay.keys()) {
      this.mirror = heardOfMirror(
        this.mirror,
        what === 'done'
          ? { type: 'cueDone', fireId, after: 5 }
          : { type: 'cueFailed', fireId, problem: { why: 'notThere' } },
      );
    }
  }
}

const after = (offset: number): Cue['trigger'] => ({ kind: 'afterStart', offset });

describe('what a backup is told', () => {
  it('is every take with its effects, also one that the main OBS was not there for', () => {
    const two = new Mirrored(cue('quiet', mute));
    two.stage.wait(2_000);
    two.stage.go({ early: true });
    two.told();
    two.mainIsThere(false);
    two.stage.wait(2_000);
    two.stage.press({ early: true });
    expect(two.stage.state.run.pending).toEqual([]);
    const before = two.stage.state;
    const { state } = mirrored(newMirror, before.run, { state: before, events: two.stage.journal }, true);
    expect(state.run.pending).toMatchObject([{ scene: 'Scene a' }, { kind: 'go', scene: 'Scene b' }]);
    expect(two.asked()).toEqual(['take Scene b', 'quiet']);
  });

  it('is no output, no hotkey and no replay', () => {
    const two = new Mirrored(
      cue('key', { kind: 'hotkey', name: 'Start streaming' }),
      cue('replay', { kind: 'saveReplay' }, after(second)),
      cue('record', { kind: 'output', output: 'replayBuffer', on: true }, after(2 * second)),
      cue('key too', { kind: 'hotkey', name: 'Stop streaming' }, after(3 * second)),
    );
    two.stage.obs = {
      ...two.stage.obs,
      outputs: { ...two.stage.obs.outputs, replayBuffer: { status: 'off', ended: null } },
    };
    two.onB();
    two.stage.wait(2_000);
    two.mainIsThere(false);
    two.stage.wait(5_000);
    expect(two.stage.journal.map(({ event }) => event.type)).toContain('outputAsked');
    expect(two.asked()).toEqual(['take Scene a', 'take Scene b']);
  });

  it('is a cue at its time while the main OBS is away, where that one misses it', () => {
    const two = new Mirrored(
      cue('quiet', mute, after(second)),
      cue('slides', { kind: 'scene', scene: 'Slides', transition: null }, after(2 * second)),
      cue('note', { kind: 'note', text: 'Drink', urgent: false }, after(3 * second)),
    ).onB();
    two.told();
    two.mainIsThere(false);
    two.stage.wait(5_000);
    expect(two.stage.state.run.onAir?.cues).toMatchObject({
      quiet: { kind: 'missed', why: 'obsAway' },
      slides: { kind: 'missed', why: 'obsAway' },
      note: { kind: 'done' },
    });
    expect(two.asked()).toEqual(['quiet', 'take Slides', 'note']);
    expect(two.mirror.ownScene).toBe('Slides');
    two.stage.send({ type: 'setSlate', on: true });
    expect(two.asked()).toEqual(['take Holding slide']);
    expect(two.mirror.ownScene).toBeNull();
  });

  it('is none that waits under the slate, is held back, or comes too late', () => {
    const two = new Mirrored(
      cue('quiet', mute, after(3 * second)),
      cue('slides', { kind: 'scene', scene: 'Slides', transition: null }, after(3 * second)),
      cue('loud', { ...mute, on: false }, after(10 * second)),
    ).onB();
    two.mainIsThere(false);
    two.stage.send({ type: 'setSlate', on: true });
    two.told();
    two.stage.wait(3_000);
    expect(two.asked()).toEqual([]);
    two.stage.send({ type: 'setHold', on: true });
    two.stage.wait(10_000);
    expect(two.stage.state.run.onAir?.cues['loud']).toMatchObject({ kind: 'missed', why: 'held' });
    expect(two.asked()).toEqual([]);
  });

  it('is no cue a second time that it did alone, when a hand makes up for it on the main OBS', () => {
    const two = new Mirrored(cue('film', { kind: 'media', input: 'Film', action: 'restart' }, after(second)));
    two.onB().told();
    two.mainIsThere(false);
    two.stage.wait(2_000);
    expect(two.asked()).toEqual(['film']);
    two.backupSays('done');
    two.mainIsThere(true);
    two.runByHand('film');
    expect(two.stage.state.run.onAir?.cues['film']?.kind).toBe('sent');
    expect(two.asked()).toEqual([]);
  });

  it('is that cue where it was away, too, or could not do it', () => {
    const two = new Mirrored(cue('film', { kind: 'media', input: 'Film', action: 'restart' }, after(second)));
    two.onB().told();
    two.mainIsThere(false);
    two.isThere = false;
    two.stage.wait(2_000);
    expect(two.asked()).toEqual([]);
    two.mainIsThere(true);
    two.isThere = true;
    two.runByHand('film');
    expect(two.asked()).toEqual(['film']);
    two.backupSays('failed');
    two.stage.report({ type: 'cueFailed', fireId: firedLast(two.stage), problem: { why: 'silent' } });
    two.runByHand('film');
    expect(two.asked()).toEqual(['film']);
  });

  it('is a cue by hand as often as a hand runs it, but no repair of what it did already', () => {
    const two = new Mirrored(
      cue('jingle', { kind: 'media', input: 'Jingle', action: 'restart' }, { kind: 'hand' }),
    );
    two.onB().told();
    for (let run = 0; run < 2; run += 1) {
      two.runByHand('jingle');
      expect(two.asked()).toEqual(['jingle']);
      two.mainDidIt();
      expect(two.asked()).toEqual([]);
    }
    two.runByHand('jingle');
    expect(two.asked()).toEqual(['jingle']);
    two.backupSays('done');
    two.stage.report({ type: 'cueFailed', fireId: firedLast(two.stage), problem: { why: 'silent' } });
    two.told();
    two.runByHand('jingle');
    expect(two.asked()).toEqual([]);
  });

  it('is nothing that it may have done before the app was away', () => {
    const two = new Mirrored(cue('film', { kind: 'media', input: 'Film', action: 'restart' }, after(second)));
    two.onB().told();
    two.mainIsThere(false);
    two.stage.wait(2_000);
    two.told();
    two.mirror = mirrorOf(two.stage.state.run);
    two.mainIsThere(true);
    two.runByHand('film');
    expect(two.asked()).toEqual([]);
  });
});

function firedLast({ journal }: Stage): string {
  const fired = journal.map(({ event }) => event).findLast(({ type }) => type === 'cueFired');
  return fired?.type === 'cueFired' ? fired.firing.fireId : '';
}
