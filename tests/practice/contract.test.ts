import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PracticeObs, startPracticeObs } from '../../src/practice-obs/server';
import { requestNames } from '../../src/practice-obs/requests/all';
import { namedByTheApp } from './contract/named';
import { contract, outputsContract } from './contract/contract';
import { type Subject, nothingHeard } from './contract/subject';

const password = 'correct horse';

function subjectOf(name: string, obs: PracticeObs): Subject {
  const streamServer = async (up: boolean): Promise<void> => obs.person.streamServer(up);
  return { name, url: obs.url, password, heard: nothingHeard(), streamServer };
}

describe('the practice OBS', () => {
  let obs: PracticeObs;
  let subject: Subject;
  let furnished: PracticeObs;
  /** One that the system has a virtual camera for. */
  let withCamera: Subject;

  beforeAll(async () => {
    obs = await startPracticeObs({ password });
    subject = subjectOf('practice', obs);
    furnished = await startPracticeObs({
      password,
      surroundings: { streamServer: true, virtualCam: true, replayBuffer: true },
    });
    withCamera = subjectOf('practice with a camera', furnished);
  });
  afterAll(() => Promise.all([obs.close(), furnished.close()]));

  contract(
    () => subject,
    (run) => run(),
  );

  outputsContract(() => withCamera);

  test('the contract leaves out nothing that the app names, and nothing that the practice OBS answers', () => {
    const { requests, events } = namedByTheApp();
    const heard = {
      requests: new Set([...subject.heard.requests, ...withCamera.heard.requests]),
      events: new Set([...subject.heard.events, ...withCamera.heard.events]),
    };
    expect(requests.filter((name) => !heard.requests.has(name))).toEqual([]);
    expect(events.filter((name) => !heard.events.has(name))).toEqual([]);
    expect(requestNames.filter((name) => !heard.requests.has(name) && !refusedAlways.has(name))).toEqual([]);
  });
});

/** Answered with a refusal only, on a fresh OBS: the refusals are compared instead. */
const refusedAlways = new Set(['Sleep', 'SetCurrentSceneTransitionSettings']);
