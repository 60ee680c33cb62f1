import { describe, expect, it } from 'vitest';
import { cardOf, cardStays } from '../../../../src/core/captions/card';
import type { Run, Taken } from '../../../../src/core/run/model';
import { newRun } from '../../../../src/core/run/model';
import type { Show } from '../../../../src/core/show/model';
import { minute, second } from '../../../../src/core/time/units';
import { segment, show, speaker } from '../../../support/shows';

const at = 1_000_000_000_000;

function plan(fields: Partial<Show> = {}): Show {
  return show(
    [
      segment('slate', { kind: 'slate', duration: 10 * minute }),
      segment('panel', { title: 'Panel', scene: 'Panel', speakerIds: ['a', 'b'] }),
      segment('break', { kind: 'slate' }),
    ],
    {
      title: 'A webinar',
      cards: { countdown: true, segment: true },
      speakers: [speaker('a', { name: 'Amal' }), speaker('b', { name: 'Ben' })],
      ...fields,
    },
  );
}

function onAir(of: Show, id: string, fields: Partial<Run> = {}): Run {
  const found = of.segments.find((one) => one.id === id)!;
  const taken = {
    takeId: `take ${id}`,
    segment: found,
    speakers: of.speakers,
    startedAt: at,
    onAirAt: at,
    endsAt: null,
  } as unknown as Taken;
  return { ...newRun('run'), phase: 'live', onAir: taken, ...fields } as Run;
}

describe('the title with a countdown', () => {
  it('is on screen on the slates before the first segment, until that is expected', () => {
    const card = cardOf(plan(), onAir(plan(), 'slate'), at);
    expect(card).toMatchObject({ kind: 'countdown', title: 'A webinar', endsAt: at + 10 * minute });
  });

  it('does not come back with a break', () => {
    const done = [{ takeId: 't', segment: plan().segments[1]!, startedAt: at, endedAt: at }];
    expect(cardOf(plan(), onAir(plan(), 'break', { done }), at)).toBeNull();
  });
});

describe('the title of a segment', () => {
  it('is there for six seconds from when it is on air, with the names of those who are here', () => {
    const card = cardOf(plan(), onAir(plan(), 'panel', { absent: ['b'] }), at + second);
    expect(card).toMatchObject({ kind: 'segment', title: 'Panel', names: ['Amal'], until: at + cardStays });
    expect(cardOf(plan(), onAir(plan(), 'panel'), at + cardStays)).toBeNull();
  });

  it('is not where no name appears by itself', () => {
    const full = plan({ scenesWithoutNames: ['Panel'] });
    expect(cardOf(full, onAir(full, 'panel'), at)).toBeNull();
  });
});

it('there is none where the show wants none, under the slate, in a rehearsal, and before the show', () => {
  const none = plan({ cards: { countdown: false, segment: false } });
  for (const id of ['slate', 'panel']) expect(cardOf(none, onAir(none, id), at)).toBeNull();
  const under = { slate: {} } as unknown as Partial<Run>;
  const rehearsed = { rehearsal: {} } as unknown as Partial<Run>;
  for (const fields of [under, rehearsed, { phase: 'before' } as Partial<Run>, { onAir: null }])
    expect(cardOf(plan(), onAir(plan(), 'panel', fields), at)).toBeNull();
});
