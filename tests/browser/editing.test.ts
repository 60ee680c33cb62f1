import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minute, second } from '../../src/core/time/units';
import type { ConsoleInBrowser } from '../support/console';
import { editRow, openConsole } from '../support/console';

let lectern: ConsoleInBrowser;

beforeAll(async () => {
  lectern = await openConsole();
});
afterAll(() => lectern.close());

/** Every test begins in the edit mode with Q&A picked, and leaves the plan as it found it. */
let before: string;
beforeEach(async () => {
  const { page } = lectern;
  before = JSON.stringify(lectern.session().show);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await editRow(page, 'Q&A').click();
});
afterEach(async () => {
  const { page } = lectern;
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  while (lectern.session().canUndo) {
    const { show } = lectern.session();
    await lectern.screen.call('undoEdit', {});
    await lectern.until('an edit is undone', ({ session }) => session?.show !== show);
  }
  if (JSON.stringify(lectern.session().show) !== before) throw new Error('undo did not bring the plan back');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
});

function field(label: string) {
  return lectern.page.getByLabel(label, { exact: true });
}

function order(): readonly string[] {
  return lectern.session().show.segments.map(({ title }) => title);
}

/** Waits for words on screen. */
function seen(words: string): Promise<void> {
  return lectern.page.getByText(words).waitFor();
}

describe('a length', () => {
  it('applies when it is committed, never per key, and shows how it is read', async () => {
    const length = field('Length');
    await length.fill('1:30');
    await seen('= 1 min 30 s');
    expect(lectern.segment('Q&A').duration).toBe(10 * minute);
    await length.press('Enter');
    await lectern.until('1:30', () => lectern.segment('Q&A').duration === 90 * second);
    await editRow(lectern.page, 'Q&A').getByText('1:30', { exact: true }).waitFor();
    // What follows moves along.
    await editRow(lectern.page, 'Closing').getByText('17:01:30').waitFor();
  });

  it('goes back to what the show has on Esc', async () => {
    const length = field('Length');
    await length.fill('7');
    await length.press('Escape');
    expect(await length.inputValue()).toBe('10:00');
    await length.press('Escape');
    expect(lectern.segment('Q&A').duration).toBe(10 * minute);
  });

  it.each([
    ['-5', 'A length cannot be negative.'],
    ['0', 'A segment needs a length of at least one second.'],
    ['99h', 'A segment can be 24 hours long at most.'],
    ['soon', 'Not understood. For example 10, 1:30, 1h5m or 90s.'],
  ])('of %s is refused at the field, and nothing is lost', async (typed, sentence) => {
    const length = field('Length');
    await length.fill(typed);
    await length.press('Enter');
    await seen(sentence);
    expect(await length.inputValue()).toBe(typed);
    expect(await length.getAttribute('aria-invalid')).toBe('true');
    expect(lectern.segment('Q&A').duration).toBe(10 * minute);
    await length.fill('12');
    await length.press('Enter');
    await lectern.until('12:00', () => lectern.segment('Q&A').duration === 12 * minute);
  });
});

describe('a start', () => {
  it('typed as a time stays there; typed as +5 moves by five minutes; released it follows again', async () => {
    const start = field('Start');
    expect(await start.inputValue()).toBe('17:00');
    await start.fill('5:02 pm');
    await start.press('Enter');
    await lectern.until('a fixed start', () => lectern.segment('Q&A').start.kind === 'fixed');
    expect(lectern.segment('Q&A').start).toEqual({ kind: 'fixed', at: (17 * 60 + 2) * minute });
    // Five minutes later than what is seen: the page may hear of it a moment after the host.
    await lectern.page.locator('input[value="17:02"]').waitFor();
    await start.fill('+5');
    await start.press('Enter');
    await lectern.page.locator('input[value="17:07"]').waitFor();
    await lectern.page.getByLabel('Start rule').selectOption('follows');
    await lectern.until('it follows', () => lectern.segment('Q&A').start.kind === 'follows');
  });

  it('in the hour that the clocks skip is said where it is typed', async () => {
    const { page } = lectern;
    await page.getByRole('tab', { name: 'Show' }).click();
    await field('Date').fill('2026-03-29');
    await field('Date').press('Enter');
    await lectern.until('the date', ({ session }) => session?.show.date === '2026-03-29');
    await editRow(page, 'Pre-show slate').click();
    await page.getByRole('tab', { name: 'Segment' }).click();
    await field('Start').fill('2:30');
    await field('Start').press('Enter');
    await seen('On that day the clocks skip 02:30. It will start at 03:30.');
    expect(lectern.segment('Pre-show slate').start).toEqual({ kind: 'fixed', at: 150 * minute });
  });
});

