import type { ScenePicture } from '../../contract/messages';
import { request, textOf } from '../../core/obs/protocol';
import type { Duration, Instant } from '../../core/time/units';
import { second } from '../../core/time/units';
import type { Timers } from '../app/timers';
import type { HealthWatch } from './health';
import type { Watched } from './ports';
import type { Session } from './session';

export interface PicturesDeps {
  readonly now: () => Instant;
  /** For spans of time: no setting of the clock disturbs it, ms. */
  readonly elapsed: () => Duration;
  readonly timers: Timers;
  readonly session: () => Session | null;
  /** A take is on its way: it goes before pictures. */
  readonly takeUnderWay: () => boolean;
  readonly picture: (picture: ScenePicture) => void;
  /** OBS's statistics come in the same rounds. */
  readonly health: HealthWatch;
}

/** Pictures of the scene on air and of Next's, and OBS's statistics, on one schedule that rests while nobody looks. */
export interface Pictures {
  watch(watched: Watched): void;
  dispose(): void;
}

/** One round of both pictures, ms: two a second in all. */
const pictureEvery: Duration = second;
/** An OBS that is slow to draw them is asked as much less often, ms: a tenth of its time at most. */
const longestWait: Duration = 5 * second;
const widest = 320;
const deadline: Duration = 2 * second;

export function createPictures({
  now,
  elapsed,
  timers,
  session,
  takeUnderWay,
  picture,
  health,
}: PicturesDeps): Pictures {
  let watched: Watched = { program: false, next: null };
  let cancel: (() => void) | null = null;
  let isTaking = false;
  /** No round begins earlier, whatever is watched meanwhile. */
  let readyAt: Duration = 0;

  function isWatched(): boolean {
    return watched.program || watched.next !== null;
  }

  async function round(): Promise<void> {
    cancel = null;
    isTaking = true;
    const begun = elapsed();
    const { program, next } = watched;
    const at = session();
    // During a transition the last picture of the program stays.
    if (program && at && !takeUnderWay() && at.known.transitioning === null) {
      await take('program', at.known.program);
    }
    if (next !== null && !takeUnderWay()) await take('next', next);
    readyAt = elapsed() + Math.min(longestWait, Math.max(pictureEvery, 10 * (elapsed() - begun)));
    if (!takeUnderWay()) await health.look();
    isTaking = false;
    if (!isWatched()) health.forget();
    plan();
  }

  async function take(of: ScenePicture['of'], scene: string | null): Promise<void> {
    const at = session();
    if (!at || scene === null || !at.known.scenes.includes(scene)) return;
    if (!at.catalogue.requests.has('GetSourceScreenshot')) return;
    const { canvas } = at.known;
    const width = Math.min(widest, canvas.width);
    const reply = await at.wire.call(
      request('GetSourceScreenshot', {
        sourceName: scene,
        imageFormat: at.catalogue.pictureFormat,
        imageWidth: width,
        imageHeight: Math.max(8, Math.round((width * canvas.height) / canvas.width)),
        imageCompressionQuality: at.catalogue.pictureFormat === 'png' ? -1 : 75,
      }),
      deadline,
    );
    const data = reply.ok ? textOf(reply.value, 'imageData') : null;
    // A take may have begun meanwhile: what was drawn then is no picture of what was on air.
    if (data === null || (of === 'program' && (takeUnderWay() || session()?.known.program !== scene))) return;
    picture({ of, scene, data, at: now() });
  }

  function plan(): void {
    if (cancel || isTaking || !isWatched()) return;
    cancel = timers.after(Math.max(0, readyAt - elapsed()), () => void round());
  }

  return {
    watch(next) {
      watched = next;
      plan();
      if (isWatched()) return;
      cancel?.();
      cancel = null;
      if (!isTaking) health.forget();
    },
    dispose() {
      watched = { program: false, next: null };
      cancel?.();
      cancel = null;
    },
  };
}
