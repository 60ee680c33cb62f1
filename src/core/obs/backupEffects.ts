import { cuesOf, takenIn } from '../run/cues';
import type { CueNews, Run } from '../run/model';
import type { State } from '../run/state';
import { addressOf } from './effects';
import type { LastingEffect, ObservedForEffects, Standing } from './lasting';
import { isLasting, isSameStanding, standingIn, standingOf, withStanding } from './lasting';
import type { Mirror } from './mirror';
import { isLive, isSoundOff } from './sound';

/** One thing that a cue has set, and that stands otherwise on the backup. */
export interface EffectDifference {
  /** As viewers see or hear it: the effect that would bring that about. */
  readonly effect: LastingEffect;
  readonly shows: Standing;
}

/**
 * What cues have set by now and stands otherwise on the backup: against the main OBS (`here`), and without that one
 * (`null`) against what the run wants. What one of the two does not have is no difference but a lack; what is still on
 * its way is neither.
 */
export function effectDifferences(
  { run, document }: State,
  { here, there }: { readonly here: ObservedForEffects | null; readonly there: ObservedForEffects },
  mirror: Mirror,
): readonly EffectDifference[] {
  const { set, underWay } = setByCues(run, here !== null);
  for (const { effect } of mirror.underWay.values()) underWay.add(addressOf(effect));
  const isSilenced = (effect: LastingEffect): boolean =>
    effect.kind === 'mute' &&
    isSoundOff(run) &&
    [...there.inputs, ...(here?.inputs ?? [])].some(
      (input) => input.name === effect.input && isLive(input, document.show),
    );
  return [...set].flatMap(([address, effect]): readonly EffectDifference[] => {
    // A live input is mute with sound off, whatever a cue has said of it; each OBS sees to that by itself.
    if (underWay.has(address) || isSilenced(effect)) return [];
    const shows = standingIn(effect, there);
    const program = here ? standingIn(effect, here) : standingOf(effect);
    if (shows === null || program === null || isSameStanding(shows, program)) return [];
    return [{ effect: withStanding(effect, program), shows }];
  });
}

interface SetByCues {
  /** The latest effect of each address. */
  readonly set: ReadonlyMap<string, LastingEffect>;
  /** Addresses at which the main OBS is still at work. */
  readonly underWay: Set<string | null>;
}

/** Also what the main OBS missed since it was away: the backup did that. */
function setByCues(run: Run, mainIsThere: boolean): SetByCues {
  const heard = takenIn(run)
    .flatMap((taken) =>
      cuesOf(taken).flatMap(({ id, effect }) => {
        const news = taken.cues[id];
        return news ? [{ id, effect, news }] : [];
      }),
    )
    .toSorted((a, b) => a.news.at - b.news.at);
  const skipped = new Set(heard.flatMap(({ id, news }) => (news.kind === 'skipped' ? [id] : [])));
  const set = new Map<string, LastingEffect>();
  for (const [address, { cueId, effect }] of Object.entries(run.inForce)) {
    if (isLasting(effect) && !skipped.has(cueId)) set.set(address, effect);
  }
  const underWay = new Set<string | null>();
  for (const { effect, news } of heard) {
    const address = addressOf(effect);
    if (address === null || !isLasting(effect)) continue;
    if (news.kind === 'sent') underWay.add(address);
    if (hasSet(news, mainIsThere)) set.set(address, effect);
  }
  return { set, underWay };
}

function hasSet(news: CueNews, mainIsThere: boolean): boolean {
  switch (news.kind) {
    case 'sent':
    case 'done':
    case 'unknown':
      return true;
    case 'missed':
      return news.why === 'obsAway';
    case 'failed':
      // Nobody knows what it left, but the main OBS can be looked at.
      return mainIsThere;
    case 'asking':
    case 'skipped':
      return false;
  }
}
