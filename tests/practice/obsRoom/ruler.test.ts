import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Check, findingsOf, preflight } from '../../../src/core/obs/preflight';
import { ownNames } from '../../../src/core/obs/ownership';
import { ok } from '../../../src/core/result';
import type { Show } from '../../../src/core/show/model';
import { startPracticeObs, type PracticeObs } from '../../../src/practice-obs/server';
import { segment, show, speaker } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

/** Narrow letters: by Arial's widths they fit better; the practice OBS draws every letter as wide as the next. */
const name = 'Lillijill Illfilli-Fillitti Jillifitti Tillirilli';
const narrow = speaker('narrow', { name });
const same = speaker('same', { name, role: 'Chair' });
const longer = speaker('longer', {
  name: `${name} Fillitti-Jilli Lillifilli-Jitti Tillirilli-Fillitti Illijill`,
});

let obs: PracticeObs;
let stage: RoomStage;

beforeEach(async () => {
  obs = await startPracticeObs();
  obs.person.setTransition('Cut');
  const speakers = [narrow, same, longer];
  const speakerIds = speakers.map(({ id }) => id);
  const of: Show = show([segment('a', { scene: 'Host', speakerIds }), segment('b', { scene: 'Panel' })], {
    date: null,
    slateScene: null,
    speakers,
  });
  stage = startRoom({ show: of, target: { address: obs.url, practice: true, password: null } });
  await stage.connected();
});

afterEach(async () => {
  await stage.dispose();
  await obs.close();
});

const scale = (of: { readonly id: string }): number | undefined => stage.drawings.get(of.id)?.scale;

function checks(): readonly Check[] {
  const { link, observed } = stage.view;
  const { show: open } = stage.host.state.document;
  const drawings = Object.fromEntries(stage.drawings);
  return preflight({ show: open, link: link.status, observed, drawings, previewNext: false });
}

const namesCheck = (): Check['state'] | undefined => checks().find(({ name: of }) => of === 'names')?.state;

function namesFound(): readonly string[] {
  return findingsOf(checks()).flatMap((finding) =>
    finding.code === 'captionProblem' ? [`${finding.speakerId}: ${finding.problem}`] : [],
  );
}

const rulerText = () =>
  obs.snapshot().inputs.find(({ name }) => name === ownNames.rulerText)?.settings['text'];
const measurements = (): number => stage.sent.filter((type) => type === 'SetInputSettings').length;

describe('names that OBS’s text sources draw', () => {
  it('are reckoned until the captions are set up, and then measured there, each distinct one once', async () => {
    expect([scale(narrow), namesFound(), namesCheck()]).toEqual([1, [], 'unknown']);
    expect(stage.sent).not.toContain('SetInputSettings');
    expect(await stage.room.setUpCaptions()).toEqual(ok(null));
    await stage.until('they are measured', () => measurements() === 2 && namesFound().length > 0);
    expect(scale(narrow)).toBeLessThan(1);
    expect(scale(narrow)).toBeGreaterThanOrEqual(0.6);
    expect(scale(same)).toBe(scale(narrow));
    expect(scale(longer)).toBeLessThan(0.6);
    expect(namesFound()).toEqual(['longer: tooSmall']);
    // Kept: neither another read nor another connection measures them again.
    await stage.room.readAgain();
    obs.faults.dropConnections();
    await stage.until('it was lost', () => stage.view.link.status !== 'connected');
    await stage.connected();
    expect(measurements()).toBe(2);
  });

  it('are measured again when a name is another', async () => {
    await stage.room.setUpCaptions();
    await stage.until('they are measured', () => namesFound().length > 0);
    stage.submit({ type: 'edit', edit: { kind: 'setSpeaker', id: 'longer', patch: { name: 'Jill' } } });
    await stage.until('it is measured', () => rulerText() === 'Jill' && namesFound().length === 0);
    expect(scale(longer)).toBe(1);
  });

  it('are said to be checked once OBS has measured each of them, and not before', async () => {
    stage.submit({ type: 'edit', edit: { kind: 'removeSpeaker', id: 'longer' } });
    const states = new Set([namesCheck()]);
    const reckoned = (): boolean => stage.drawings.get('narrow')?.measured !== true;
    await stage.room.setUpCaptions();
    await stage.until('they are measured', () => {
      if (reckoned()) states.add(namesCheck());
      return namesCheck() === 'ready';
    });
    expect([...states]).toEqual(['unknown', 'checking']);
    obs.faults.dropConnections();
    await stage.until('it was lost', () => stage.view.link.status === 'retrying');
    expect(namesCheck()).toBe('unknown');
  });

  it('are measured again where another Lectern has put its own name there meanwhile', async () => {
    const inputSettings = { text: 'Somebody else' };
    const mend = obs.faults.add({ kind: 'misreport', request: 'GetInputSettings', data: { inputSettings } });
    await stage.room.setUpCaptions();
    await stage.until('it was tried twice', () => measurements() === 2);
    expect([...stage.drawings.values()].map(({ measured }) => measured)).toEqual([false, false, false]);
    mend();
    await stage.until('all are measured', () => measurements() > 2 && namesFound().length > 0);
    expect([...stage.drawings.values()].map(({ measured }) => measured)).toEqual([true, true, true]);
    expect(namesFound()).toEqual(['longer: tooSmall']);
  });

  it('are measured where no viewer sees it', async () => {
    await stage.room.setUpCaptions();
    await stage.until('they are measured', () => namesFound().length > 0);
    const { scenes } = obs.snapshot();
    expect(scenes.find(({ name }) => name === ownNames.ruler)?.items).toMatchObject([
      { source: ownNames.rulerText, enabled: false },
    ]);
    expect(scenes.flatMap(({ items }) => items).filter(({ source }) => source === ownNames.ruler)).toEqual(
      [],
    );
  });

  it('are reckoned as before where a person has switched on what they are measured with', async () => {
    await stage.room.setUpCaptions();
    await stage.until('they are measured', () => namesFound().length > 0);
    const item = obs.snapshot().scenes.find(({ name: scene }) => scene === ownNames.ruler)?.items[0];
    obs.person.enableItem(ownNames.ruler, item?.id ?? 0, true);
    await stage.room.readAgain();
    const before = [measurements(), rulerText()];
    stage.submit({ type: 'edit', edit: { kind: 'setSpeaker', id: 'longer', patch: { name: 'Jill' } } });
    await stage.until('it is reckoned', () => scale(longer) === 1);
    await stage.room.readAgain();
    expect([measurements(), rulerText()]).toEqual(before);
  });

  it('wait for a take that is on its way', async () => {
    obs.faults.add({ kind: 'delay', request: 'SetCurrentProgramScene', ms: 200, times: 1 });
    await stage.room.setUpCaptions();
    await stage.until('they are measured', () => namesFound().length > 0);
    const pending: number[] = [];
    obs.onChange(() => {
      if (rulerText() === 'Jill') pending.push(stage.host.state.run.pending.length);
    });
    stage.go();
    stage.submit({ type: 'edit', edit: { kind: 'setSpeaker', id: 'longer', patch: { name: 'Jill' } } });
    await stage.heard('takeAccepted');
    await stage.until('it is measured', () => pending.length > 0);
    expect(pending[0]).toBe(0);
  });
});
