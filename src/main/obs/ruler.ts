import type { OwnItem } from '../../core/obs/ownership';
import { rulerItem } from '../../core/obs/ownership';
import { isWireData, numberOf, request, textOf } from '../../core/obs/protocol';
import { nameSettings } from '../../core/obs/textCaption';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Session } from './session';

/** What of OBS a ruler needs. */
type Measured = Pick<Session, 'wire' | 'known'>;

export interface RulerDeps {
  readonly timers: Timers;
  readonly session: () => Measured | null;
  /** A take is on its way: it goes before this. */
  readonly takeUnderWay: () => boolean;
  readonly measured: (name: string) => void;
}

/**
 * How wide names come out in OBS's own text source: set in one of ours that no scene shows, one after the other, and
 * kept.
 */
export interface Ruler {
  /** The width of a name in one bold line, px: 0 where nothing of it is drawn; `null` where it was not measured. */
  widthOf(name: string, sizePx: number): number | null;
  /** The names that matter from now on; measured in the background. Done when all are that can be now. */
  want(names: readonly string[], sizePx: number): Promise<void>;
  /** OBS may be asked now. */
  follow(): void;
  /** Another OBS has other fonts. */
  forget(): void;
  dispose(): void;
}

/** What is in the ruler, and how wide that is, px. */
interface Seen {
  readonly text: string | null;
  readonly width: number;
}

const deadline: Duration = second;
/** After this one that measures with the same ruler may be done, ms. */
const otherIsDone: Duration = second;
/** OBS sets a text with its next frame; it is looked at this often, ms. */
const lookEvery: Duration = 50;
/** By now OBS has set it, though its width did not change: this many looks. */
const enoughLooks = 10;

export function createRuler({ timers, session, takeUnderWay, measured }: RulerDeps): Ruler {
  let wanted: readonly string[] = [];
  let size = 0;
  let widths = new Map<string, number>();
  let measuring: Promise<void> | null = null;
  let cancelRetry: () => void = () => {};

  const keyOf = (name: string, sizePx: number): string => `${sizePx} ${name}`;

  function measureAll(): Promise<void> {
    cancelRetry();
    measuring ??= measureEach().finally(() => {
      measuring = null;
    });
    return measuring;
  }

  async function measureEach(): Promise<void> {
    for (let name = nextName(); name !== null; name = nextName()) {
      const at = session();
      const [sizePx, kept] = [size, widths];
      const width = at && (await measure(at, name, sizePx));
      if (width === null) break;
      kept.set(keyOf(name, sizePx), width);
      if (kept === widths) measured(name);
    }
  }

  function nextName(): string | null {
    if (takeUnderWay()) return null;
    return wanted.find((name) => !widths.has(keyOf(name, size))) ?? null;
  }

  /** Px; 0 where this text source draws nothing of it, `null` where OBS cannot be asked now. */
  async function measure(at: Measured, name: string, sizePx: number): Promise<number | null> {
    const item = rulerItem(at.known);
    if (item === null) return null;
    const before = await look(at, item);
    if (before === null) return null;
    const set = await at.wire.call(
      request('SetInputSettings', {
        inputName: item.source,
        inputSettings: nameSettings(name, sizePx),
      }),
      deadline,
    );
    if (!set.ok) return null;
    let last: number | null = null;
    for (let looks = 1; ; looks += 1) {
      await new Promise<void>((done) => {
        timers.after(lookEvery, done);
      });
      if (at !== session()) return null;
      const seen = await look(at, item);
      if (seen === null) return null;
      if (seen.text !== name) {
        // Another Lectern measures with the same ruler.
        cancelRetry = timers.after(otherIsDone, () => void measureAll());
        return null;
      }
      const { width } = seen;
      if (width === last && (width !== before.width || looks >= enoughLooks)) return width;
      last = width;
    }
  }

  async function look({ wire }: Measured, { scene, id, source }: OwnItem): Promise<Seen | null> {
    const reply = await wire.batch(
      [
        request('GetSceneItemTransform', { sceneName: scene, sceneItemId: id }),
        request('GetInputSettings', { inputName: source }),
      ],
      deadline,
    );
    const [item, input] = reply.ok ? reply.value : [];
    const transform = item?.ok ? item.value['sceneItemTransform'] : null;
    const settings = input?.ok ? input.value['inputSettings'] : null;
    const width = isWireData(transform) ? numberOf(transform, 'sourceWidth') : null;
    return width === null || !isWireData(settings) ? null : { width, text: textOf(settings, 'text') };
  }

  return {
    widthOf: (name, sizePx) => widths.get(keyOf(name, sizePx)) ?? null,
    want(names, sizePx) {
      wanted = [...new Set(names.filter((name) => name !== ''))];
      size = sizePx;
      return measureAll();
    },
    follow: () => void measureAll(),
    forget() {
      widths = new Map();
    },
    dispose: () => cancelRetry(),
  };
}
