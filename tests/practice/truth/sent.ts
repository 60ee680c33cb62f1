import type { ObsRequest } from '../../../src/core/obs/protocol';
import { ok } from '../../../src/core/result';
import type { OpenSocket } from '../../../src/main/obs/socket';

/** A request as it left, and when. */
export interface Sent extends ObsRequest {
  readonly at: number;
  readonly how: 'alone' | 'batch' | 'frames';
  /** In a batch, what went right before it. */
  readonly after: string | null;
}

/** The same way to OBS, with a list of all that is sent on it. */
export function noted(open: OpenSocket, now: () => number, sent: Sent[]): OpenSocket {
  const note = (requests: readonly ObsRequest[], how: Sent['how']): void => {
    for (const [index, request] of requests.entries())
      sent.push({ ...request, at: now(), how, after: requests[index - 1]?.type ?? null });
  };
  return async (opening) => {
    const opened = await open(opening);
    if (!opened.ok) return opened;
    const { call, batch, frames } = opened.value;
    return ok({
      ...opened.value,
      call(request, within) {
        note([request], 'alone');
        return call(request, within);
      },
      batch(requests, within, options) {
        note(requests, 'batch');
        return batch(requests, within, options);
      },
      frames(requests, within) {
        note(requests, 'frames');
        return frames(requests, within);
      },
    });
  };
}
