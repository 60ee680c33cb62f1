import type { CueNews } from '../../src/core/run/model';
import type { Cue } from '../../src/core/show/cues';
import type { Show } from '../../src/core/show/model';
import { minute } from '../../src/core/time/units';
import { webinar } from './shows';
import { Stage } from './stage';

/** The cues of the panel below, one of nearly each kind. */
export const panelCues: readonly Cue[] = [
  { id: 'mute', trigger: { kind: 'take' }, effect: { kind: 'mute', input: 'Mic 2', on: true } },
  {
    id: 'fade',
    trigger: { kind: 'take' },
    effect: { kind: 'volume', input: 'Music', decibels: -100, over: 3_000 },
  },
  {
    id: 'logo',
    trigger: { kind: 'afterStart', offset: 35_000 },
    effect: { kind: 'visibility', scene: 'Panel', source: 'Logo', on: true },
  },
  {
    id: 'record',
    trigger: { kind: 'afterStart', offset: minute },
    effect: { kind: 'output', output: 'record', on: true },
  },
  { id: 'intro', trigger: { kind: 'hand' }, effect: { kind: 'media', input: 'Intro', action: 'restart' } },
  {
    id: 'note',
    trigger: { kind: 'beforeEnd', offset: 5 * minute },
    effect: { kind: 'note', text: '5 minutes left', urgent: false },
  },
];

/** The webinar, whose panel does more than show a scene. */
export function webinarWithCues(cues: readonly Cue[] = panelCues): Show {
  const plain = webinar();
  return {
    ...plain,
    segments: plain.segments.map((each) => (each.id === 'panel' ? { ...each, cues } : each)),
  };
}

/** The panel is on air since 16:25, its cues with GO on their way. */
export function onPanel(cues: readonly Cue[] = panelCues): Stage {
  const stage = new Stage(webinarWithCues(cues), '15:50');
  takeToPanel(stage);
  return stage;
}

export function takeToPanel(stage: Stage): void {
  for (const time of ['15:50', '16:00', '16:05', '16:25']) {
    stage.clock(time);
    const taken = stage.go({ early: true });
    if (!taken.ok) throw new Error(taken.problem.code);
  }
}

/** By what name a cue was sent that OBS has not answered. */
export function fireIdOf(stage: Stage, cueId: string): string {
  const news = stage.state.run.onAir?.cues[cueId];
  if (news?.kind !== 'sent') throw new Error(`'${cueId}' is ${news?.kind ?? 'to come'}`);
  return news.fireId;
}

/** OBS does all that it was sent. */
export function obsDoesCues(stage: Stage): void {
  const all: readonly CueNews[] = Object.values(stage.state.run.onAir?.cues ?? {});
  for (const news of all)
    if (news.kind === 'sent') stage.report({ type: 'cueDone', fireId: news.fireId, after: 12 });
}
