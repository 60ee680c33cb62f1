import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observed } from '../../src/core/obs/observed';
import type { Cue } from '../../src/core/show/cues';
import { secondPressAfter } from '../../src/core/run/outputs';
import { airPanel, goButton } from '../support/consolePage';
import { fireIdOf, obsDoesCues, takeToPanel, webinarWithCues } from '../support/cueStage';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { until } from '../support/until';

/** Cues as the producer sees, runs, skips and plans them. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

const lists: Partial<Observed> = {
  scenes: ['Holding slide', 'Host', 'Speaker + slides', 'Panel', 'Panel wide'],
  inputs: [
    { name: 'Mic 1', kind: 'pulse_input_capture', muted: false, decibels: 0 },
    { name: 'Mic 2', kind: 'pulse_input_capture', muted: true, decibels: 0 },
    { name: 'Music', kind: 'ffmpeg_source', muted: false, decibels: -100 },
    { name: 'Intro', kind: 'ffmpeg_source', muted: false, decibels: 0 },
    { name: 'Slides', kind: 'image_source', muted: null, decibels: null },
  ],
  hotkeys: ['OBSBasic.Screenshot'],
  sources: { Panel: ['Logo', 'Cameras'] },
  filters: { 'Mic 1': ['Noise gate'] },
};

/** The panel is on air. */
function onPanel(cues?: readonly Cue[]): FakeHost {
  const host = new FakeHost(webinarWithCues(cues), '15:50');
  takeToPanel(host.stage);
  host.observe({ ...lists, program: host.stage.obs.program });
  return host;
}

function row(page: Page, words: string): Locator {
  return page
    .getByRole('list', { name: 'Scene, names and cues of panel' })
    .getByRole('listitem')
    .filter({ hasText: words });
}

function strip(page: Page, words: string): Locator {
  return page.getByRole('status').filter({ hasText: words });
}

function asked(host: FakeHost, name: string): readonly unknown[] {
  return host.calls.filter((call) => call.name === name).map(({ input }) => input);
}

/** It is there from its first letter to its last: nothing is cut off that only a pointer would show. */
async function sees(words: Locator): Promise<void> {
  await words.waitFor();
  const cutting = await words.evaluate((element) => {
    const found: string[] = [];
    for (let at: Element | null = element; at && at.tagName !== 'LI'; at = at.parentElement)
      if (at.scrollWidth > at.clientWidth && getComputedStyle(at).overflow !== 'visible')
        found.push(at.outerHTML);
    return found;
  });
  expect(cutting).toEqual([]);
}

