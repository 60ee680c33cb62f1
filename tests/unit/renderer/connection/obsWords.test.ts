import { describe, expect, it } from 'vitest';
import type { ObsLink, ObsProblem, ObsView } from '../../../../src/core/obs/observed';
import {
  asksPassword,
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
});
