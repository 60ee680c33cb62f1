import { beforeEach, describe, expect, it } from 'vitest';
import type { ObsRequest } from '../../../../src/core/obs/protocol';
import { ok } from '../../../../src/core/result';
import type { PendingTake } from '../../../../src/core/run/model';
import type { Loan } from '../../../../src/main/obs/loan';
import type { Session } from '../../../../src/main/obs/session';
import { createTakes, type Takes } from '../../../../src/main/obs/takes';
import { known } from '../../core/obs/known';
import { FakeTime } from './fakeTime';

let time: FakeTime;
let sent: string[];
let loan: { -readonly [Field in keyof Loan]: Loan[Field] };
let takes: Takes;

const take: PendingTake = {
  takeId: 'take-1',
  kind: 'go',
  requestedAt: 0,
  scene: 'Panel',
  transition: { name: 'Fade', duration: 500 },
  segment: null,
  speakers: [],
  anchor: null,
  priorScene: 'Host',
  soundOff: false,
  effects: [],
  carried: [],
  unplanned: false,
  byItself: false,
  passed: [],
  cueId: null,
};

beforeEach(() => {
  time = new FakeTime();
  sent = [];
  loan = {
    borrowed: null,
    returning: false,
    took: () => {},
    notChosen: () => {},
    unanswered: () => {},
    carriedOut: () => {},
    hadDuration: () => {},
    event: () => {},
    giveBack: async () => null,
    connected: () => {},
  };
  const answer = async (request: ObsRequest) => {
    sent.push(request.type);
    return ok({ currentProgramSceneName: 'Panel' });
  };
  const session = {
    known: known(),
    learn: () => {},
    wire: {
      call: answer,
      batch: async (requests: readonly ObsRequest[]) => {
        sent.push(requests.map(({ type }) => type).join(' '));
        return ok(requests.map(() => ok({})));
      },
    },
  } as unknown as Session;
  takes = createTakes({
    now: () => time.now,
    elapsed: () => time.now,
    timers: time,
    report: () => {},
    session: () => session,
    loan,
    sound: {
      returning: false,
      begin: ({ effects }) => ({
        changes: [],
        effects,
        waiting: [],
        held: { muted: [], echoes: [] },
        fresh: [],
      }),
      answered: () => {},
      named: () => {},
      event: () => {},
      settle: async () => {},
      runOpened: () => {},
      told: () => {},
      connected: () => {},
      closed: () => {},
    },
    cues: { fire: () => {}, ofTake: () => [], taken: () => {}, over: () => {} },
    captionUnderWay: () => false,
    nextCaption: () => [],
    nextCaptionFailed: () => {},
    settled: () => {},
  });
});

const batch = 'SetCurrentSceneTransition SetCurrentSceneTransitionDuration SetCurrentProgramScene';

describe('a take', () => {
  it('leaves at once', () => {
    takes.request(take);
    expect(sent).toEqual([batch]);
  });

  it('waits for the transition that is on its way back: OBS may carry them out in the other order', () => {
    loan.returning = true;
    takes.request(take);
    expect(sent).toEqual([]);
    loan.returning = false;
    takes.resume();
    expect(sent).toEqual([batch]);
  });

  it('does not wait longer for it than 100 ms', async () => {
    loan.returning = true;
    takes.request(take);
    await time.to(99);
    expect(sent).toEqual([]);
    await time.to(100);
    expect(sent[0]).toBe(batch);
  });
});
