import type { ObsView } from '../../../core/obs/observed';
import type { OutputName, ProgramOutput } from '../../../core/obs/outputs';
import { outputNames } from '../../../core/obs/outputs';
import type { OutputNews, Run } from '../../../core/run/model';
import { missingOutputs } from '../../../core/run/outputs';
import type { Show } from '../../../core/show/model';

/** What is wrong with an output, or open. One alarm for each at most: what happened says more than that it is missing. */
export type OutputAlarm = { readonly kind: 'output' } & (
  | {
      readonly what: 'news';
      readonly output: OutputName;
      readonly news: Exclude<OutputNews, { kind: 'asked' }>;
      /** OBS is there, and says how it stands. */
      readonly seen: boolean;
    }
  | { readonly what: 'reconnecting'; readonly output: OutputName }
  | { readonly what: 'missing'; readonly output: ProgramOutput }
);

export function outputAlarms(show: Show, run: Run, { link, observed }: ObsView): readonly OutputAlarm[] {
  const connected = link.status === 'connected' ? observed : null;
  const missing = connected ? missingOutputs(show, run, connected.outputs) : [];
  return outputNames.flatMap((output): readonly OutputAlarm[] => {
    const news = run.outputs[output];
    const status = connected?.outputs[output].status ?? null;
    if (status === 'reconnecting') return [{ kind: 'output', output, what: 'reconnecting' }];
    // On its way, one way or the other.
    if (news?.kind === 'asked' || status === 'starting' || status === 'stopping') return [];
    if (news) return [{ kind: 'output', output, what: 'news', news, seen: connected !== null }];
    const lacking = missing.find((name) => name === output);
    return lacking ? [{ kind: 'output', output: lacking, what: 'missing' }] : [];
  });
}
