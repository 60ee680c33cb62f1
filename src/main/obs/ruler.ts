import type { OwnItem } from '../../core/obs/ownership';
import { rulerItem } from '../../core/obs/ownership';
import { isWireData, numberOf, request } from '../../core/obs/protocol';
import { nameSettings } from '../../core/obs/textCaption';
import type { Duration } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { Session } from './session';

export interface RulerDeps {
  readonly timers: Timers;
  readonly session: () => Session | null;
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
  /** The names that matter from now on; measured in the background. */
  want(names: readonly string[], sizePx: number): void;
  /** OBS may be asked now. */
  follow(): void;
  /** Another OBS has other fonts. */
  forget(): void;
}

const deadline: Duration = second;
/** OBS sets a text with its next frame; it is looked at this often, ms. */
const lookEvery: Duration = 50;
/** By now OBS has set it, though its width did not change: this many looks. */
const enoughLooks = 10;

export function createRuler({ timers, session, takeUnderWay, measured }: RulerDeps): Ruler {
  let wanted: readonly string[] = [];
  let size = 0;
  let widths = new Map<string, number>();
  let isMeasuring = false;

  const keyOf = (name: string, sizePx: number): string => `${sizePx} ${name}`;

  async function measureAll(): Promise<void> {
    if (isMeasuring) return;
    isMeasuring = true;
    for (let name = nextName(); name !== null; name = nextName()) {
      const at = session();
      const [sizePx, kept] = [size, widths];
      const width = at && (await measure(at, name, sizePx));
      if (width === null) break;
      kept.set(keyOf(name, sizePx), width);
      if (kept === widths) measured(name);
    }
    isMeasuring = false;
  }

  function nextName(): string | null {
    if (takeUnderWay()) return null;
    return wanted.find((name) => !widths.has(keyOf(name, size))) ?? null;
  }

  /** Px; 0 where this text source draws nothing of it, `null` where OBS cannot be asked now. */
  async function measure(at: Session, name: string, sizePx: number): Promise<number | null> {
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
      const width = await look(at, item);
      if (width === null) return null;
      if (width === last && (width !== before || looks >= enoughLooks)) return width;
      last = width;
    }
  }

  async function look(at: Session, { scene, id }: OwnItem): Promise<number | null> {
    const reply = await at.wire.call(
      request('GetSceneItemTransform', { sceneName: scene, sceneItemId: id }),
      deadline,
    );
    const transform = reply.ok ? reply.value['sceneItemTransform'] : null;
    return isWireData(transform) ? numberOf(transform, 'sourceWidth') : null;
  }

  return {
    widthOf: (name, sizePx) => widths.get(keyOf(name, sizePx)) ?? null,
    want(names, sizePx) {
      wanted = [...new Set(names.filter((name) => name !== ''))];
      size = sizePx;
      void measureAll();
    },
    follow: () => void measureAll(),
    forget() {
      widths = new Map();
    },
  };
}
