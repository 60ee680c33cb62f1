import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { webinar } from '../support/shows';
import { until } from '../support/until';

/** The deck and its keys on a real page, against a host whose clock stands where a test puts it. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

/** The talk, 20 minutes from 16:05:00, is on air; the panel is next. */
function inTalk(time: string): FakeHost {
  const host = new FakeHost(webinar(), '15:50');
  for (const at of ['15:50', '16:00', '16:05']) {
    host.stage.clock(at);
    host.stage.go({ early: true });
  }
  host.stage.clock(time);
  host.observe({ program: host.stage.obs.program });
  return host;
}

function go(page: Page) {
  return page.getByTestId('go');
}

async function state(page: Page): Promise<string | null> {
  return go(page).getAttribute('data-state');
}

async function seeState(page: Page, wanted: string): Promise<void> {
  await page.locator(`[data-testid=go][data-state=${wanted}]`).waitFor();
}

function names(host: FakeHost): readonly string[] {
  return host.calls.map(({ name }) => name).filter((name) => name !== 'watchPictures');
}

describe('Space', () => {
  it('is GO, once, however long it is held', async () => {
    const host = inTalk('16:24:50');
    const page = await console.show(host);
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    await seeState(page, 'sent');
    expect(names(host)).toEqual(['takeNext']);
  });

  it('is GO while a button has the focus, and does not press that button; Enter does', async () => {
    const host = inTalk('16:24:50');
    const page = await console.show(host);
    await page.getByTestId('hold').focus();
    await page.keyboard.press('Space');
    await seeState(page, 'sent');
    await page.keyboard.press('Enter');
    await until('Hold', 5_000, () => names(host).length === 2);
    expect(names(host)).toEqual(['takeNext', 'setHold']);
  });

  it('types in a field, where GO says how to get out; Escape leaves it', async () => {
    const host = inTalk('16:24:50');
    const page = await console.show(host);
    const field = page.getByRole('textbox').first();
    await field.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('b');
    expect(await field.inputValue()).toBe(' b');
    await go(page).getByText('Esc, then Space').waitFor();
    await page.keyboard.press('Escape');
    await go(page).getByText('Space', { exact: true }).waitFor();
    await page.keyboard.press('Space');
    await seeState(page, 'sent');
    expect(names(host)).toEqual(['takeNext']);
  });

  it('is no GO in the edit mode; Ctrl+Enter is, from its fields too', async () => {
    const host = inTalk('16:24:50');
    const page = await console.show(host);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await go(page).getByText('Ctrl Enter').waitFor();
    await page.keyboard.press('Space');
    const field = page.getByRole('textbox').first();
    await field.focus();
    expect(names(host)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await seeState(page, 'sent');
    expect(names(host)).toEqual(['takeNext']);
  });
});

it('what is typed for the command list before it is there is no command', async () => {
  const host = inTalk('16:24:50');
  const page = await console.show(host);
  // The part of the page that has the list comes late.
  await page.route('**/assets/Palette-*.js', async (route) => {
    await page.keyboard.type('back hold');
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.locator('input:focus').waitFor();
  expect(names(host)).toEqual([]);
});

describe('Slate', () => {
  it('works from a field, from the command list and from the edit mode', async () => {
    const host = inTalk('16:10');
    const page = await console.show(host);
    const on = { name: 'setSlate', input: { on: true } };
    const pressed = async (times: number): Promise<void> => {
      await page.keyboard.press('Shift+Escape');
      await until(
        'Slate',
        5_000,
        () => host.calls.filter(({ name }) => name === 'setSlate').length === times,
      );
    };
    await page.getByRole('textbox').first().focus();
    await pressed(1);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await pressed(2);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox').first().focus();
    await pressed(3);
    expect(host.calls.filter(({ name }) => name === 'setSlate')).toEqual([on, on, on]);
  });
});

describe('GO', () => {
  it('keeps its place and size through all its states', async () => {
    const boxes: Record<string, unknown> = {};
    const measure = async (page: Page, wanted: string): Promise<void> => {
      await seeState(page, wanted);
      boxes[wanted] = await go(page).boundingBox();
    };
    const early = await console.show(inTalk('16:10'));
    await measure(early, 'rest');
    await early.keyboard.press('Space');
    await measure(early, 'armed');

    const host = inTalk('16:24:50');
    const due = await console.show(host);
    await measure(due, 'due');
    await due.keyboard.press('Space');
    await measure(due, 'sent');
    const [take] = host.stage.state.run.pending;
    host.stage.report({
      type: 'takeFailed',
      takeId: take?.takeId ?? '',
      failure: { why: 'silent' },
      still: 'Speaker + slides',
    });
    host.update({});
    await measure(due, 'failed');
    await due.getByText('‘Speaker + slides’ is still on air').first().waitFor();

    const { rest, ...others } = boxes;
    for (const box of Object.values(others)) expect(box).toEqual(rest);
    expect(Object.keys(others)).toHaveLength(4);
  });

  it('armed, is taken by the second press, and by Escape laid down again', async () => {
    const host = inTalk('16:10');
    host.run();
    const page = await console.show(host);
    await page.keyboard.press('Space');
    await seeState(page, 'armed');
    await page.keyboard.press('Escape');
    await seeState(page, 'rest');
    expect(names(host)).toEqual([]);
    await page.keyboard.press('Space');
    await seeState(page, 'armed');
    await go(page)
      .getByText(/clears in [12] s/)
      .waitFor();
    await page.keyboard.press('Space');
    await seeState(page, 'sent');
    expect(host.calls.filter(({ name }) => name === 'takeNext')).toMatchObject([{ input: { early: true } }]);
  });

  it('is not taken by the click that brings the window to the front, but by the next', async () => {
    const host = inTalk('16:24:50');
    const page = await console.show(host);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await go(page).click();
    expect(await state(page)).toBe('due');
    await page.waitForFunction(
      (since) => performance.now() - since > 250,
      await page.evaluate(() => performance.now()),
    );
    await go(page).click();
    await seeState(page, 'sent');
    expect(names(host)).toEqual(['takeNext']);
  });

  it('says what the click is for while the window is not in front', async () => {
    const page = await console.show(inTalk('16:10'));
    await page.evaluate(() => {
      document.hasFocus = () => false;
      window.dispatchEvent(new Event('blur'));
    });
    await go(page).getByText('Click here, then Space').waitFor();
    expect(await go(page).textContent()).not.toContain('Esc');
  });
});

describe('Back', () => {
  it('long after its GO arms, names what goes on air, and covers its neighbours but not Slate', async () => {
    const host = inTalk('16:10');
    host.run();
    const page = await console.show(host);
    const [slate, key] = [page.getByTestId('slate'), page.getByTestId('back')];
    const before = await slate.boundingBox();
    const rest = await key.boundingBox();
    await key.click();
    await key.getByText('Again: BACK → welcome').waitFor();
    const armed = await key.boundingBox();
    expect(await slate.boundingBox()).toEqual(before);
    // Where it was pressed first it is pressed again.
    expect((armed?.x ?? 0) + (armed?.width ?? 0)).toBe((rest?.x ?? 0) + (rest?.width ?? 0));
    expect(armed?.width).toBeGreaterThan((rest?.width ?? 0) * 2);
    expect(names(host)).toEqual([]);
  });
});

it('armed at 1280 × 800 tells all of it: scene, what is not undone, the way out', async () => {
  const host = inTalk('16:20');
  for (const speakerId of ['amal', 'paul']) {
    host.stage.shows(speakerId);
    host.stage.showsName();
  }
  host.stage.send({ type: 'sendMessage', text: 'Two more questions', urgent: false });
  host.update({});
  const page = await console.show(host);
  const key = page.getByTestId('back');
  const before = await go(page).boundingBox();
  await page.keyboard.press('b');
  const detail = key.getByText('not undone: 2 names shown, 1 message · Esc cancels');
  await detail.waitFor();
  const fits = await detail.evaluate((shown) => {
    const [text, box] = [shown.getBoundingClientRect(), shown.closest('button')?.getBoundingClientRect()];
    return shown.scrollWidth <= shown.clientWidth && box !== undefined && text.bottom <= box.bottom;
  });
  expect(fits).toBe(true);
  expect(await go(page).boundingBox()).toEqual(before);
});

it('messages ready to send are seen whole before they go', async () => {
  const host = inTalk('16:10');
  const title = 'Questions and answers with the whole panel';
  host.stage.send({ type: 'edit', edit: { kind: 'setSegment', id: 'panel', patch: { title } } });
  host.update({});
  const page = await console.show(host);
  const ready = page.getByRole('group', { name: 'Messages ready to send' }).getByRole('button');
  await ready.filter({ hasText: title }).waitFor();
  const cut = await ready.evaluateAll((buttons) =>
    buttons
      .filter(
        (button) => button.scrollWidth > button.clientWidth || button.scrollHeight > button.clientHeight,
      )
      .map(({ textContent }) => textContent),
  );
  expect(cut).toEqual([]);
});

describe('what is on air', () => {
  it('counts down by itself, with no message from the host', async () => {
    const host = inTalk('16:10');
    host.run();
    const page = await console.show(host);
    const timer = page.getByRole('timer');
    const first = await timer.textContent();
    await page.waitForFunction((was) => document.querySelector('[role=timer]')?.textContent !== was, first);
    expect(first).toMatch(/^1[45]:\d\d$/);
  });

  it('is moved to a time that is typed, and back again', async () => {
    const host = inTalk('16:10');
    const page = await console.show(host);
    await page.getByRole('button', { name: 'ends 16:25:00' }).click();
    await page.getByLabel('End at').fill('16:30');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'ends 16:30:00' }).waitFor();
    await page.getByRole('button', { name: 'Undo the change of the end' }).click();
    await page.getByRole('button', { name: 'ends 16:25:00' }).waitFor();
    await page.getByRole('button', { name: 'a minute more for talk' }).click();
    await page.getByRole('button', { name: 'ends 16:26:00' }).waitFor();
    expect(names(host)).toEqual(['setEnd', 'undoEnd', 'adjustEnd']);
  });

  it('says so when OBS shows something else, and offers to take it again', async () => {
    const host = inTalk('16:10');
    const page = await console.show(host);
    host.observe({ program: 'Host' });
    await page.getByText('OBS shows ‘Host’').first().waitFor();
    await page.getByRole('button', { name: 'Take ‘Speaker + slides’ again' }).click();
    await until('take again', 5_000, () => names(host).length > 0);
    expect(names(host)).toEqual(['takeAgain']);
  });
});

describe('pictures', () => {
  const picture = { data: `data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=`, at: 0 } as const;
  const program = (page: Page) => page.getByRole('region', { name: 'On air' }).locator('figure');

  it('of the program stays during a transition and says so; in studio mode it is as edited', async () => {
    const host = inTalk('16:10');
    const page = await console.show(host);
    host.picture({ of: 'program', scene: 'Speaker + slides', ...picture });
    await program(page).getByRole('img').waitFor();
    expect(await program(page).textContent()).toBe('PROGRAM');
    host.observe({ transitioning: { name: 'Fade', startedAt: host.now, duration: 300 } });
    await program(page).getByText('in transition').waitFor();
    await program(page).getByRole('img').waitFor();
    host.observe({ transitioning: null, studioMode: true });
    await program(page).getByText('as edited').waitFor();
    host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 1_000 });
    await program(page).getByText('last seen').waitFor();
  });

  it('of Next shows the name that is up now: it says that GO takes it out', async () => {
    const host = inTalk('16:10');
    const page = await console.show(host);
    host.picture({ of: 'next', scene: 'Panel', ...picture });
    const next = page.getByRole('region', { name: 'Next', exact: true }).locator('figure');
    await next.getByRole('img').waitFor();
    expect(await next.textContent()).toBe('PREVIEW');
    host.stage.shows('amal', true);
    host.stage.showsName();
    host.update({});
    await next.getByText('GO takes the name out').waitFor();
  });
});

