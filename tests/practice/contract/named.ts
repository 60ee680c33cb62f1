import { eventNames, requestNames } from '../../../src/core/obs/protocol';

export interface Named {
  readonly requests: readonly string[];
  readonly events: readonly string[];
}

/** The requests and events that the app uses; its OBS room can send and hear no others, by their types. */
export function namedByTheApp(): Named {
  return { requests: requestNames, events: eventNames };
}
