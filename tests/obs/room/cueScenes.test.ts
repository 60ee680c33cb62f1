import OBSWebSocket from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whyNot } from '../../../scripts/setup/available.mjs';
import type { Cue, CueEffect, CueTrigger } from '../../../src/core/show/cues';
import { startRoom, type RoomStage } from '../../practice/obsRoom/roomStage';
import { airSeen } from '../../practice/obsRoom/seen';
import { pictureOf, reads, wordsIn } from '../../support/reading';
import { startRealObs, type RealObs } from '../../support/realObs';
import { segment, show, speaker } from '../../support/shows';
import { until } from '../../support/until';

/** Cues that bring scenes and names, on a real OBS, by what it draws and by what it tells somebody else. */
describe.skipIf(whyNot('obs', 'ffmpeg', 'tesseract') !== null)(
  'scenes and names by cues, on a real OBS',
  () => {
    const scenes = ['Host', 'Panel', 'Film'];
    let obs: RealObs;
    let person: OBSWebSocket;
    let stage: RoomStage;

    beforeAll(async () => {
      obs = await startRealObs();
      person = new OBSWebSocket();
      await person.connect(obs.url, obs.password);
      for (const sceneName of scenes) {
        await person.call('CreateScene', { sceneName });
        const inputName = `Backdrop of ${sceneName}`;
        const inputSettings = { color: 0xff203040, width: 1280, height: 720 };
        await person.call('CreateInput', {
          sceneName,
          inputName,
          inputKind: 'color_source_v3',
          inputSettings,
        });
      }
      await person.call('SetCurrentSceneTransition', { transitionName: 'Cut' });
    });
    afterEach(() => stage.dispose());
    afterAll(async () => {
      await person.disconnect();
      await obs.stop();
    });

    type Planned = readonly [id: string, effect: CueEffect, trigger?: CueTrigger];

    /** On air with a segment of the scene 'Host' that has these cues. */
    async function onAir(...cues: readonly Planned[]): Promise<void> {
      const planned = cues.map(([id, effect, trigger = { kind: 'hand' }]): Cue => ({ id, trigger, effect }));
      const speakerIds = ['ann', 'bo'];
      stage = startRoom({
        show: show([segment('first', { scene: 'Host', cues: planned, speakerIds })], {
          date: null,
          slateScene: 'Scene',
          captionDuration: 60_000,
          speakers: [speaker('ann', { name: 'Ann Example' }), speaker('bo', { name: 'Bo Sampleton' })],
        }),
        target: { address: obs.url, practice: false, password: obs.password },
      });
      await stage.connected();
      await stage.room.setUpCaptions();
      stage.go();
      await stage.heard('takeOnAir');
    }

    function run(cueId: string): void {
      const expectedOnAir = stage.host.state.run.onAir?.takeId ?? '';
      stage.submit({ type: 'runCue', expectedOnAir, cueId });
    }

    async function done(cueId: string): Promise<void> {
      await stage.until(`'${cueId}' is done`, () => stage.host.state.run.onAir?.cues[cueId]?.kind === 'done');
    }

    /** The scenes that reach viewers, by what OBS draws. */
    async function seenByViewers(): Promise<string> {
      const seen: string[] = [];
      for (const scene of scenes) {
        const sourceName = `Backdrop of ${scene}`;
        if ((await person.call('GetSourceActive', { sourceName })).videoActive) seen.push(scene);
      }
      return seen.join();
    }

    /** How long the next transition of this name takes OBS, ms. What it played before may be told of late. */
    async function nextOf(transition: string): Promise<number> {
      return new Promise((resolve) => {
        const began = ({ transitionName }: { readonly transitionName: string }): void => {
          if (transitionName !== transition) return;
          person.off('SceneTransitionStarted', began);
          const from = performance.now();
          const ended = (end: { readonly transitionName: string }): void => {
            if (end.transitionName !== transition) return;
            person.off('SceneTransitionEnded', ended);
            resolve(performance.now() - from);
          };
          person.on('SceneTransitionEnded', ended);
        };
        person.on('SceneTransitionStarted', began);
      });
    }

    it('a scene comes by its own transition, in its own time, and OBS has back what was chosen in it', async () => {
      await onAir(['film', { kind: 'scene', scene: 'Film', transition: { name: 'Fade', duration: 900 } }]);
      const { transitionDuration: before } = await chosen('Fade');
      await chosen('Cut');
      await stage.until('it is known', () => stage.view.observed?.currentTransition === 'Cut');
      const fade = nextOf('Fade');
      run('film');
      await until('both are seen', 2_000, async () => (await seenByViewers()) === 'Host,Film');
      const took = await fade;
      // OBS counts in frames of 33 ms.
      expect(took).toBeGreaterThan(850);
      expect((await stage.heard('takeOnAir', 2)).after).toBeGreaterThan(850);
      await done('film');
      await until('it is seen alone', 2_000, async () => (await seenByViewers()) === 'Film');
      expect(airSeen(stage)).toEqual({ status: 'onAir' });
      await stage.until('the transition is back', () => stage.memory.borrowed === null);
      await until('it is Cut', 2_000, async () => {
        return (await person.call('GetCurrentSceneTransition')).transitionName === 'Cut';
      });
      expect((await chosen('Fade')).transitionDuration).toBe(before);
      await chosen('Cut');
    });

    it('scenes come after the start one after the other, and the segment stays on air', async () => {
      const scene = (name: string, offset: number): Planned => [
        name,
        { kind: 'scene', scene: name, transition: { name: 'Cut', duration: null } },
        { kind: 'afterStart', offset },
      ];
      await onAir(scene('Panel', 1_200), scene('Film', 2_600));
      await done('Panel');
      await until('it is seen', 2_000, async () => (await seenByViewers()) === 'Panel');
      await done('Film');
      await until('it is seen', 2_000, async () => (await seenByViewers()) === 'Film');
      const { onAir: taken } = stage.host.state.run;
      expect(taken?.segment.id).toBe('first');
      const fired = stage.events.filter(({ event }) => event.type === 'cueFired').map(({ at }) => at);
      for (const [index, offset] of [1_200, 2_600].entries()) {
        const late = (fired[index] ?? 0) - (taken?.startedAt ?? 0) - offset;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(1_000);
      }
      expect(stage.of('cueFailed')).toEqual([]);
    });

    it('a scene that OBS does not have is refused in its words, and what was on air stays', async () => {
      await onAir(['gone', { kind: 'scene', scene: 'Nowhere', transition: null }]);
      run('gone');
      const { failure, still } = await stage.heard('takeFailed');
      expect(failure).toMatchObject({ why: 'refused', code: 600 });
      expect(still).toBe('Host');
      expect(stage.host.state.run.onAir?.cues['gone']?.kind).toBe('failed');
      expect(await seenByViewers()).toBe('Host');
    });

    it('names come, give way and go, as OBS’s own picture can be read', async () => {
      await onAir(
        ['next', { kind: 'nextCaption' }],
        ['bo', { kind: 'showCaption', speakerId: 'bo' }],
        ['ann', { kind: 'showCaption', speakerId: 'ann' }],
        ['hide', { kind: 'hideCaption' }],
      );
      const read = async (): Promise<string> => {
        const words = await wordsIn(await pictureOf(person, 'Host'));
        return ['Ann Example', 'Bo Sampleton'].filter((name) => reads(words, name)).join();
      };
      for (const [cueId, name] of [
        ['next', 'Ann Example'],
        ['bo', 'Bo Sampleton'],
        ['ann', 'Ann Example'],
        ['hide', ''],
      ] as const) {
        run(cueId);
        await done(cueId);
        await until(`OBS shows '${name}'`, 8_000, async () => (await read()) === name);
      }
      expect(stage.of('captionFailed')).toEqual([]);
      expect(stage.of('captionShown')).toHaveLength(3);
    });

    /** OBS tells its duration only while a transition is chosen that has one. */
    async function chosen(transitionName: string): Promise<{ readonly transitionDuration: number | null }> {
      await person.call('SetCurrentSceneTransition', { transitionName });
      return until(`${transitionName} is chosen`, 2_000, async () => {
        const current = await person.call('GetCurrentSceneTransition');
        return current.transitionName === transitionName && current;
      });
    }
  },
);