describe('under the slate', () => {
  it('no segment is red: neither its row nor its part of the timeline', async () => {
    const host = inTalk('16:10');
    const page = await console.show(host);
    const current = page.locator('[aria-current=step]');
    const looks = () =>
      current.evaluateAll((found) => found.map((element) => element.getAttribute('data-air')));
    // What is below the deck comes a frame after GO.
    await current.nth(1).waitFor();
    expect(await looks()).toEqual(['program', 'program']);
    host.stage.send({ type: 'setSlate', on: true });
    host.stage.obsDoesIt();
    host.observe({ program: host.stage.obs.program });
    await page.getByText('Slate is on').waitFor();
    expect(await looks()).toEqual(['current', 'current']);
    await page.getByTestId('back').and(page.getByTitle('slate stays up')).waitFor();
  });

  it('in practice no word says that it is on', async () => {
    const host = inTalk('16:10');
    host.stage.send({ type: 'setSlate', on: true });
    host.stage.obsDoesIt();
    const observed = host.published.obs.observed && {
      ...host.published.obs.observed,
      program: 'Holding slide',
    };
    host.update({ obs: { ...host.published.obs, practice: true, observed } });
    const page = await console.show(host);
    await page.getByText('Slate (practice)').waitFor();
    expect(await page.getByText('Slate is on').count()).toBe(0);
    expect(await page.getByText('ON AIR', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.locator('li[id^="edit-"]').getByText('Slate (practice)').waitFor();
    expect(await page.getByText('On air now').count()).toBe(0);
  });
});

describe('before the show', () => {
  it('on an earlier day a rehearsal can start now; on the day itself the plan holds', async () => {
    const host = new FakeHost(webinar(), '15:40');
    const page = await console.show(host);
    await page.getByText('starts 15:50').waitFor();
    expect(await page.getByRole('button', { name: 'Start now' }).count()).toBe(0);
    const earlier = new FakeHost(webinar(), '15:40');
    earlier.stage.now -= 24 * 3_600_000;
    const dayBefore = await console.show(earlier);
    await dayBefore.getByText('starts 23 November 2026, 15:50').waitFor();
    await dayBefore.getByText('Not started').waitFor();
    const start = dayBefore.getByRole('button', { name: 'Start now' });
    const panel = dayBefore.getByRole('region', { name: 'On air' });
    const right = async (of: typeof start): Promise<number> => {
      const box = await of.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    expect(await right(start)).toBeLessThan(await right(panel));
    await start.click();
    await until('Start now', 5_000, () => names(earlier).length > 0);
    expect(names(earlier)).toEqual(['startNow']);
  });

  it('all that is to be looked at is told, not only the first of it', async () => {
    const host = new FakeHost(webinar(), '15:40');
    host.observe({ scenes: ['Host'] });
    const page = await console.show(host);
    await page.getByText('4 problems before the show.').waitFor();
    await page.getByRole('button', { name: 'Look at them' }).click();
    const then = page.getByRole('complementary').getByRole('listitem');
    await then.getByText('‘Panel’').waitFor();
    expect(await then.count()).toBe(3);
  });
});

describe('an OBS that was given up', () => {
  it('is tried again at the same address: from the strip and from its dialog', async () => {
    const host = inTalk('16:10');
    host.link({ status: 'stopped', problem: 'notObs' });
    const page = await console.show(host);
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('button', { name: 'Change address' }).click();
    const dialog = page.getByRole('region', { name: 'OBS connection' });
    await dialog.getByRole('button', { name: 'Try now' }).click();
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await until('three tries', 5_000, () => names(host).length === 3);
    expect(names(host)).toEqual(['retryObs', 'retryObs', 'connectObs']);
  });
});

it('while OBS is away nothing is said to be on air, neither segment nor name', async () => {
  const host = inTalk('16:10');
  host.stage.shows('amal', true);
  host.stage.showsName();
  host.update({});
  const page = await console.show(host);
  const said = page.getByText(/^(ON AIR|PINNED)/);
  // The deck's tag, the row's, and the name's two.
  await said.nth(3).waitFor();
  host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 60_000 });
  await page.getByText('not confirmed by OBS').waitFor();
  await go(page).getByText('goes on without OBS').waitFor();
  expect(await said.count()).toBe(0);
  expect(await page.locator('[data-air=program]').count()).toBe(0);
});

it('nothing that is read aloud counts, also while OBS is lost', async () => {
  const host = inTalk('16:10');
  host.run();
  const page = await console.show(host);
  host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 60_000 });
  await page.getByRole('status').getByText('OBS closed the connection').waitFor();
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[aria-live], [role=status], [role=alert], [role=timer]');
        const live = region?.getAttribute('aria-live') ?? region?.getAttribute('role') ?? 'off';
        if (live !== 'off' && live !== 'timer') told.push(target.textContent ?? '');
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const timer = page.getByRole('timer');
  const first = await timer.textContent();
  await page.waitForFunction((was) => {
    const seen = new Set([was, ...((window as { seen?: string[] }).seen ?? [])]);
    seen.add(document.querySelector('[role=timer]')?.textContent ?? '');
    Object.assign(window, { seen: [...seen] });
    return seen.size > 2;
  }, first);
  expect(await page.evaluate(() => (window as { told?: string[] }).told)).toEqual([]);
});

