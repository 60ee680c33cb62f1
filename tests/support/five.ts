import type { Segment, Show } from '../../src/core/show/model';
import { segment, show, tod } from './shows';
import { Stage } from './stage';

/** Five segments of ten minutes, from 16:00. */
export function five(fields: Partial<Record<'b' | 'c' | 'd', Partial<Segment>>> = {}): Show {
  return show([
    segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
    segment('b', fields.b),
    segment('c', fields.c),
    segment('d', fields.d),
    segment('e'),
  ]);
}

/** The first of them on air, and the next GO no longer refused. */
export function begun(plan: Show = five()): Stage {
  const stage = new Stage(plan, '16:00');
  stage.go();
  stage.wait(2_000);
  return stage;
}
