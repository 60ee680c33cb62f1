import { expect, it, onTestFinished } from 'vitest';
import type { CardOnPage, NameOnPage } from '../../../src/contract/overlay';
import type { Graphics } from '../../../src/core/captions/graphics';
import type { Show } from '../../../src/core/show/model';
import type { OverlayPages, PageAnswer } from '../../../src/main/obs/ports';
import { startPracticeObs } from '../../../src/practice-obs/server';
import { segment, show, speaker } from '../../support/shows';
import { startRoom, type RoomStage } from './roomStage';

/** Names that come by a page in OBS's browser source. */

const plan = show(
  [
    segment('slate', { kind: 'slate', scene: 'Holding slide' }),
    segment('talk', { title: 'A talk', scene: 'Host', speakerIds: ['a', 'b'] }),
    segment('end', { scene: 'Holding slide' }),
  ],
  {
    title: 'A webinar',
    cards: { countdown: true, segment: true },
    speakers: [speaker('a', { name: 'Amal Chevreau' }), speaker('b', { name: 'Trebor Scholz' })],
  },
);

interface Pages extends OverlayPages {
  answer: PageAnswer;
  /** When the page has taken its name out. */
  gone: Promise<void>;
  port: number;
  readonly names: {
    readonly name: Omit<NameOnPage, 'graphic'> | null;
    readonly graphics: Graphics;
  }[];
  readonly cards: (CardOnPage | null)[];
}

function fakePages(): Pages {
  const pages: Pages = {
    answer: 'shown',
    gone: Promise.resolve(),
    port: 4_000,
    names: [],
    cards: [],
    wanted: true,
    address: (of) => `http://127.0.0.1:${pages.port}/token/onAir/?of=${of}`,
    name: async (name, graphics) => {
      pages.names.push({ name, graphics });
      if (name === null) await pages.gone;
      return name === null ? 'shown' : pages.answer;
    },
    card: (card) => pages.cards.push(card),
  };
  return pages;
}

async function begin(pages: Pages, of: Show = plan) {
  const practice = await startPracticeObs({ browsers: true, scenes: ['Holding slide', 'Host'] });
  onTestFinished(() => practice.close());
  const stage = startRoom({
    show: of,
    target: { address: practice.url, password: null, practice: true },
    pages,
  });
  onTestFinished(() => stage.dispose());
  await stage.connected();
  return { practice, stage };
}

async function onTalk(stage: RoomStage): Promise<void> {
  expect(await stage.room.setUpCaptions()).toMatchObject({ ok: true });
  await stage.until('set up', () => stage.view.observed?.captions.sceneReady === true);
  stage.go();
  await stage.heard('takeOnAir', 1);
  await stage.guardIsOver();
  stage.go();
  await stage.heard('takeOnAir', 2);
}

const pageOf = (source: string): 'names' | 'cards' => (source === 'Lectern cards page' ? 'cards' : 'names');

const isOn = (practice: Awaited<ReturnType<typeof begin>>['practice'], source: string): boolean =>
  practice
    .snapshot()
    .scenes.some(({ items }) => items.some((item) => item.source === source && item.enabled));

it('the set-up makes the two pages, with their addresses and as large as the canvas', async () => {
  const pages = fakePages();
  const { practice, stage } = await begin(pages);
  const planned = stage.room.planCaptionSetup();
  expect(planned).toMatchObject({ ok: true, value: { way: 'page' } });
  await onTalk(stage);
  const made = practice.snapshot().inputs.filter(({ kind }) => kind === 'browser_source');
  expect(made.map(({ name, settings }) => [name, settings['url'], settings['width']])).toEqual([
    ['Lectern cards page', pages.address('cards'), 1_280],
    ['Lectern names page', pages.address('names'), 1_280],
  ]);
  // Nothing is loaded anew for a name.
  expect(made.every(({ settings }) => settings['shutdown'] === false)).toBe(true);
  expect([isOn(practice, 'Lectern cards page'), isOn(practice, 'Lectern names page')]).toEqual([true, false]);
  expect(stage.room.planCaptionSetup()).toMatchObject({ value: { steps: [] } });
  // A browser source counts as something that can be heard: ours are silent.
  expect(Object.values(stage.view.observed?.heard ?? {}).flat()).not.toContain('Lectern cards page');
});

