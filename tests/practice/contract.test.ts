import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { requestNames } from '../../src/practice-obs/requests/all';
import { namedByTheApp } from './contract/named';
import { contract } from './contract/contract';
import { type Subject, nothingHeard } from './contract/subject';

const password = 'correct horse';

describe('the practice OBS', () => {
  let obs: PracticeObs;
  let subject: Subject;

  beforeAll(async () => {
    obs = await startPracticeObs({ password });
    subject = { name: 'practice', url: obs.url, password, heard: nothingHeard() };
  });
  afterAll(() => obs.close());

  contract(
    () => subject,
    (run) => run(),
  );

  test('the contract leaves out nothing that the app names, and nothing that the practice OBS answers', () => {
    const { requests, events } = namedByTheApp();
    const { heard } = subject;
    expect(requests.filter((name) => !heard.requests.has(name))).toEqual([]);
    expect(events.filter((name) => !heard.events.has(name))).toEqual([]);
    expect(requestNames.filter((name) => !heard.requests.has(name) && !refusedAlways.has(name))).toEqual([]);
  });
});

/** Answered with a refusal only, on a fresh OBS: the refusals are compared instead. */
const refusedAlways = new Set([
  'Sleep',
  'GetVirtualCamStatus',
  'StartVirtualCam',
  'StopVirtualCam',
  'GetReplayBufferStatus',
  'SetCurrentSceneTransitionSettings',
  'StopStream',
]);
