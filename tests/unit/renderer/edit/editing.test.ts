import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../src/core/show/edit';
import { applyEdit } from '../../../../src/core/show/edit';
import type { Show } from '../../../../src/core/show/model';
import { newSegment } from '../../../../src/core/show/model';
import {
  addAfter,
  addSpeakerTo,
  blankSpeaker,
  dropAt,
  duplicate,
  moveBy,
  moved,
  neighbour,
} from '../../../../src/renderer/features/edit/editing';
import { segment, show, tod, webinar } from '../../../support/shows';

function after(plan: Show, edit: Edit | null): string {
  if (edit === null) return 'nothing';
  const edited = applyEdit(plan, edit);
  return edited.ok ? edited.value.show.segments.map(({ id }) => id).join(' ') : edited.problem.code;
}

const abcd = show(['a', 'b', 'c', 'd'].map((id) => segment(id)));

describe('segments', () => {
  it('are added after the selected one, or at the end', () => {
    expect(after(abcd, addAfter(abcd, 'b', newSegment('new', 'New')))).toBe('a b new c d');
    expect(after(abcd, addAfter(abcd, null, newSegment('new', 'New')))).toBe('a b c d new');
  });

  it('are duplicated right after their original, without its fixed start', () => {
    const plan = webinar();
    const edit = duplicate(plan, 'welcome', 'again', 'Welcome (copy)');
    expect(after(plan, edit)).toBe('slate welcome again talk panel closing');
    expect(plan.segments[1]?.start).toEqual({ kind: 'fixed', at: tod('16:00') });
    expect(edit).toMatchObject({
      segment: { start: { kind: 'follows' }, scene: 'Host', title: 'Welcome (copy)' },
    });
    expect(duplicate(plan, 'gone', 'again', '')).toBeNull();
  });

  it('move by one place, and not beyond the ends', () => {
    expect(after(abcd, moveBy(abcd, 'c', -1))).toBe('a c b d');
    expect(after(abcd, moveBy(abcd, 'c', 1))).toBe('a b d c');
    expect([moveBy(abcd, 'a', -1), moveBy(abcd, 'd', 1), moveBy(abcd, 'gone', 1)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('land exactly at the edge where they are dropped', () => {
    const ids = abcd.segments.map(({ id }) => id);
    const id = fc.constantFrom(...ids);
    fc.assert(
      fc.property(id, id, fc.constantFrom('before' as const, 'after' as const), (from, target, edge) => {
        fc.pre(from !== target);
        const edit = dropAt(abcd, from, target, edge);
        const order = edit === null ? ids : after(abcd, edit).split(' ');
        expect(order.indexOf(from) - order.indexOf(target)).toBe(edge === 'before' ? -1 : 1);
      }),
    );
  });

  it('leave the selection to their neighbour when they go', () => {
    expect([neighbour(abcd, 'b'), neighbour(abcd, 'd')]).toEqual(['c', 'c']);
    expect(neighbour(show([segment('only')]), 'only')).toBeNull();
  });
});

describe('people', () => {
  it('are added to show and segment in one step', () => {
    const plan = webinar();
    const talk = plan.segments[2];
    const edited = talk && applyEdit(plan, addSpeakerTo(plan, talk, blankSpeaker('new', 'New person')));
    expect(edited).toMatchObject({ ok: true });
    const value = edited?.ok ? edited.value : null;
    expect(value?.show.segments[2]?.speakerIds).toEqual(['amal', 'new']);
    expect(value?.show.speakers.at(-1)?.id).toBe('new');
    const undone = value && applyEdit(value.show, value.inverse);
    expect(undone?.ok && undone.value.show).toEqual(plan);
  });

  it('change places in a segment', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  });
});