async function axe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe('under the segment on air', () => {
  it('each cue says when, what, how and what became of it', async () => {
    const host = onPanel();
    const page = await console.show(host);
    const mute = row(page, 'Mute ‘Mic 2’');
    await mute.getByText('Sent', { exact: true }).waitFor();
    await mute.getByText('With GO').waitFor();
    await mute.getByText('+0:00').waitFor();
    host.stage.report({ type: 'cueDone', fireId: fireIdOf(host.stage, 'mute'), after: 12 });
    const comment = 'No source was found by the name of ‘Music’.';
    const problem = { why: 'refused', code: 600, comment } as const;
    host.stage.report({ type: 'cueFailed', fireId: fireIdOf(host.stage, 'fade'), problem });
    host.update({});
    await mute.getByText('Done 12 ms').waitFor();
    const fade = row(page, 'Fade ‘Music’ to silence in 3 s');
    await fade.getByText('Failed').waitFor();
    await sees(fade.getByText('No source was found by the name of ‘Music’', { exact: true }));
    await strip(page, 'OBS did not do this: Fade ‘Music’ to silence in 3 s.').getByText(comment).waitFor();

    const logo = row(page, 'Show ‘Logo’ in ‘Panel’');
    await logo.getByText('+0:35').waitFor();
    await logo.getByText('16:25:35').waitFor();
    await logo.getByText(/^In 0:3\d$/).waitFor();
    const note = row(page, 'Tell host “5 minutes left”');
    await note.getByText('−5:00').waitFor();
    await note.getByText('16:55:00').waitFor();
    await note.getByText('Later').waitFor();
    // Two minutes more for the panel: the note moves along.
    await page.keyboard.press('+');
    await note.getByText('16:56:00').waitFor();
    await page.getByRole('contentinfo').getByText('Mute ‘Mic 2’ · done by OBS in 12 ms').waitFor();
    expect(await row(page, 'Play ‘Intro’ from the start').innerText()).toMatch(/By hand\s+Later/);
  });

  it('says that somebody changed in OBS what a cue did, and does not fight it', async () => {
    const host = onPanel();
    obsDoesCues(host.stage);
    host.update({});
    const page = await console.show(host);
    await row(page, 'Mute ‘Mic 2’').getByText('Done 12 ms').waitFor();
    host.observe({ inputs: (lists.inputs ?? []).map((input) => ({ ...input, muted: false })) });
    await row(page, 'Mute ‘Mic 2’').getByText('Changed in OBS').waitFor();
    expect(host.calls.filter(({ name }) => name === 'runCue')).toEqual([]);
  });

  it('runs by hand and skips, by keyboard alone: Tab leads there, Enter presses, Space stays GO', async () => {
    const host = onPanel();
    obsDoesCues(host.stage);
    host.update({});
    const page = await console.show(host);
    await page.keyboard.press('Alt+l');
    await page.locator('#segment-panel:focus').waitFor();
    await page.keyboard.press('Tab');
    await page
      .locator(':focus')
      .and(page.getByRole('button', { name: 'Skip: Show ‘Logo’ in ‘Panel’' }))
      .waitFor();
    await page.keyboard.press('Enter');
    await row(page, 'Show ‘Logo’').getByText('Skipped').waitFor();
    const expectedOnAir = host.stage.onAir;
    expect(asked(host, 'skipCue')).toEqual([{ expectedOnAir, cueId: 'logo' }]);

    const run = page.getByRole('button', { name: 'Run: Play ‘Intro’ from the start' });
    await run.focus();
    await page.keyboard.press('Enter');
    await row(page, 'Play ‘Intro’').getByText('Sent').waitFor();
    expect(asked(host, 'runCue')).toEqual([{ expectedOnAir, cueId: 'intro' }]);
    await page.keyboard.press('Space');
    await goButton(page).filter({ hasText: 'Again to GO' }).waitFor();
    expect(asked(host, 'runCue').length).toBe(1);
  });

  it('runs from the command list too', async () => {
    const host = onPanel();
    const page = await console.show(host);
    await row(page, 'Mute').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('intro');
    await page.getByRole('option', { name: 'Run: Play ‘Intro’ from the start' }).waitFor();
    await page.keyboard.press('Enter');
    await until('it was asked', 2_000, () => asked(host, 'runCue').length === 1);
    expect(asked(host, 'runCue')).toEqual([{ expectedOnAir: host.stage.onAir, cueId: 'intro' }]);
  });
});

