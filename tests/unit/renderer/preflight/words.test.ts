import { describe, expect, it } from 'vitest';
import type { ObsView } from '../../../../src/core/obs/observed';
import type { Check, Finding } from '../../../../src/core/obs/preflight';
import { alarmsOf } from '../../../../src/renderer/features/alarms/alarms';
import {
  findingCounts,
  findingSentence,
  rowSentence,
} from '../../../../src/renderer/features/preflight/words';
import type { Show } from '../../../../src/core/show/model';
import { publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const emoji: Finding = { severity: 'warning', code: 'captionProblem', speakerId: 'paul', problem: 'emoji' };
const noName: Finding = { severity: 'problem', code: 'nameMissing', speakerId: 'coby' };

describe('findings before the show', () => {
  it('say of a caption whose it is and why it is none', () => {
    expect(findingSentence(webinar(), emoji)).toBe(
      'Caption of Name paul: OBS’s text source cannot draw emoji.',
    );
  });

  it.each<[ReturnType<typeof webinar>['outputs'], string]>([
    [[], 'The show needs neither stream nor virtual camera'],
    [['record'], 'The show needs neither stream nor virtual camera'],
    [['stream'], 'OBS knows where to stream to'],
    [['virtualCam'], 'OBS has a virtual camera'],
    [['stream', 'virtualCam'], 'OBS knows where to stream to · OBS has a virtual camera'],
  ])('are none of outputs where OBS has what the show needs: %j', (outputs, sentence) => {
    const { obs } = publishedOf(new Stage(webinar(), '15:45'));
    const check: Check = { name: 'outputs', state: 'ready', findings: [] };
    expect(rowSentence(check, webinar({ outputs }), obs)).toBe(sentence);
  });

  it.each([
    ['retrying', 'pictures', 'unknown', 'Waits for OBS'],
    ['connecting', 'pictures', 'checking', 'Reading OBS …'],
    ['connected', 'pictures', 'checking', 'Drawing the names …'],
    ['connected', 'text', 'checking', 'Measuring the names in OBS …'],
    ['connected', 'text', 'unknown', 'Measured in OBS once the captions are set up there'],
  ] as const)('say what names wait for: %s, %s, %s', (status, way, state, sentence) => {
    const { obs } = publishedOf(new Stage(webinar(), '15:45'));
    if (!obs.observed) throw new Error('it is connected');
    const at: ObsView = {
      ...obs,
      link: { status, since: 0, problem: 'unreachable', retryAt: 0 },
      observed: { ...obs.observed, captions: { ...obs.observed.captions, way } },
    };
    expect(rowSentence({ name: 'names', state, findings: [] }, webinar(), at)).toBe(sentence);
  });

  it('count the transitions of cues among those that are there', () => {
    const { obs } = publishedOf(new Stage(webinar(), '15:45'));
    const effect = {
      kind: 'scene',
      scene: 'Panel',
      transition: { name: 'Stinger', duration: null },
    } as const;
    const [first, ...others] = webinar().segments;
    if (!first) throw new Error('the webinar has segments');
    const cues = [{ id: 'c', trigger: { kind: 'hand' }, effect }] as const;
    const plan = webinar({
      segments: [{ ...first, transition: { name: 'Fade', duration: 300 }, cues }, ...others],
    });
    const named = (of: Show): string =>
      rowSentence({ name: 'transitions', state: 'ready', findings: [] }, of, obs);
    expect(named(plan)).toBe('2 transitions, all there in OBS');
    expect(named(webinar({ segments: [{ ...first, cues }, ...others] }))).toBe('1 transition, there in OBS');
  });

  it('are counted by how bad they are', () => {
    expect(findingCounts([noName, emoji, emoji])).toBe('1 problem, 2 warnings');
  });

  it('come with what would fail first, though the show has it last', () => {
    const show = webinar({ slateScene: null });
    const stage = new Stage({ ...show, speakers: show.speakers.map((s) => ({ ...s, name: '' })) }, '15:45');
    const found = alarmsOf(publishedOf(stage)).find(({ kind }) => kind === 'findings');
    const severities = found?.kind === 'findings' ? found.findings.map(({ severity }) => severity) : [];
    expect(severities).toEqual(['problem', 'problem', 'problem', 'problem', 'warning']);
  });
});
