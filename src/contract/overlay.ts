import { z } from 'zod';
import type { Graphics } from '../core/captions/graphics';
import type { CaptionText } from '../core/captions/lowerThird';
import type { Duration } from '../core/time/units';

/** What travels between the app and its pages in OBS. They see what viewers are to see, and can ask for nothing. */

/** Names come and go; cards are titles and countdowns. Each is a browser source of its own. */
export const overlayPages = ['names', 'cards'] as const;
export type OverlayPage = (typeof overlayPages)[number];

export interface NameOnPage {
  /** The same id: the same name, perhaps corrected. */
  readonly id: string;
  /** One person's, or two side by side. */
  readonly texts: readonly CaptionText[];
  /** By then the page takes it out by itself, ms from when it is told; `null` where it stays. */
  readonly leavesIn: Duration | null;
  /** What draws it in place of our own drawing; `null` for that. */
  readonly graphic: GraphicOnPage | null;
}

/** An OGraf graphic: where its frame is, and what it is told. */
export interface GraphicOnPage {
  readonly id: string;
  readonly frame: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CardOnPage {
  readonly id: string;
  readonly title: string;
  /** Under the title; `''` for nothing. With a countdown, what is said once it is over. */
  readonly line: string;
  readonly countdown: {
    readonly endsIn: Duration;
    /** Says `{{time}}` where the time goes. */
    readonly line: string;
  } | null;
  readonly leavesIn: Duration | null;
}

export type ToOverlay = { readonly graphics: Graphics } & (
  | { readonly type: 'name'; readonly name: NameOnPage | null }
  | { readonly type: 'card'; readonly card: CardOnPage | null }
);

/** All that a page says: that it shows what it was told to, or nothing any more, and what came of a graphic. */
export const fromOverlaySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('shown'), id: z.string().min(1).max(100) }),
  z.strictObject({ type: z.literal('gone') }),
  z.strictObject({
    type: z.literal('graphicFailed'),
    id: z.string().max(64),
    why: z.enum(['load', 'loadSilent', 'play', 'playSilent', 'update']),
    /** In its own words; empty where it said nothing. */
    detail: z.string().max(300),
  }),
]);

export type FromOverlay = z.infer<typeof fromOverlaySchema>;
export type GraphicFailure = Extract<FromOverlay, { type: 'graphicFailed' }>;
