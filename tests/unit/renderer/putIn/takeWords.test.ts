import { describe, expect, it } from 'vitest';
import { takeWords } from '../../../../src/renderer/features/putIn/takeWords';

describe('the press that puts in', () => {
  it('says the scene, or that it stays', () => {
    expect(takeWords('', 'Host', null)).toBe('Take it');
    expect(takeWords('Pause', 'Host', null)).toBe('Take ‘Pause’, scene ‘Host’');
    expect(takeWords('Pause', null, null)).toBe('Take ‘Pause’, scene stays as it is');
  });

  it('says under the slate that it leaves it', () => {
    const slate = { scene: 'Holding slide' };
    expect(takeWords('', null, slate)).toBe('Take it, leaves slate');
    expect(takeWords('Pause', 'Host', slate)).toBe('Take ‘Pause’, leaves slate for ‘Host’');
    const stays = 'Take ‘Pause’, leaves slate; scene and sound stay';
    expect([takeWords('Pause', null, slate), takeWords('Pause', 'Holding slide', slate)]).toEqual([
      stays,
      stays,
    ]);
  });
});
