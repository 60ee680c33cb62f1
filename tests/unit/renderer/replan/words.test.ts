import { describe, expect, it } from 'vitest';
import type { Replan, StandingReplan } from '../../../../src/core/run/model';
import { replanKinds } from '../../../../src/core/run/model';
import type { Proposal } from '../../../../src/core/run/replan';
import { proposalInstant, proposals } from '../../../../src/core/run/replan';
import { minute, second } from '../../../../src/core/time/units';
import { logSentence } from '../../../../src/renderer/features/asrun/sentence';
import { rowPreviews, shownInstant } from '../../../../src/renderer/features/replan/offer';
import { isStillSaid } from '../../../../src/renderer/features/replan/stillSaid';
import {
  outcomeKey,
  outcomeValues,
  pressKey,
  proposalValues,
  reasonWords,
} from '../../../../src/renderer/features/replan/words';
import { t } from '../../../../src/renderer/i18n/t';
import { segment, show, speaker, tod } from '../../../support/shows';
import { Stage } from '../../../support/stage';

/** On air alone, 3:40 late, with three who are to speak. */
function panel(): Stage {
  const stage = new Stage(
    show(
      [
        segment('panel', {
          title: 'Panel',
          kind: 'panel',
          duration: 30 * minute,
          start: { kind: 'fixed', at: tod('16:00') },
          speakerIds: ['a', 'b'],
        }),
      ],
      { speakers: [speaker('a', { name: 'Ann' }), speaker('b', { name: 'Bo' })] },
    ),
    '16:04',
  );
  stage.press();
  stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 0 });
  return stage;
}

function offered({ state: { document, run }, now }: Stage): readonly Proposal[] {
  return proposals(document.show, run, now);
}

describe('the words of a proposal', () => {
  it.each(replanKinds)(
    '%s: what it does, why, and what the log says of it, with nothing left open',
    (kind) => {
      const stage = panel();
      const { show: document } = stage;
      const { run } = stage.state;
      const replan: Replan = {
        kind,
        lengths: [{ segmentId: 'panel', from: 30 * minute, to: 29 * minute }],
        dropped: [],
        restored: [],
        agreedEnd: { from: null, to: stage.at('16:33') },
      };
      const proposal: Proposal = { replan, at: stage.at('16:34'), expectedEnd: stage.at('16:33'), leaves: 0 };
      const words = [
        t(pressKey(proposal), proposalValues(document, run, proposal)),
        reasonWords(document, run, proposal),
        t(outcomeKey(proposal), outcomeValues(document, run, proposal, 'over')),
        logSentence(
          {
            seq: 1,
            at: 0,
            tone: 'info',
            key: 'replanned',
            values: { what: kind, title: 'Panel', by: minute, changes: '‘Panel’ 30:00 → 29:00', end: 0 },
            practice: false,
          },
          'Europe/Paris',
        ),
      ];
      for (const sentence of words) {
        expect(sentence).toMatch(/\S/);
        expect(sentence).not.toMatch(/\{\{|replan\./);
      }
    },
  );

  it('shorten names the slots of those who are still to speak', () => {
    const stage = panel();
    const [shorten] = offered(stage);
    if (!shorten) throw new Error('nothing is proposed');
    expect(reasonWords(stage.show, stage.state.run, shorten)).toBe(
      'Their slots get shorter: Ann 15:00 → 13:00, Bo 15:00 → 13:00.',
    );
  });

  it('while what is on air is over its time, by when GO has to come, also where a hand has set the end', () => {
    const stage = panel();
    stage.send({ type: 'setEnd', expectedOnAir: stage.onAir ?? '', endsAt: stage.at('16:20') });
    stage.clock('16:34:10');
    const [push] = offered(stage);
    if (!push) throw new Error('nothing is proposed');
    expect(outcomeValues(stage.show, stage.state.run, push, 'over')).toMatchObject({
      end: '16:34:30',
      while: ', with GO by 16:34:30',
    });
  });
});

describe('what is shown of proposals', () => {
  it('counts in the time of hands in a fast rehearsal: numbers stand for five seconds, and what was done for a minute', () => {
    const stage = panel();
    stage.clock('16:36:10');
    const { show: plan } = stage;
    const run = {
      ...stage.state.run,
      lastTakeAt: null,
      rehearsal: { obs: 'untouched', speed: 60, from: 0 },
    } as const;
    const numbers = new Set(
      Array.from({ length: 20 }, (_, half) => proposalInstant(plan, run, stage.now + (half * minute) / 2)),
    );
    expect(numbers.size).toBeLessThanOrEqual(3);
    for (const now of [stage.now, stage.now + 7 * minute]) {
      const at = proposalInstant(plan, run, now);
      expect(at).toBeGreaterThanOrEqual(now);
      expect(proposals(plan, run, now)[0]).toMatchObject({ at });
    }
    const done: StandingReplan = {
      replanId: 'r',
      at: stage.now,
      replan: { kind: 'push', lengths: [], dropped: [], restored: [], agreedEnd: null },
      before: {},
      overruled: [],
    };
    const stays = (of: typeof stage.state.run, after: number, before: boolean): boolean =>
      isStillSaid(done, of, stage.now + after, before);
    expect([stays(run, 59 * minute, false), stays(run, 60 * minute, false)]).toEqual([true, false]);
    expect([stays(run, 7 * minute, true), stays(run, 8 * minute, true)]).toEqual([true, false]);
    const live = { ...run, rehearsal: null };
    expect([stays(live, 59 * second, false), stays(live, minute, false)]).toEqual([true, false]);
  });

  it('stays as it is while one is picked, for as long as a press on it counts', () => {
    const stage = panel();
    stage.clock('16:36:10');
    const { run } = stage.state;
    const at = proposalInstant(stage.show, run, stage.now);
    const picked = { kind: 'push', at } as const;
    const shown = (now: number, of: typeof picked | null): number => shownInstant(stage.show, run, now, of);
    expect(shown(at + second, null)).toBe(at + minute / 2);
    expect(shown(at + second, picked)).toBe(at);
    expect(shown(at + minute / 2, picked)).toBe(at);
    expect(shown(at + minute / 2 + second, picked)).toBe(at + minute);
    // The end was moved by hand: other numbers.
    stage.send({ type: 'adjustEnd', expectedOnAir: stage.onAir ?? '', by: 7 * second });
    const { run: moved } = stage.state;
    expect(shownInstant(stage.show, moved, at + second, picked)).toBe(
      proposalInstant(stage.show, moved, at + second),
    );
  });

  it('previews only the rows that change', () => {
    const stage = new Stage(
      show([
        segment('a', { start: { kind: 'fixed', at: tod('16:00') } }),
        segment('b', { kind: 'questions' }),
        segment('c', { kind: 'closing' }),
      ]),
      '16:02',
    );
    stage.press();
    stage.report({ type: 'takeAccepted', takeId: stage.state.run.pending[0]?.takeId ?? '', after: 0 });
    const [take] = offered(stage);
    if (!take) throw new Error('nothing is proposed');
    const rows = rowPreviews(stage.show, stage.state.run, take.replan, take.at);
    expect([...rows.keys()]).toEqual(['b', 'c']);
    expect(rows.get('b')).toMatchObject({ length: 8 * minute, was: { length: 10 * minute } });
    expect(rows.get('c')).toMatchObject({ start: stage.at('16:20'), was: { start: stage.at('16:22') } });
  });
});
