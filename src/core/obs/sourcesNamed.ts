import type { CueEffect } from '../show/cues';
import type { Show } from '../show/model';

/** What the cues and the people of a show name in OBS beside scenes; each source by what it is wanted for. */
export interface SourcesNamed {
  readonly microphones: readonly string[];
  readonly media: readonly string[];
  /** What is switched on or off in a scene. */
  readonly signs: readonly { readonly scene: string; readonly source: string }[];
  readonly filters: readonly { readonly source: string; readonly filter: string }[];
}

/** Each once, in the order of the show. A source that plays is media, whatever else is done with it. */
export function sourcesNamed({ segments, speakers }: Show): SourcesNamed {
  const effects = segments.flatMap(({ cues }) => cues.map(({ effect }) => effect));
  const media = names(effects, (effect) => (effect.kind === 'media' ? [effect.input] : []));
  const signs = effects.flatMap((effect) =>
    effect.kind === 'visibility' && effect.scene !== '' && effect.source !== ''
      ? [{ scene: effect.scene, source: effect.source }]
      : [],
  );
  const heard = names(effects, (effect) =>
    effect.kind === 'mute' || effect.kind === 'volume' ? [effect.input] : [],
  );
  const microphones = [...new Set([...speakers.flatMap(({ microphone }) => microphone ?? []), ...heard])];
  return {
    microphones: microphones.filter((name) => !media.includes(name)),
    media,
    signs: once(signs, ({ scene, source }) => JSON.stringify([scene, source])),
    filters: once(
      effects.flatMap((effect) =>
        effect.kind === 'filter' && effect.source !== '' && effect.filter !== ''
          ? [{ source: effect.source, filter: effect.filter }]
          : [],
      ),
      ({ source, filter }) => JSON.stringify([source, filter]),
    ),
  };
}

function names(
  effects: readonly CueEffect[],
  of: (effect: CueEffect) => readonly string[],
): readonly string[] {
  return [...new Set(effects.flatMap(of))].filter((name) => name !== '');
}

function once<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
