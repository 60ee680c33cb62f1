import { describe, expect, it } from 'vitest';
import { whenHeardOrLate } from '../../../../src/renderer/client/page';
import { FarEnd, publishedOf } from '../../../support/fakeWire';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

const published = publishedOf(new Stage(webinar(), '15:45'));

describe('a page', () => {
  it('begins with the first word of the host, and once', () => {
    const far = new FarEnd();
    let begun = 0;
    whenHeardOrLate(far.client, far.time.timers, () => (begun += 1));
    expect(begun).toBe(0);
    far.welcome(published, far.time.wall);
    expect(begun).toBe(1);
    far.say({ type: 'changes', changes: [{ path: ['session', 'run', 'held'], value: true }] });
    far.time.pass(1_000);
    expect(begun).toBe(1);
  });

  it('begins to say that it waits when that word does not come', () => {
    const far = new FarEnd();
    let begun = 0;
    whenHeardOrLate(far.client, far.time.timers, () => (begun += 1));
    far.time.pass(300);
    expect(begun).toBe(1);
    far.welcome(published, far.time.wall);
    expect(begun).toBe(1);
  });

  it('begins when the link is lost before a word', () => {
    const far = new FarEnd();
    let begun = 0;
    whenHeardOrLate(far.client, far.time.timers, () => (begun += 1));
    far.hangUp();
    expect(begun).toBe(1);
  });
});
