import OBSWebSocket from 'obs-websocket-js/json';
import type { Show, SpeakerId } from '../../src/core/show/model';
import type { Instant } from '../../src/core/time/units';
import { type RoomStage, startRoom } from '../practice/obsRoom/roomStage';
import type { RealObs } from '../support/realObs';
import { until } from '../support/until';

/** Names on the program scene of a real OBS, read off its picture. */
export interface NamesSeen {
  readonly stage: RoomStage;
  /** What viewers saw, as it changed; by `performance.now()`. */
  readonly seen: readonly { readonly at: Instant; readonly name: SpeakerId | null }[];
  /** Looks until the promise that it returns is asked for. */
  watch(): () => Promise<void>;
  dispose(): Promise<void>;
}

/**
 * The app's OBS room in a real OBS, captions set up. `show` has two segments with everybody in them: in the first each
 * name is shown by hand, to know what it looks like; the second is on air when this resolves.
 */
export async function startNames(obs: RealObs, show: Show): Promise<NamesSeen> {
  const ids = show.speakers.map(({ id }) => id);
  const person = new OBSWebSocket();
  await person.connect(obs.url, obs.password);
  const target = { address: obs.url, practice: false, password: obs.password };
  const stage = startRoom({ show, target });
  const seen: { readonly at: Instant; readonly name: SpeakerId | null }[] = [];
  await stage.connected();
  await stage.room.setUpCaptions();
  // OBS is asked how wide each name is; until then its plate is as a table of widths has it.
  await stage.until('all names are measured', () =>
    ids.every((id) => stage.drawings.get(id)?.measured === true),
  );
  await next(0);
  const names = await picturesOfNames();
  await stage.guardIsOver();
  await next(1);
  // The picture is a frame or two behind the take, which took the last name out.
  await until('no name is left', 5_000, async () => names.get(await picture()) === null);

  async function next(index: number): Promise<void> {
    stage.go();
    await stage.until(`segment ${index} is on air`, () => {
      const { onAir, settling } = stage.host.state.run;
      const isIt = onAir?.segment.id === show.segments[index]?.id;
      return isIt && settling === null && onAir?.onAirAt !== null;
    });
  }

  async function picture(): Promise<string> {
    const asked = { sourceName: 'Scene', imageFormat: 'png', imageWidth: 320, imageHeight: 180 };
    return (await person.call('GetSourceScreenshot', asked)).imageData;
  }

  /** How the scene looks with each name on it, shown by hand one after the other, and with none. */
  async function picturesOfNames(): Promise<ReadonlyMap<string, SpeakerId | null>> {
    const pictures = new Map<string, SpeakerId | null>([[await picture(), null]]);
    let expected: SpeakerId | null = null;
    for (const id of ids) {
      stage.submit({ type: 'showCaption', speakerId: id, pinned: true, expected });
      expected = id;
      const drawn = await until(`${id} is drawn`, 5_000, async () => {
        const now = await picture();
        return pictures.has(now) ? null : now;
      });
      // OBS sets a text with its next frames: what it comes to rest at.
      await until(`${id} is drawn to its end`, 5_000, async () => (await picture()) === (await picture()));
      pictures.set(await picture(), id);
      pictures.set(drawn, pictures.get(drawn) ?? id);
    }
    return pictures;
  }

  return {
    stage,
    seen,
    watch() {
      let isOver = false;
      const looking = (async () => {
        while (!isOver) {
          const name = names.get(await picture());
          const at = performance.now();
          if (name !== undefined && name !== seen.at(-1)?.name) seen.push({ at, name });
        }
      })();
      return async () => {
        isOver = true;
        await looking;
      };
    },
    async dispose() {
      await stage.dispose();
      await person.disconnect();
    },
  };
}
