import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCountdown, formatElapsed } from '../../../../src/core/time/write';
import { captionLeft, countdownAt, onAirSpan, partOf } from '../../../../src/renderer/client/countdown';
import { wholeSecond } from '../../../../src/renderer/client/ticker';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function onAirAt(ms: number): { stage: Stage; span: NonNullable<ReturnType<typeof onAirSpan>> } {
  const stage = new Stage(webinar(), '16:00');
  stage.obs = { ...stage.obs, practice: true };
  stage.go();
  stage.now += ms;
  stage.go();
  stage.now += 1_100;
  stage.go();
  const span = onAirSpan(stage.state.document.show, stage.state.run);
  if (!span) throw new Error('nothing is on air');
  return { stage, span };
}

describe('what counts on screen', () => {
  it('begins at the full length, whenever within a second the GO came', () => {
    for (const ms of [1_100, 1_370, 1_999]) {
      const { stage, span } = onAirAt(ms);
      const shown = wholeSecond(stage.state.run.onAir?.startedAt ?? 0);
      expect(formatCountdown(countdownAt(span, shown).left)).toBe('20:00');
      expect(formatElapsed(countdownAt(span, shown).elapsed)).toBe('0:00');
    }
  });

  it('adds up: elapsed and left are one length at every second', () => {
    const { span } = onAirAt(1_730);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_200 }), (seconds) => {
        const { left, elapsed } = countdownAt(span, span.startedAt + seconds * 1_000);
        expect(left + elapsed).toBe(span.endsAt - span.startedAt);
        expect(left % 1_000).toBe(0);
      }),
    );
  });

  it('shows 0:00 for the second in which the clock shows the end', () => {
    const { span } = onAirAt(1_730);
    expect(formatCountdown(countdownAt(span, span.endsAt).left)).toBe('0:00');
    expect(countdownAt(span, span.endsAt).level).toBe('danger');
    expect(formatCountdown(countdownAt(span, span.endsAt + 1_000).left)).toBe('+0:01');
    expect(countdownAt(span, span.endsAt + 1_000).level).toBe('over');
  });

  it('stays between nothing and all on the bar', () => {
    const { span } = onAirAt(1_730);
    expect(partOf(span, span.startedAt - 5_000)).toBe(0);
    expect(partOf(span, span.endsAt + 60_000)).toBe(1);
  });
});

describe('a name on screen', () => {
  const second = 1_000;
  it('counts from the time that it stays down to nothing, whenever within a second it came up', () => {
    for (const part of [0, 1, 400, 999]) {
      const caption = { shownAt: 60 * second + part, until: 70 * second + part };
      const words = Array.from({ length: 12 }, (_, beat) =>
        formatCountdown(captionLeft(caption, (59 + beat) * second) ?? -1),
      );
      expect(words.slice(0, 3)).toEqual(['0:10', '0:10', '0:09']);
      expect(words.slice(-2)).toEqual(['0:01', '0:00']);
    }
  });

  it('counts nothing while it has no end', () => {
    expect(captionLeft({ shownAt: 5, until: null }, 10)).toBeNull();
    expect(captionLeft({ shownAt: null, until: null }, 10)).toBeNull();
  });
});
