import type { Result } from '../../core/result';
import type { ObsRequest, WireData } from '../../core/obs/protocol';
import type { Duration } from '../../core/time/units';

/** OBS answered with an error. `code` as in the protocol's RequestStatus. */
export interface RequestRefused {
  readonly why: 'refused';
  readonly code: number;
  readonly comment: string;
}

/** No answer: not within the deadline, or the socket closed first. */
export interface NoAnswer {
  readonly why: 'silent' | 'closed';
}

export type Reply = Result<WireData, RequestRefused | NoAnswer>;
/** One reply a request, in order. A batch that halts has fewer. */
export type BatchReply = Result<readonly Result<WireData, RequestRefused>[], NoAnswer>;

/** One open, identified connection. Every call settles: with an answer, at its deadline, or at the close. */
export interface Wire {
  /** The bytes leave before this returns. */
  call(request: ObsRequest, deadline: Duration): Promise<Reply>;
  /** One serial batch; the bytes leave before this returns. */
  batch(
    requests: readonly ObsRequest[],
    deadline: Duration,
    options?: { halts: boolean },
  ): Promise<BatchReply>;
  /** Whether OBS is to tell how loud its inputs are, every 50 ms. */
  hearLevels(on: boolean, deadline: Duration): Promise<Result<null, NoAnswer>>;
  /** One request a video frame, in a batch that nobody else waits for. */
  frames(requests: readonly ObsRequest[], deadline: Duration): Promise<BatchReply>;
}
