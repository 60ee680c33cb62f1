import { describe, expect, it } from 'vitest';
import type { ObsLink, ObsProblem, ObsView } from '../../../../src/core/obs/observed';
import {
  asksPassword,
  isConnectedTo,
  mayRetry,
  obsAdvice,
  obsSentence,
  obsTone,
} from '../../../../src/renderer/features/connection/obsWords';

function view(link: ObsLink, fields: Partial<ObsView> = {}): ObsView {
  return {
    practice: false,
    address: 'ws://10.0.0.5:4455',
    link,
    observed: null,
    passwordKept: null,
    health: null,
    levels: 'notAsked',
    recordsSince: null,
    ...fields,
  };
}

const problems: readonly ObsProblem[] = [
  'addressWrong',
  'unreachable',
  'notObs',
  'passwordNeeded',
  'passwordWrong',
  'tooOld',
  'closed',
  'notAnswering',
];

describe('the connection to OBS, in words', () => {
  it.each(problems)('says what is wrong and what to do: %s', (problem) => {
    const sentence = obsSentence(view({ status: 'stopped', problem }));
    expect(sentence).toContain('10.0.0.5:4455');
    expect(obsAdvice(problem).length).toBeGreaterThan(20);
    expect(obsAdvice(problem)).not.toContain('connection.');
  });

  it('is different for every problem', () => {
    const sentences = problems.map((problem) => obsSentence(view({ status: 'stopped', problem })));
    expect(new Set(sentences).size).toBe(problems.length);
  });

  it('is none before a show was opened', () => {
    expect(obsSentence(view({ status: 'connecting' }, { address: '' }))).toBe(
      'OBS is connected when a show opens',
    );
  });

  it('says of the practice OBS that nothing goes live', () => {
    const practice = view({ status: 'connected', since: 0 }, { practice: true });
    expect(obsSentence(practice)).toContain('nothing goes live');
    expect(obsTone(practice).look).toBe('practice');
  });

  it('asks for a password only where one would help', () => {
    const asking = problems.filter((problem) => asksPassword(view({ status: 'stopped', problem })));
    expect(asking).toEqual(['passwordNeeded', 'passwordWrong']);
    expect(asksPassword(view({ status: 'connected', since: 0 }))).toBe(false);
  });

  it('offers to try again at the same address wherever that may help, also where it stopped', () => {
    const retried = problems.filter((problem) => mayRetry(view({ status: 'stopped', problem })));
    expect(retried).toEqual(problems.filter((problem) => !problem.startsWith('password')));
    expect(mayRetry(view({ status: 'retrying', problem: 'closed', since: 0, retryAt: 1 }))).toBe(true);
    expect(mayRetry(view({ status: 'connected', since: 0 }))).toBe(false);
  });

  it('lets the same address be connected to again unless it is', () => {
    const same = (link: ObsLink): boolean => isConnectedTo(view(link), 'ws://10.0.0.5:4455');
    expect(same({ status: 'connected', since: 0 })).toBe(true);
    expect(same({ status: 'connecting' })).toBe(true);
    expect(same({ status: 'stopped', problem: 'notObs' })).toBe(false);
    expect(same({ status: 'retrying', problem: 'closed', since: 0, retryAt: 1 })).toBe(false);
    expect(isConnectedTo(view({ status: 'connected', since: 0 }), 'ws://10.0.0.6:4455')).toBe(false);
  });
});
