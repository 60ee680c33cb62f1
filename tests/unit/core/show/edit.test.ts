import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/core/show/edit';
import { hour, minute } from '../../../../src/core/time/units';
import { webinar } from '../../../support/shows';

const show = webinar();

function problemOf(patch: object): string | null {
  const edited = applyEdit(show, { kind: 'setSegment', id: 'talk', patch });
  return edited.ok ? null : edited.problem.code;
}

describe('edits that make no sense are refused by name', () => {
  it('durations negative, zero, absurd', () => {
    expect(problemOf({ duration: -5 })).toBe('durationNotPositive');
    expect(problemOf({ duration: 0 })).toBe('durationNotPositive');
    expect(problemOf({ duration: Number.NaN })).toBe('durationNotPositive');
    expect(problemOf({ duration: 25 * hour })).toBe('durationTooLong');
    expect(problemOf({ duration: 24 * hour })).toBeNull();
  });

  it('a start that is no time of day', () => {
    expect(problemOf({ start: { kind: 'fixed', at: -1 } })).toBe('startOutOfRange');
  });

  it('a transition that OBS would not take', () => {
    expect(problemOf({ transition: { name: 'Fade', duration: 49 } })).toBe('transitionOutOfRange');
    expect(problemOf({ transition: { name: 'Fade', duration: 20_000 } })).toBeNull();
    expect(problemOf({ transition: { name: 'Cut', duration: null } })).toBeNull();
  });

  it('a zone or a date that is none', () => {
    const zone = applyEdit(show, { kind: 'setShow', patch: { zone: 'Europe/Lutetia' } });
    expect(zone).toEqual({ ok: false, problem: { code: 'zoneUnknown' } });
    const date = applyEdit(show, { kind: 'setShow', patch: { date: '2023-02-29' } });
    expect(date).toEqual({ ok: false, problem: { code: 'dateUnknown' } });
  });

  it('a set time of nothing, or of more than a day', () => {
    for (const amal of [0, -minute, Number.NaN, 25 * hour])
      expect(problemOf({ slots: { amal } })).toBe('slotOutOfRange');
    expect(problemOf({ slots: { amal: 24 * hour } })).toBeNull();
  });

  it('what is gone', () => {
    expect(applyEdit(show, { kind: 'removeSegment', id: 'gone' })).toEqual({
      ok: false,
      problem: { code: 'segmentGone' },
    });
  });
});

it('a person who is removed leaves every segment, and undo brings all of it back', () => {
  const removed = applyEdit({ ...show, hostId: 'amal' }, { kind: 'removeSpeaker', id: 'amal' });
  if (!removed.ok) throw new Error(removed.problem.code);
  expect(removed.value.show.segments.some((segment) => segment.speakerIds.includes('amal'))).toBe(false);
  expect(removed.value.show.hostId).toBeNull();
  const undone = applyEdit(removed.value.show, removed.value.inverse);
  expect(undone.ok && undone.value.show).toEqual({ ...show, hostId: 'amal' });
});

it('a person who leaves a segment takes their set time along, and undo brings it back', () => {
  const set = applyEdit(show, { kind: 'setSegment', id: 'panel', patch: { slots: { paul: 1, coby: 2 } } });
  if (!set.ok) throw new Error(set.problem.code);
  const slotsIn = (edited: typeof show): unknown => edited.segments.find(({ id }) => id === 'panel')?.slots;
  for (const edit of [
    { kind: 'setSegment', id: 'panel', patch: { speakerIds: ['morshed', 'coby'] } },
    { kind: 'removeSpeaker', id: 'paul' },
  ] as const) {
    const left = applyEdit(set.value.show, edit);
    if (!left.ok) throw new Error(left.problem.code);
    expect(slotsIn(left.value.show)).toEqual({ coby: 2 });
    const undone = applyEdit(left.value.show, left.value.inverse);
    expect(undone.ok && undone.value.show).toEqual(set.value.show);
  }
});

it('an edit of several is all or nothing', () => {
  const edited = applyEdit(show, {
    kind: 'together',
    edits: [
      { kind: 'setSegment', id: 'talk', patch: { title: 'Talk' } },
      { kind: 'removeSegment', id: 'gone' },
    ],
  });
  expect(edited.ok).toBe(false);
});