describe('the strip', () => {
  it('lists what did not run while OBS was away; Run runs all of it, once OBS is back', async () => {
    const host = onPanel([
      {
        id: 'mute',
        trigger: { kind: 'afterStart', offset: 5_000 },
        effect: { kind: 'mute', input: 'Mic 2', on: true },
      },
      {
        id: 'play',
        trigger: { kind: 'afterStart', offset: 9_000 },
        effect: { kind: 'media', input: 'Intro', action: 'play' },
      },
    ]);
    const page = await console.show(host);
    host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 1_000 });
    host.stage.wait(10_000);
    host.update({});
    const line = strip(page, '2 cues did not run while OBS was away: Mute ‘Mic 2’, Play ‘Intro’');
    await line.waitFor();
    expect(await line.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    host.link({ status: 'connected', since: host.now });
    await line.getByRole('button', { name: 'Run', exact: true }).click();
    await until('both were asked', 2_000, () => asked(host, 'runCue').length === 2);
    const expectedOnAir = host.stage.onAir;
    expect(asked(host, 'runCue')).toEqual([
      { expectedOnAir, cueId: 'mute' },
      { expectedOnAir, cueId: 'play' },
    ]);
    await row(page, 'Mute').getByText('Sent').waitFor();
    await line.waitFor({ state: 'detached' });
  });

  it('leads to the list where there are more than three', async () => {
    const inputs = ['A', 'B', 'C', 'D'];
    const host = onPanel(
      inputs.map((input, index) => ({
        id: input,
        trigger: { kind: 'afterStart', offset: 1_000 + index },
        effect: { kind: 'mute', input, on: true },
      })),
    );
    const page = await console.show(host);
    await page.locator('#segment-panel').waitFor();
    host.stage.send({ type: 'setHold', on: true });
    host.stage.wait(5_000);
    host.update({});
    await strip(page, '4 cues did not run while Hold was on.').getByRole('button', { name: 'Open' }).click();
    await page.locator('#segment-panel:focus').waitFor();
    await page.getByRole('button', { name: 'Run: Mute ‘A’' }).click();
    await strip(page, '3 cues did not run while Hold was on: Mute ‘B’, Mute ‘C’, Mute ‘D’').waitFor();
    await strip(page, '3 cues').getByRole('button', { name: 'Skip', exact: true }).click();
    await strip(page, '3 cues').waitFor({ state: 'detached' });
    expect(asked(host, 'skipCue').length).toBe(3);
  });

  it('says what nobody knows, and asks once before the recording starts', async () => {
    const host = onPanel();
    obsDoesCues(host.stage);
    host.stage.wait(35_000);
    host.stage.report({ type: 'cueClosed', fireId: fireIdOf(host.stage, 'logo') });
    host.stage.wait(26_000);
    host.update({});
    const page = await console.show(host);
    await strip(page, 'Nobody said whether it was done: Show ‘Logo’ in ‘Panel’.')
      .getByText(/asked once, at 16:25:\d\d/)
      .waitFor();
    await strip(page, 'Start recording? Planned with panel.')
      .getByRole('button', { name: 'Start recording' })
      .click();
    await until('it was asked', 2_000, () => asked(host, 'runCue').length === 1);
    expect(host.stage.state.run.outputs.record).toMatchObject({ kind: 'asked', on: true });
    await strip(page, 'Start recording?').waitFor({ state: 'detached' });
  });

  it('shows the worst three, and the rest by keyboard: no alarm is out of reach', async () => {
    const host = onPanel();
    const { stage } = host;
    const problem = { why: 'notThere' } as const;
    stage.report({ type: 'cueFailed', fireId: fireIdOf(stage, 'mute'), problem });
    stage.report({ type: 'cueClosed', fireId: fireIdOf(stage, 'fade') });
    stage.report({ type: 'outputChanged', output: 'stream', to: 'dropped' });
    stage.report({ type: 'sceneChangedInObs', scene: 'Host', since: stage.now });
    host.update({ storage: { status: 'notSaving', problem: 'diskFull', since: 0 } });
    host.observe({ program: 'Host' });
    const page = await console.show(host);
    await strip(page, 'Somebody put ‘Host’ on air in OBS').waitFor();
    await strip(page, 'The stream stopped by itself').waitFor();
    await strip(page, 'Not saving: disk full.').waitFor();
    const unknown = page.getByText('Nobody said whether it was done: Fade');
    expect(await unknown.count()).toBe(0);
    const go = await goButton(page).boundingBox();
    await page.getByRole('button', { name: 'Show 2 more' }).focus();
    await page.keyboard.press('Enter');
    await unknown.waitFor();
    await page.getByText('OBS did not do this: Mute').waitFor();
    expect(await goButton(page).boundingBox()).toEqual(go);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await unknown.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show 2 more' }).waitFor();
  });

  it('asks where Run starts a stream: a double click on it is no yes', async () => {
    const host = onPanel([
      { id: 'live', trigger: { kind: 'hand' }, effect: { kind: 'output', output: 'stream', on: true } },
    ]);
    const page = await console.show(host);
    host.run();
    await page.getByRole('button', { name: 'Run: Start stream' }).dblclick();
    const asks = strip(page, 'Start stream? Planned with panel.');
    await asks.waitFor();
    const askedAt = host.now;
    expect(host.stage.state.run.outputs).toEqual({});
    expect(await page.getByRole('button', { name: 'Run: Start stream' }).count()).toBe(0);
    await until('a yes counts', 2_000, () => host.now - askedAt > secondPressAfter);
    await asks.getByRole('button', { name: 'Start stream' }).click();
    await until('it was asked for', 2_000, () => host.stage.state.run.outputs.stream?.kind === 'asked');
  });

  it('says after a quick Back, by name, what that left as it was', async () => {
    const host = onPanel();
    obsDoesCues(host.stage);
    host.update({});
    const page = await console.show(host);
    await row(page, 'Mute ‘Mic 2’').getByText('Done').waitFor();
    await page.keyboard.press('b');
    await until('it was asked', 2_000, () => asked(host, 'back').length === 1);
    host.stage.obsDoesIt();
    host.update({});
    const line = strip(
      page,
      'Back does not undo all of ‘panel’: Mute ‘Mic 2’, Fade ‘Music’ to silence in 3 s.',
    );
    await line.waitFor();
    expect(await axe(page)).toEqual([]);
    await line.getByRole('button', { name: 'Dismiss' }).click();
    await line.waitFor({ state: 'detached' });
  });

  it('never moves GO', async () => {
    const host = onPanel();
    const page = await console.show(host);
    const before = await goButton(page).boundingBox();
    host.stage.report({
      type: 'cueFailed',
      fireId: fireIdOf(host.stage, 'mute'),
      problem: { why: 'silent' },
    });
    host.stage.wait(61_000);
    host.update({});
    await strip(page, 'Start recording?').waitFor();
    await strip(page, 'OBS did not do this: Mute').waitFor();
    expect(await goButton(page).boundingBox()).toEqual(before);
  });
});

