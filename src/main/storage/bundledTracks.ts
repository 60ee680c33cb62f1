import type { SampleTrack } from '../../core/captions/track';

const texts: Readonly<Record<SampleTrack, () => Promise<{ readonly default: string }>>> = {
  home: () => import('../../../resources/tracks/home.meters.json?raw'),
  room: () => import('../../../resources/tracks/room.meters.json?raw'),
  echo: () => import('../../../resources/tracks/echo.meters.json?raw'),
};

/** A meter track that comes with the app, as text; loaded when it is asked for. */
export async function bundledTrack(sample: SampleTrack): Promise<string> {
  return (await texts[sample]()).default;
}
