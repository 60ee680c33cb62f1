import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNot } from '../../scripts/setup/available.mjs';
import { contract } from '../practice/contract/contract';
import { namedByTheApp } from '../practice/contract/named';
import { type Subject, nothingHeard } from '../practice/contract/subject';
import { type RealObs, startRealObs } from '../support/realObs';

describe.skipIf(whyNot('obs') !== null)('the real OBS', () => {
  let obs: RealObs;
  let subject: Subject;

  beforeAll(async () => {
    obs = await startRealObs();
    subject = { name: 'real', url: obs.url, password: obs.password, heard: nothingHeard() };
  });
  afterAll(() => obs.stop());

  contract(() => subject);

  test('the contract leaves out nothing that the app names', () => {
    const { requests, events } = namedByTheApp();
    expect(requests.filter((name) => !subject.heard.requests.has(name))).toEqual([]);
    expect(events.filter((name) => !subject.heard.events.has(name))).toEqual([]);
  });

  test('it lived through all of it', () => {
    expect(obs.crashed(), `OBS died:\n${obs.log().slice(-2000)}`).toBe(false);
  });
});