describe('segments', () => {
  it('are renamed when the field is left for another row', async () => {
    await field('Title').fill('Questions');
    await editRow(lectern.page, 'Closing').click();
    await lectern.until('the new title', ({ session }) => session?.show.segments[4]?.title !== 'Q&A');
    expect(order()[4]).toBe('Questions');
  });

  it('move, double and go by keys, and undo brings everything back', async () => {
    const { page } = lectern;
    const atFirst = order();
    await page.keyboard.press('Control+Alt+ArrowUp');
    await lectern.until('one up', () => order()[3] === 'Q&A');
    // The copy is placed by what is seen: the page may hear of the move a moment after the host did it.
    await page.locator('li[id^="edit-"]').nth(3).filter({ hasText: 'Q&A' }).waitFor();
    await page.keyboard.press('Control+d');
    await lectern.until('doubled', () => order()[4] === 'Q&A (copy)');
    // The copy's title is ready to be typed over.
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('More questions');
    await page.keyboard.press('Enter');
    await lectern.until('named', () => order()[4] === 'More questions');
    await editRow(page, 'More questions').click();
    await page.keyboard.press('Delete');
    await lectern.until('gone', () => order().length === atFirst.length);
    for (let presses = 0; presses < 4; presses += 1) {
      const { show } = lectern.session();
      await page.keyboard.press('Control+z');
      await lectern.until('undone', ({ session }) => session?.show !== show);
    }
    expect(order()).toEqual(atFirst);
    // Redo is there once the page has heard of the undo.
    await page.locator('li[id^="edit-"]').nth(4).filter({ hasText: 'Q&A' }).waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await lectern.until('done again', () => order()[3] === 'Q&A');
  });

  it('are dragged to their place by the handle', async () => {
    const { page } = lectern;
    const handle = await editRow(page, 'Closing').getByTitle('Drag Closing to another place').boundingBox();
    const target = await editRow(page, 'Welcome').boundingBox();
    if (!handle || !target) throw new Error('rows are not to be seen');
    await page.mouse.move(handle.x + 8, handle.y + 12);
    await page.mouse.down();
    await page.mouse.move(handle.x + 8, handle.y - 30, { steps: 5 });
    await page.mouse.move(target.x + 40, target.y + 6, { steps: 10 });
    await page.mouse.up();
    await lectern.until('dropped', () => order()[5] !== 'Closing');
    expect(order().slice(0, 3)).toEqual(['Pre-show slate', 'Closing', 'Welcome']);
  });

  it('take their scene from OBS’s own list; one that OBS lacks stays, marked', async () => {
    const { page, screen } = lectern;
    const scene = field('Scene in OBS');
    const scenes = await scene.locator('option').allTextContents();
    expect(scenes).toEqual(['Leave the scene as it is', ...(screen.published.obs.observed?.scenes ?? [])]);
    await scene.selectOption({ label: 'Host' });
    await lectern.until('picked', () => lectern.segment('Q&A').scene === 'Host');
    const { id } = lectern.segment('Q&A');
    await screen.call('edit', { edit: { kind: 'setSegment', id, patch: { scene: 'Elsewhere' } } });
    await page.getByText('OBS has no scene ‘Elsewhere’. GO would fail').waitFor();
    await editRow(page, 'Q&A').getByText('‘Elsewhere’ (not in OBS)').waitFor();
    expect(await scene.locator('option:checked').textContent()).toBe('‘Elsewhere’ (not in OBS)');
  });
});

describe('people', () => {
  it('join a segment as new ones, and get their name where they are edited', async () => {
    const { page } = lectern;
    await field('Speakers, in the order they speak').selectOption({ label: 'New person …' });
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Ada 🚀 لاولیس');
    await page.keyboard.press('Enter');
    await lectern.until('the name', ({ session }) =>
      session?.show.speakers.some(({ name }) => name === 'Ada 🚀 لاولیس'),
    );
    const { speakerIds } = lectern.segment('Q&A');
    expect(speakerIds).toHaveLength(5);
  });

  it('without a name are found before the show', async () => {
    const { page } = lectern;
    await page.getByRole('tab', { name: 'People' }).click();
    await field('Name').fill('');
    await field('Name').press('Enter');
    await seen('Without a name no caption can be shown.');
    expect(lectern.session().show.speakers[0]?.name).toBe('');
  });

  it('change their order in a segment', async () => {
    const before = lectern.segment('Q&A').speakerIds;
    await lectern.page.getByRole('button', { name: 'Move Paul Leinster down' }).click();
    await lectern.until('moved', () => lectern.segment('Q&A').speakerIds[1] === before[0]);
    expect(lectern.segment('Q&A').speakerIds).toEqual([before[1], before[0], ...before.slice(2)]);
  });
});

describe('the air, from the edit mode', () => {
  it('takes by Ctrl+Enter from a field, slates from a field, and Space is no GO', async () => {
    const { page } = lectern;
    const onAir = (): string | undefined => lectern.session().run.onAir?.segment.title;
    await page.getByRole('tab', { name: 'Segment' }).focus();
    await page.keyboard.press('Space');
    await field('Title').focus();
    await page.keyboard.press('Control+Enter');
    // Had Space been GO, this would have been refused as too soon, or be the second segment.
    await lectern.until('on air', () => onAir() === 'Pre-show slate');
    await page.keyboard.press('Shift+Escape');
    await page.getByRole('button', { name: /^Leave/ }).waitFor();
    expect(await page.locator('input:focus').count()).toBe(1);
    await page.keyboard.press('Shift+Escape');
    await lectern.until('no slate', ({ session }) => session?.run.slate === null);
  });

  it('keeps what is on air when it is deleted: it runs on from its copy', async () => {
    const { page } = lectern;
    expect(lectern.session().run.onAir?.segment.title).toBe('Pre-show slate');
    await editRow(page, 'Pre-show slate').click();
    await page.keyboard.press('Delete');
    await lectern.until('deleted', () => order()[0] === 'Welcome');
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    const row = page.locator('li[aria-current="step"]').filter({ hasText: 'Pre-show slate' });
    await row.getByText('removed from the plan').waitFor();
    // Leaving the slate takes OBS a moment.
    await row.getByText('PRACTICE').waitFor();
    expect(lectern.session().run.onAir?.segment.title).toBe('Pre-show slate');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
  });
});
