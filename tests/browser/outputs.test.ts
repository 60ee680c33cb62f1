import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '../../src/core/obs/health';
import { noOutputs, type Outputs } from '../../src/core/obs/outputs';
import type { Show } from '../../src/core/show/model';
import { secondPressAfter } from '../../src/core/run/outputs';
import { airPanel } from '../support/consolePage';
import type { FakeConsole } from '../support/fakeConsole';
import { openFakeConsole } from '../support/fakeConsole';
import { FakeHost } from '../support/fakeHost';
import { webinar } from '../support/shows';
import { until } from '../support/until';

/** What the console says of stream, recording and virtual camera, and what can be done about them. */

let console: FakeConsole;

beforeAll(async () => {
  console = await openFakeConsole();
});
afterAll(() => console.close());

/** The talk is on air in a show that needs these. */
function inTalk(outputs: Show['outputs']): FakeHost {
  const host = new FakeHost(webinar({ outputs }), '15:50');
  for (const at of ['15:50', '16:00', '16:05']) {
    host.stage.clock(at);
    host.stage.go({ early: true });
  }
  host.observe({ program: host.stage.obs.program });
  return host;
}

function outputs(host: FakeHost, are: Partial<Outputs>): void {
  const now = { ...(host.published.obs.observed?.outputs ?? noOutputs), ...are };
  host.stage.obs = { ...host.stage.obs, outputs: now };
  host.observe({ outputs: now });
}

function strip(page: Page) {
  return page.getByRole('status').filter({ hasText: /stream|record|camera/i });
}

function asked(host: FakeHost): readonly unknown[] {
  return host.calls.filter(({ name }) => name === 'setOutput').map(({ input }) => input);
}