describe('GO', () => {
  function beforePanel(): FakeHost {
    const show = webinarWithCues();
    const segments = show.segments.map((each) => (each.id === 'panel' ? { ...each, soundOff: true } : each));
    const host = new FakeHost({ ...show, segments }, '15:50');
    for (const at of ['15:50', '16:00', '16:05']) {
      host.stage.clock(at);
      host.stage.go({ early: true });
    }
    host.update({});
    host.observe({ ...lists, program: host.stage.obs.program });
    return host;
  }

  it.each([
    { width: 1280, height: 800 },
    { width: 1600, height: 900 },
  ])('says what goes with the scene, and nothing of it is cut off at $width × $height', async (size) => {
    const host = beforePanel();
    const page = await console.show(host, size);
    const besides = goButton(page).getByText('2 cues · sound off');
    await sees(besides);
    const [inside, around] = [await besides.boundingBox(), await goButton(page).boundingBox()];
    if (!inside || !around) throw new Error('not on the screen');
    expect(inside.y + inside.height).toBeLessThanOrEqual(around.y + around.height - 4);
    expect(await besides.getAttribute('title')).toBe(
      'With it go 2 cues: Mute ‘Mic 2’, Fade ‘Music’ to silence in 3 s. Sound goes off.',
    );
    // Without OBS nothing of it is done.
    host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 1_000 });
    await besides.waitFor({ state: 'detached' });
    await goButton(page).getByText('goes on without OBS').waitFor();
    expect(await goButton(page).boundingBox()).toEqual(around);
  });

  it('out of turn says it by name, with what it makes true that it jumps over', async () => {
    const host = beforePanel();
    const page = await console.show(host);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Command list' }).getByRole('combobox').fill('take closing');
    await page.keyboard.press('Enter');
    await strip(page, 'Take ‘closing’?')
      .getByText('With it go 3 cues: Mute ‘Mic 2’, Volume of ‘Music’ to silence, Show ‘Logo’ in ‘Panel’.')
      .waitFor();
    expect(asked(host, 'takeSegment')).toEqual([]);
  });
});

