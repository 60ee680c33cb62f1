import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/core/show/edit';
import { hour } from '../../../../src/core/time/units';
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