it('a name is told with the time after which it goes by itself, and is switched off once it has gone', async () => {
  const pages = fakePages();
  const { practice, stage } = await begin(pages);
  await onTalk(stage);
  stage.submit({ type: 'showCaption', speakerId: 'a', pinned: false, expected: null });
  const { captionId } = await stage.heard('captionShown');
  expect(isOn(practice, 'Lectern names page')).toBe(true);
  const told = pages.names.filter(({ name }) => name?.id === captionId);
  expect(told[0]?.name).toMatchObject({ texts: [{ name: 'Amal Chevreau' }], leavesIn: plan.captionDuration });
  await stage.until('told when it goes', () =>
    pages.names.some(({ name }) => (name?.leavesIn ?? 0) < 10_000),
  );
  const before = pages.names.length;
  let isGone = (): void => {};
  pages.gone = new Promise((done) => {
    isGone = done;
  });
  stage.submit({ type: 'hideCaption', expected: 'a' });
  await stage.until('told to go', () => pages.names.length > before && pages.names.at(-1)?.name === null);
  expect(isOn(practice, 'Lectern names page')).toBe(true);
  isGone();
  await stage.until('switched off', () => !isOn(practice, 'Lectern names page'));
});

it('a take puts the name out at once, as any other name, and the page forgets it', async () => {
  const pages = fakePages();
  const { practice, stage } = await begin(pages);
  await onTalk(stage);
  stage.submit({ type: 'showCaption', speakerId: 'a', pinned: true, expected: null });
  await stage.heard('captionShown');
  expect(pages.names.at(-1)?.name).toMatchObject({ leavesIn: null });
  await stage.guardIsOver();
  stage.go();
  await stage.heard('takeAccepted', 3);
  expect(isOn(practice, 'Lectern names page')).toBe(false);
  await stage.until('forgotten', () => pages.names.at(-1)?.name === null);
});

it('a page that is not there is said, and the name comes down', async () => {
  const pages = fakePages();
  const { practice, stage } = await begin(pages);
  await onTalk(stage);
  pages.answer = 'noPage';
  stage.submit({ type: 'showCaption', speakerId: 'a', pinned: false, expected: null });
  expect(await stage.heard('captionFailed')).toMatchObject({ problem: 'noPage' });
  await stage.until('switched off', () => !isOn(practice, 'Lectern names page'));
  expect(stage.host.state.run.caption).toBeNull();
});

it('OBS is told where the pages are when that has changed', async () => {
  const pages = fakePages();
  const { practice, stage } = await begin(pages);
  await onTalk(stage);
  pages.port = 4_001;
  await stage.room.readAgain();
  await stage.until('the new address', () =>
    practice
      .snapshot()
      .inputs.filter(({ kind }) => kind === 'browser_source')
      .every(({ name, settings }) => settings['url'] === pages.address(pageOf(name))),
  );
  expect(pages.address('names')).toContain(':4001/');
});

it('cards follow the run: a countdown on the slate before the show, and a title as a segment begins', async () => {
  const pages = fakePages();
  const { stage } = await begin(pages);
  await onTalk(stage);
  const kinds = pages.cards.map((card) => card && [card.title, card.line]);
  expect(kinds).toContainEqual(['A webinar', 'Starting soon']);
  await stage.until('the title of the talk', () => pages.cards.at(-1)?.title === 'A talk');
  expect(pages.cards.at(-1)).toMatchObject({ line: 'Amal Chevreau · Trebor Scholz' });
  expect(pages.cards.at(-1)?.leavesIn).toBeLessThanOrEqual(6_000);
  const countdown = pages.cards.find((card) => card?.title === 'A webinar')?.countdown;
  expect(countdown).toMatchObject({ line: 'Starts in {{time}}' });
});
