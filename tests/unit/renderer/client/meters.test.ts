import { beforeEach, describe, expect, it } from 'vitest';
import type { MeterReading } from '../../../../src/contract/messages';
import { followMeter, type Page } from '../../../../src/renderer/client/meters';
import { FarEnd, publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

class FakePage extends EventTarget {
  hidden = false;

  see(seen: boolean): void {
    this.hidden = !seen;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const asPage = (page: FakePage): Page => page as unknown as Page;

function reading(name: string, peak: number): MeterReading {
  return { name, peak, inputPeak: peak, level: peak, floor: -60, threshold: -48, standing: 'speaking' };
}

let far: FarEnd;
let page: FakePage;
let drawn: (number | null)[];

beforeEach(() => {
  far = new FarEnd();
  page = new FakePage();
  drawn = [];
  far.welcome(publishedOf(new Stage(webinar(), '15:45')), 0);
});

const asked = (): readonly unknown[] =>
  far
    .calls()
    .filter(({ name }) => name === 'watchMeters')
    .map(({ input }) => (input as { on: boolean }).on);
const follow = (input = 'Mic 2'): (() => void) =>
  followMeter(far.client, asPage(page), input, (now) => drawn.push(now?.peak ?? null));

describe('a meter on a page', () => {
  it('is drawn with every reading of its input, and as silent where that is not heard', () => {
    follow();
    far.say({ type: 'meters', at: 1, inputs: [reading('Mic 1', -12), reading('Mic 2', -20)] });
    far.say({ type: 'meters', at: 2, inputs: [reading('Mic 2', -18)] });
    far.say({ type: 'meters', at: 3, inputs: [reading('Mic 1', -12)] });
    expect(drawn).toEqual([null, -20, -18, null]);
  });

  it('asks the host once for all of them, and no more when the last is gone', () => {
    const one = follow('Mic 1');
    const two = follow('Mic 2');
    expect(asked()).toEqual([true]);
    one();
    expect(asked()).toEqual([true]);
    two();
    expect(asked()).toEqual([true, false]);
    far.say({ type: 'meters', at: 1, inputs: [reading('Mic 2', -20)] });
    expect(drawn).toEqual([null, null]);
  });

  it('rests while the page is not seen', () => {
    follow();
    page.see(false);
    page.see(true);
    expect(asked()).toEqual([true, false, true]);
  });

  it('falls silent with the link, and asks again when it is back', () => {
    follow();
    far.say({ type: 'meters', at: 1, inputs: [reading('Mic 2', -20)] });
    far.hangUp();
    expect(drawn.at(-1)).toBeNull();
    far.time.pass(1_000);
    far.welcome(publishedOf(new Stage(webinar(), '15:45')), 0);
    expect(asked()).toEqual([true, true]);
  });

  it('changes nothing of what the page mirrors', () => {
    follow();
    let changes = 0;
    far.client.mirror.subscribe(() => (changes += 1));
    far.say({ type: 'meters', at: 1, inputs: [reading('Mic 2', -20)] });
    expect(changes).toBe(0);
  });
});
