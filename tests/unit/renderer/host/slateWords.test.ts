import { describe, expect, it } from 'vitest';
import type { Air } from '../../../../src/renderer/client/air';
import { levelWord, slateWords } from '../../../../src/renderer/host/slateWords';

const air = (status: 'onAir' | 'practice' | 'sent' | 'notConfirmed'): Air => ({ status });
const differs: Air = { status: 'differs', asked: 'Holding slide', shows: 'Host', changed: true };

describe('what the host is told of a slate', () => {
  it('says that viewers see it only once OBS shows it to viewers', () => {
    expect(slateWords(air('onAir'), false)).toContain('Viewers see the slate');
    for (const other of [air('practice'), air('sent'), air('notConfirmed'), differs, null]) {
      expect(slateWords(other, false)).not.toContain('Viewers see the slate');
    }
  });

  it('in practice says so', () => {
    expect(slateWords(air('practice'), false)).toBe('Slate (practice): nothing goes live.');
  });

  it('where OBS did not confirm it, warns that viewers may see on', () => {
    expect(slateWords(air('notConfirmed'), false)).toMatch(/not confirmed.*viewers may still see you/);
    expect(slateWords(differs, false)).toMatch(/not confirmed: OBS shows ‘Host’/);
  });

  it('cut off from the producer, says only what was', () => {
    expect(slateWords(air('onAir'), true)).toBe('The slate was up when the producer was cut off.');
  });
});

describe('the word beside the clock', () => {
  it('under a slate that OBS shows is no call to go on or to finish', () => {
    for (const level of ['inTime', 'wrapUp', 'danger', 'over'] as const) {
      expect(levelWord(level, 'talk', air('onAir'), true)).toBe('Stand by');
    }
  });

  it('goes on as before under a slate that hides nobody', () => {
    expect(levelWord('inTime', 'talk', air('notConfirmed'), true)).toBe('Keep going');
    expect(levelWord('inTime', 'talk', air('onAir'), false)).toBe('Keep going');
  });
});
