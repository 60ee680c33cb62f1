import type { CardOnPage, NameOnPage, OverlayPage } from '../../contract/overlay';
import type { FitResult } from '../../core/captions/fit';
import type { Graphics } from '../../core/captions/graphics';
import type { CanvasSize, CaptionText } from '../../core/captions/lowerThird';
import type { Borrowed } from '../../core/obs/borrowed';
import type { Result } from '../../core/result';
import type { Duration } from '../../core/time/units';

/** Draws captions as pictures and clips; Electron only. */
export interface CaptionPictures {
  render(
    caption: CaptionText,
    canvas: CanvasSize,
    graphics: Graphics,
    urgency: 'urgent' | 'ahead',
  ): Promise<
    Result<
      { readonly file: string; readonly fit: FitResult },
      { readonly kind: string; readonly detail: string }
    >
  >;
  /** As a clip, which brings it in, and out `lasts` ms after its start. Pictures go before. */
  renderClip(
    caption: CaptionText,
    canvas: CanvasSize,
    graphics: Graphics,
    lasts: Duration,
  ): ReturnType<CaptionPictures['render']>;
  /** Deletes all pictures but these; what OBS shows must be among them. */
  prune(keepFiles: Iterable<string>): Promise<unknown>;
}

/** Whether a page shows what it was told to. */
export type PageAnswer = 'shown' | 'noPage' | 'silent';

/** The pages of ours in OBS's browser sources. */
export interface OverlayPages {
  /** The producer wants names to come by them, and they can be reached. */
  readonly wanted: boolean;
  address(of: OverlayPage): string | null;
  /** Shows a name, corrects it, or learns when it goes; `null` takes out what is there, and resolves once that is gone. */
  name(name: Omit<NameOnPage, 'graphic'> | null, graphics: Graphics): Promise<PageAnswer>;
  card(card: CardOnPage | null, graphics: Graphics): void;
}

/** What outlives a killed process: what each OBS, by its name in `Borrowed`, is still to get back. */
export interface ObsMemory {
  get(obs: string): Borrowed | null;
  set(obs: string, borrowed: Borrowed | null): void;
}

/** Which scenes to take pictures of; `program: false, next: null` when nobody looks. */
export interface Watched {
  readonly program: boolean;
  readonly next: string | null;
}
