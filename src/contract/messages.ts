import { z } from 'zod';
import type { InputMeter } from '../core/captions/director';
import type { Level } from '../core/captions/meters';
import type { Duration, Instant } from '../core/time/units';
import type { CallRefusal } from './calls';
import type { Change } from './patch';
import type { Published } from './published';
import type { Role } from './roles';

/** What travels on a transport, both ways. JSON. */

export { contractVersion } from './version';

/** The largest message a screen may send, bytes: a show file and some. */
export const largestMessage = 9 * 1024 * 1024;

export const fromScreenSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('call'),
    /** Chosen by the screen; the reply carries it. */
    id: z.number().int(),
    name: z.string().max(64),
    input: z.unknown(),
  }),
  /** Asks for the host's clock: the screen halves the round trip. */
  z.strictObject({ type: z.literal('clock'), id: z.number().int() }),
]);

export type FromScreen = z.infer<typeof fromScreenSchema>;

export type FromHost =
  | {
      readonly type: 'welcome';
      readonly contract: number;
      readonly role: Role;
      readonly now: Instant;
      readonly published: Published;
    }
  | { readonly type: 'changes'; readonly changes: readonly Change[] }
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly refusal: CallRefusal }
  | { readonly type: 'clock'; readonly id: number; readonly now: Instant }
  | ({ readonly type: 'picture' } & ScenePicture)
  | ({ readonly type: 'meters' } & MeterFeed)
  /** A system-wide key was pressed: the console does what its own key would do. */
  | { readonly type: 'press'; readonly key: 'go' | 'slate' }
  /** The console's window was told to close while a run is live: it closes when told again within `lasts`, ms. */
  | { readonly type: 'closeArmed'; readonly lasts: Duration };

/** A picture of a scene as OBS draws it. */
export interface ScenePicture {
  readonly of: 'program' | 'next';
  readonly scene: string;
  /** `data:image/…;base64,…` */
  readonly data: string;
  readonly at: Instant;
}

/** How loud every active input is, ten times a second at most. */
export interface MeterFeed {
  readonly at: Instant;
  /** None when nothing is heard any more. */
  readonly inputs: readonly MeterReading[];
}

/** One input, dBFS: its peaks are the loudest since the reading before, the rest is what the director makes of it now. */
export interface MeterReading
  extends Pick<Level, 'peak' | 'inputPeak'>, Pick<InputMeter, 'level' | 'floor' | 'threshold' | 'standing'> {
  readonly name: string;
}
