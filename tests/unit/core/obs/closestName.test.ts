import { describe, expect, it } from 'vitest';
import { closestName } from '../../../../src/core/obs/closestName';

describe('the name that was meant', () => {
  it.each([
    ['Panel + Q&A', ['Panel', 'Panel and Q&A', 'Host'], 'Panel and Q&A'],
    ['panel', ['Host', 'Panel'], 'Panel'],
    ['Holding slide', ['Host', 'Holding-slide'], 'Holding-slide'],
    ['Welcome', ['Wellcome', 'Welcom'], 'Wellcome'],
    ['ﬁlm', ['film'], 'film'],
  ])('for ‘%s’ is near it', (wanted, names, closest) => {
    expect(closestName(wanted, names)).toBe(closest);
  });

  it('is none of those that only share some letters', () => {
    expect(closestName('Panel', ['Host', 'Slides', 'Pane of glass', ''])).toBeNull();
    expect(closestName('Panel', [])).toBeNull();
  });
});