describe('any segment', () => {
  it('is taken from its row with a second press, says what it jumps over, and Back undoes it', async () => {
    const host = new FakeHost(webinarWithCues(), '15:50');
    host.stage.go();
    host.stage.wait(60_000);
    host.update({});
    const page = await console.show(host);
    host.run();
    await page.locator('#segment-panel').click();
    await page.getByRole('button', { name: 'Take ‘panel’', exact: true }).click();
    await strip(page, 'Take ‘panel’?')
      .getByText('in place of ‘slate’ and jumps over 2 segments, ‘welcome’ first')
      .waitFor();
    expect(asked(host, 'takeSegment')).toEqual([]);
    const armedAt = host.now;
    await until('the second press counts', 2_000, () => host.now - armedAt > secondPressAfter);
    const expectedOnAir = host.stage.onAir;
    await page.getByRole('button', { name: 'Again: take ‘panel’' }).press('Enter');
    await until('it was asked', 2_000, () => asked(host, 'takeSegment').length === 1);
    expect(asked(host, 'takeSegment')).toEqual([{ expectedOnAir, segmentId: 'panel', armed: true }]);
    host.stage.obsDoesIt();
    host.update({});
    await airPanel(page).getByRole('heading', { name: 'panel', exact: true }).waitFor();
    await until('Back may follow', 3_000, () => host.now - (host.stage.state.run.lastTakeAt ?? 0) > 1_000);
    await page.keyboard.press('b');
    await until('Back was asked', 2_000, () => asked(host, 'back').length === 1);
    host.stage.obsDoesIt();
    host.update({});
    await airPanel(page).getByRole('heading', { name: 'slate', exact: true }).waitFor();
  });

  it('is armed from its row by keyboard alone', async () => {
    const host = onPanel();
    const page = await console.show(host);
    await page.locator('#segment-panel').waitFor();
    await page.keyboard.press('Alt+ArrowUp');
    await page.locator('#segment-talk:focus').waitFor();
    await page.keyboard.press('Tab');
    await page
      .locator(':focus')
      .and(page.getByRole('button', { name: 'Take ‘talk’', exact: true }))
      .waitFor();
    await page.keyboard.press('Enter');
    await strip(page, 'Take ‘talk’?').waitFor();
    expect(asked(host, 'takeSegment')).toEqual([]);
  });

  it('asked for in the command list arms as well, and Esc cancels', async () => {
    const host = onPanel();
    const page = await console.show(host);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('take welcome');
    await page.keyboard.press('Enter');
    await strip(page, 'Take ‘welcome’?').getByText('It goes on air in place of ‘panel’.').waitFor();
    await page.keyboard.press('Escape');
    await strip(page, 'Take ‘welcome’?').waitFor({ state: 'detached' });
    expect(asked(host, 'takeSegment')).toEqual([]);
  });

  it('that failed is offered again as what it was, and GO does not say that it would try it', async () => {
    const host = onPanel();
    const { stage } = host;
    stage.wait(5_000);
    stage.send({ type: 'takeSegment', expectedOnAir: stage.onAir, segmentId: 'welcome', armed: true });
    const takeId = stage.state.run.pending[0]?.takeId ?? '';
    stage.report({ type: 'takeFailed', takeId, failure: { why: 'silent' }, still: 'Panel' });
    host.update({});
    const page = await console.show(host);
    await goButton(page).filter({ hasText: 'closing' }).waitFor();
    expect(await goButton(page).innerText()).not.toContain('Try again');
    await strip(page, 'OBS did not confirm ‘welcome’.').getByRole('button', { name: 'Try again' }).click();
    await strip(page, 'Take ‘welcome’?').waitFor();
  });
});