describe('a show that needs a virtual camera and a recording', () => {
  it('says that nobody sees it, and the camera starts with one press', async () => {
    const host = inTalk(['record', 'virtualCam']);
    const page = await console.show(host);
    await airPanel(page).getByText('in program, no output').waitFor();
    expect(await page.getByText('ON AIR', { exact: true }).count()).toBe(0);
    await strip(page).getByText('The virtual camera is not running.').waitFor();
    await strip(page).getByText('Nothing is recorded.').waitFor();
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);

    await page.getByRole('button', { name: 'Start virtual camera' }).click();
    await until('it was asked', 2_000, () => asked(host).length === 1);
    expect(asked(host)).toEqual([{ output: 'virtualCam', on: true, armed: false }]);
    host.stage.report({ type: 'outputChanged', output: 'virtualCam', to: 'started' });
    outputs(host, { virtualCam: { status: 'on', since: host.now } });
    host.update({});
    await airPanel(page).getByText('in program, no recording').waitFor();
  });

  it('asks before the recording starts, by keyboard alone; then it is on air, with its time', async () => {
    const host = inTalk(['record']);
    const page = await console.show(host);
    host.run();
    await strip(page).getByText('Nothing is recorded.').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('start recording');
    await page.keyboard.press('Enter');
    await strip(page).getByText('Start the recording?').waitFor();
    const armedAt = host.now;
    await until('the second press counts', 2_000, () => host.now - armedAt > secondPressAfter);
    await strip(page).getByRole('button', { name: 'Start recording' }).first().focus();
    await page.keyboard.press('Enter');
    await until('it was asked', 2_000, () => asked(host).length === 1);
    expect(asked(host)).toEqual([{ output: 'record', on: true, armed: true }]);

    host.stage.report({ type: 'outputChanged', output: 'record', to: 'started' });
    outputs(host, { record: { status: 'on', since: host.now - 3_599_000 } });
    host.update({});
    await airPanel(page).getByText('ON AIR', { exact: true }).waitFor();
    const bar = page.getByRole('banner');
    await bar.getByText('REC', { exact: true }).waitFor();
    await bar.getByText(/^1:00:0\d$/).waitFor();
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
  });

  it('does not know whether it recorded: it says so and asks', async () => {
    const host = inTalk(['record']);
    const page = await console.show(host);
    host.stage.send({ type: 'setOutput', output: 'record', on: true, armed: true });
    const news = host.stage.state.run.outputs.record;
    const askId = news?.kind === 'asked' ? news.askId : '';
    host.stage.report({ type: 'outputUnknown', askId, output: 'record', why: 'closed' });
    host.update({});
    await strip(page).getByText('Recording: it does not run now, and may have.').waitFor();
    await page.getByRole('button', { name: 'Look again' }).click();
    await until('it looked', 2_000, () => host.calls.some(({ name }) => name === 'lookAtOutputs'));
    await page.getByRole('button', { name: 'Start recording' }).waitFor();
    host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 1_000 });
    await strip(page).getByText('Recording may have started: OBS was away.').waitFor();
    expect(await page.getByRole('button', { name: 'Start recording' }).count()).toBe(0);
    expect(asked(host)).toEqual([]);
  });

  it('offers after the end to stop what still goes out, and asks first; by keyboard alone', async () => {
    const host = inTalk(['stream', 'record']);
    const { stage } = host;
    for (const at of ['16:25', '17:00']) {
      stage.clock(at);
      stage.go({ early: true });
    }
    stage.wait(300_000);
    stage.send({ type: 'endShow', expectedOnAir: stage.onAir ?? '', armed: true });
    stage.obsDoesIt();
    host.update({});
    const since = host.now - 60_000;
    outputs(host, { stream: { status: 'on', since }, record: { status: 'on', since } });
    const page = await console.show(host);
    host.run();
    const air = airPanel(page);
    const stop = air.getByRole('button', { name: 'Stop stream' });
    await stop.waitFor();
    const reset = await air.getByRole('button', { name: 'Reset to before the show' }).boundingBox();
    const around = await air.boundingBox();
    if (!reset || !around) throw new Error('not on the screen');
    expect(reset.y + reset.height).toBeLessThanOrEqual(around.y + around.height);
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    await stop.focus();
    await page.keyboard.press('Enter');
    await strip(page).getByText('Stop the stream? Viewers see nothing more.').waitFor();
    expect(asked(host)).toEqual([]);
    const armedAt = host.now;
    await until('the second press counts', 2_000, () => host.now - armedAt > secondPressAfter);
    await page.keyboard.press('Enter');
    await until('it was asked', 2_000, () => asked(host).length === 1);
    expect(asked(host)).toEqual([{ output: 'stream', on: false, armed: true }]);
    outputs(host, { stream: { status: 'off', ended: null }, record: { status: 'off', ended: null } });
    await air.getByText('Neither stream nor recording runs.').waitFor();
    host.link({ status: 'retrying', problem: 'closed', since: host.now, retryAt: host.now + 1_000 });
    await air.getByText('OBS is away: stream and recording may go on.').waitFor();
  });

  it('says that OBS was silent where it was, and away where it was away', async () => {
    const host = inTalk(['record']);
    const page = await console.show(host);
    for (const [why, words] of [
      ['silent', 'OBS did not answer'],
      ['closed', 'OBS was away'],
    ] as const) {
      host.stage.send({ type: 'setOutput', output: 'record', on: true, armed: true });
      const news = host.stage.state.run.outputs.record;
      const askId = news?.kind === 'asked' ? news.askId : '';
      host.stage.report({ type: 'outputUnknown', askId, output: 'record', why });
      host.update({});
      await strip(page)
        .getByText(new RegExp(`It was asked to start once, at [0-9:]+; ${words}\\.$`))
        .waitFor();
    }
    expect(asked(host)).toEqual([]);
  });

  it('says a stream that could not start, dropped or reconnects as what it is', async () => {
    const host = inTalk(['stream']);
    const page = await console.show(host);
    host.stage.report({ type: 'outputChanged', output: 'stream', to: 'failed' });
    host.update({});
    await strip(page).getByText('The stream could not start.').waitFor();
    outputs(host, { stream: { status: 'reconnecting', since: host.now } });
    await strip(page).getByText('The stream lost its server.').waitFor();
    await page.getByRole('banner').getByText('Reconnecting').waitFor();
    host.stage.report({ type: 'outputChanged', output: 'stream', to: 'dropped' });
    outputs(host, { stream: { status: 'off', ended: 'dropped' } });
    host.update({});
    await strip(page).getByText('The stream stopped by itself').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await strip(page).getByText('The stream is not running.').waitFor();
    expect(asked(host)).toEqual([]);
  });

  it('names what it needs in its edit mode, and takes it back', async () => {
    const host = inTalk([]);
    const page = await console.show(host);
    await airPanel(page).getByText('ON AIR', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('tab', { name: 'Show' }).click();
    await page.getByRole('switch', { name: 'Recording' }).click();
    await until('it is needed', 2_000, () => host.stage.state.document.show.outputs.includes('record'));
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    await page.keyboard.press('Control+z');
    await until('it was taken back', 2_000, () => host.stage.state.document.show.outputs.length === 0);
  });
});

describe('how OBS is', () => {
  const well: Health = {
    cpu: 21,
    disk: 75_000,
    dropped: 12,
    droppedPercent: 0.1,
    losing: { render: 0, encoder: 0, network: 0 },
    ailments: [],
  };

  it('is shown quietly, and alarms in words while it lasts', async () => {
    const host = inTalk([]);
    const page = await console.show(host, { width: 1600, height: 900 });
    outputs(host, { stream: { status: 'on', since: host.now } });
    host.update({ obs: { ...host.published.obs, health: well } });
    await page.getByRole('banner').getByText('12 (0.1 %)').waitFor();
    await page.getByRole('button', { name: 'Connected' }).click();
    await page
      .getByText('OBS uses 21 % of its computer · 75 GB free to record · 12 frames dropped')
      .waitFor();
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');

    const losing = { ...well.losing, network: 4.4 };
    const ill: Health = { ...well, disk: 2_900, losing, ailments: ['disk', 'network'] };
    host.update({ obs: { ...host.published.obs, health: ill } });
    await page.getByText('The disk that OBS records on is nearly full: 2.9 GB left.').waitFor();
    await page.getByText('The stream’s connection is too slow: 4 % of its frames are dropped.').waitFor();
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    host.update({ obs: { ...host.published.obs, health: well } });
    await page.getByText('The disk that OBS records on').waitFor({ state: 'detached' });
  });
});