it('a lost connection is said, and what is shown comes right when it is back', async () => {
  const host = inTalk('16:10');
  const page = await console.show(host);
  host.hangUp();
  await page.getByText('The connection to Lectern broke').waitFor();
  host.stage.send({ type: 'setHold', on: true });
  host.update({});
  await page.getByText('The connection to Lectern broke').waitFor({ state: 'detached' });
  await page.getByTestId('hold').getByText('Held').waitFor();
  expect(await page.getByTestId('hold').getAttribute('aria-pressed')).toBe('true');
});

it.each([
  ['dark', 1600, 900],
  ['light', 1280, 800],
] as const)('has no fault that axe can find (%s, %d × %d)', async (theme, width, height) => {
  const host = inTalk('16:10');
  host.update({ settings: { ...host.published.settings, theme } });
  const page = await console.show(host, { width, height });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

it.each([
  [1600, 900],
  [1280, 800],
  [1920, 1080],
] as const)('fits its window at %d × %d: nothing is cut off in the deck', async (width, height) => {
  const page = await console.show(inTalk('16:24:50'), { width, height });
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('header, section[aria-label] *')]
      .filter((element) => {
        const parent = element.parentElement?.getBoundingClientRect();
        const own = element.getBoundingClientRect();
        const section = element.closest('section, header')?.getBoundingClientRect();
        return parent && section && own.width > 0 && own.right > section.right + 0.5;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(cut).toEqual([]);
  const scrolls = await page.evaluate(
    () =>
      document.documentElement.scrollHeight > innerHeight ||
      document.documentElement.scrollWidth > innerWidth,
  );
  expect(scrolls).toBe(false);
});

describe('a scene that somebody changed in OBS', () => {
  const changedTo = (host: FakeHost, scene: string): void => {
    host.stage.obs = { ...host.stage.obs, program: scene };
    host.stage.report({ type: 'sceneChangedInObs', scene, since: host.stage.now });
    host.observe({ program: scene });
  };

  it('is said with three ways out; Follow moves cursor and clock', async () => {
    const host = inTalk('16:20:10');
    const page = await console.show(host);
    changedTo(host, 'Panel');
    await page.getByText('Somebody put ‘Panel’ on air in OBS').waitFor();
    await page.getByText('changed in OBS: ‘Panel’').waitFor();
    await page.getByRole('button', { name: 'Take ‘Speaker + slides’ again' }).waitFor();
    await page.getByRole('button', { name: 'Accept what OBS shows' }).waitFor();
    expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Follow: panel since 16:20:10' }).press('Enter');
    await page.getByRole('heading', { name: 'panel', exact: true }).waitFor();
    await page.getByText('Somebody put ‘Panel’ on air in OBS').waitFor({ state: 'detached' });
    await page
      .getByRole('contentinfo')
      .getByText('Followed OBS → panel since 16:20:10 · nothing was sent')
      .waitFor();
    expect(names(host)).toEqual(['follow']);
  });

  it('is accepted from the command list: no alarm, and the tag says whose it is', async () => {
    const host = inTalk('16:20:10');
    const page = await console.show(host);
    changedTo(host, 'Host');
    await page.getByText('Somebody put ‘Host’ on air in OBS').waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('accept what');
    await page.keyboard.press('Enter');
    await page.getByText('Somebody put ‘Host’ on air in OBS').waitFor({ state: 'detached' });
    await page.getByText('changed in OBS: ‘Host’').waitFor();
    expect(names(host)).toEqual(['acceptObs']);
  });

  it('that a silent take had asked for is said to be there after all', async () => {
    const host = inTalk('16:24:50');
    const page = await console.show(host);
    await page.keyboard.press('Space');
    await seeState(page, 'sent');
    const [take] = host.stage.state.run.pending;
    host.stage.report({
      type: 'takeFailed',
      takeId: take?.takeId ?? '',
      failure: { why: 'silent' },
      still: 'Speaker + slides',
    });
    host.update({});
    await page.getByText('‘Speaker + slides’ is still on air.').waitFor();
    await page.getByRole('button', { name: 'Try again', exact: true }).waitFor();
    host.stage.obs = { ...host.stage.obs, program: 'Panel' };
    host.observe({ program: 'Panel' });
    await page.getByText('‘panel’ is on air after all:').waitFor();
    await page.getByRole('button', { name: 'Accept what OBS shows' }).first().press('Enter');
    await page.getByRole('heading', { name: 'panel', exact: true }).waitFor();
    expect(names(host)).toEqual(['takeNext', 'acceptObs']);
  });
});