describe('in the edit mode', () => {
  async function edit(host: FakeHost): Promise<Page> {
    const page = await console.show(host);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('#edit-closing').click();
    return page;
  }

  function cues(host: FakeHost): readonly Cue[] {
    return host.stage.state.document.show.segments.find(({ id }) => id === 'closing')?.cues ?? [];
  }

  it('a cue is added, filled from OBS’s own lists, doubled, deleted and undone, by keyboard alone', async () => {
    const host = onPanel();
    const page = await edit(host);
    await page.getByLabel('Cues', { exact: true }).focus();
    await page.getByLabel('Cues', { exact: true }).selectOption('Mute or unmute');
    await until('a cue is there', 2_000, () => cues(host).length === 1);
    await page.getByText('Nothing is chosen yet: this cue would fail.').waitFor();
    await page
      .locator('select:focus')
      .and(page.getByLabel('What', { exact: true }))
      .waitFor();
    // Only what has sound can be muted.
    expect(await page.getByLabel('Input').locator('option').allInnerTexts()).toEqual([
      'Choose …',
      'Mic 1',
      'Mic 2',
      'Music',
      'Intro',
      'Another name …',
    ]);
    await page.getByLabel('Input').selectOption('Mic 2');
    await page.getByLabel('When').selectOption('Before the end');
    await page.getByLabel('Time', { exact: true }).fill('1:30');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '1:30 before end Mute ‘Mic 2’' }).waitFor();
    expect(cues(host)).toMatchObject([
      { trigger: { kind: 'beforeEnd', offset: 90_000 }, effect: { kind: 'mute', input: 'Mic 2', on: true } },
    ]);
    await page.getByRole('button', { name: 'Duplicate: Mute ‘Mic 2’' }).press('Enter');
    await until('two cues are there', 2_000, () => cues(host).length === 2);
    await page.getByRole('button', { name: 'Remove: Mute ‘Mic 2’' }).first().press('Enter');
    await until('one is left', 2_000, () => cues(host).length === 1);
    await page.locator('[id^="cue-"]:focus').waitFor();
    // Delete is for the segment in the list; here it would take the cues with it.
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await until('both are back', 2_000, () => cues(host).length === 2);
    expect(host.calls.some(({ input }) => JSON.stringify(input).includes('removeSegment'))).toBe(false);
  });

  it('a name that OBS lacks can be typed, and is marked', async () => {
    const host = onPanel();
    const page = await edit(host);
    await page.getByLabel('Cues', { exact: true }).selectOption('Show or hide a source');
    await page.getByLabel('In scene').selectOption('Panel');
    await page.getByLabel('Source').selectOption('Another name …');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Banner');
    await page.keyboard.press('Enter');
    await page.getByText('OBS has nothing called ‘Banner’ here.').waitFor();
    expect(cues(host)[0]?.effect).toMatchObject({
      kind: 'visibility',
      scene: 'Panel',
      source: 'Banner',
      on: true,
    });
    await page.getByRole('button', { name: 'Choose from OBS’s own list' }).click();
    await page.getByLabel('Source').selectOption('Logo');
    await page
      .getByRole('button', { name: /Show ‘Logo’ in ‘Panel’$/ })
      .first()
      .waitFor();
  });

  it.each([
    ['a volume that OBS has not', 'Volume', 'Volume, dB', '40', 'Type a number from −100 to 26.'],
    [
      'a fade of minutes',
      'Volume',
      'Over',
      '90',
      'A volume lies between −100 and 26 dB, and a fade lasts up to 60 s.',
    ],
    ['an empty note', 'Note to the host', 'Note', ' ', 'Write what the host is to read.'],
    [
      'no time at all',
      'Note to the host',
      'Time',
      '0',
      'A cue runs up to 24 hours after the start or before the end.',
    ],
  ])('%s is refused at its field, and nothing is lost', async (_what, kind, label, typed, sentence) => {
    const host = onPanel();
    const page = await edit(host);
    await page.getByLabel('Cues', { exact: true }).selectOption(kind);
    await until('a cue is there', 2_000, () => cues(host).length === 1);
    const before = cues(host);
    await page.getByLabel(label, { exact: true }).fill(typed);
    await page.keyboard.press('Enter');
    await page.getByText(sentence).waitFor();
    expect(cues(host)).toEqual(before);
  });

  it('every kind of cue can be planned, and says what it does', async () => {
    const host = onPanel();
    const page = await edit(host);
    const select = page.getByLabel('Cues', { exact: true });
    const kinds = (await select.locator('option').allInnerTexts()).slice(1);
    expect(kinds.length).toBe(13);
    for (const [index, kind] of kinds.entries()) {
      await select.selectOption(kind);
      await until(`'${kind}' is there`, 2_000, () => cues(host).length === index + 1);
      await page.locator(`#cue-${cues(host).at(-1)?.id}[aria-expanded=true]`).waitFor();
      expect(await page.getByLabel('What', { exact: true }).count()).toBe(1);
    }
    expect(new Set(cues(host).map(({ effect }) => effect.kind)).size).toBe(13);
    expect(await axe(page)).toEqual([]);
  });
});

describe('to everybody', () => {
  it.each([
    ['dark', 1600, 900],
    ['light', 1280, 800],
  ] as const)('axe objects to nothing, %s at %i × %i', async (theme, width, height) => {
    const host = onPanel();
    host.update({ settings: { ...host.published.settings, theme } });
    host.stage.report({
      type: 'cueFailed',
      fireId: fireIdOf(host.stage, 'mute'),
      problem: { why: 'silent' },
    });
    host.stage.report({ type: 'cueDone', fireId: fireIdOf(host.stage, 'fade'), after: 9 });
    host.stage.wait(61_000);
    host.update({});
    const page = await console.show(host, { width, height });
    await page.locator('#segment-welcome').click();
    await page.getByRole('button', { name: 'Take ‘welcome’', exact: true }).click();
    await strip(page, 'Take ‘welcome’?').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('#edit-panel').click();
    await page.getByRole('button', { name: /^With GO Fade/ }).click();
    await page.getByLabel('Volume, dB').waitFor();
    expect(await axe(page)).toEqual([]);
  });
});
