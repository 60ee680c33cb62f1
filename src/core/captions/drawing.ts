/** How one person's caption came out, drawn as a picture or measured for OBS's text sources. */
export interface CaptionDrawing {
  /** Size of the name against full size, 0–1. */
  readonly scale: number;
  /** The role or organisation was shortened. */
  readonly shortened: boolean;
  /** By what draws it; `false` where its width was reckoned by Arial's, until OBS's text source is asked. */
  readonly measured: boolean;
  readonly problem: CaptionDrawingProblem | null;
}

/** What OBS's text sources cannot draw, or what came out too small or not at all. */
export type CaptionDrawingProblem = 'rightToLeft' | 'emoji' | 'shaping' | 'tooSmall' | 'notDrawn' | 'noName';
