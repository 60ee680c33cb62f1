import { describe, expect, it } from 'vitest';
import { outside } from '../../../../src/words/en/outside';
import { english } from '../../../../src/words/english';
import { t } from '../../../../src/renderer/i18n/t';
import type { FieldPlace, FieldProblem, FileDamage } from '../../../../src/contract/fileProblem';
import { refusalText } from '../../../../src/renderer/ui/RefusalLine';
import { fileProblemWords } from '../../../../src/renderer/ui/fileWords';
import { obsReason } from '../../../../src/renderer/ui/obsReason';
import { initials } from '../../../../src/renderer/ui/initials';
import { writeDate } from '../../../../src/renderer/ui/writeDate';

describe('sentences', () => {
  it('are filled with their values as they are', () => {
    expect(t('common.scene', { scene: 'Panel <b> & Q&A' })).toBe('scene ‘Panel <b> & Q&A’');
  });

  it('know one from many', () => {
    expect(t('preflight.problems', { count: 1 })).toBe('1 problem');
    expect(t('preflight.problems', { count: 3 })).toBe('3 problems');
  });

  it('never exclaim, never say Oops, and quote as the microcopy asks', () => {
    const wrong = leaves({ ...english, outside }).filter(([, sentence]) => /!|\boops\b|['"]/i.test(sentence));
    expect(wrong).toEqual([]);
  });
});

describe('refusals', () => {
  it('say how long is left', () => {
    expect(refusalText({ code: 'tooSoon', left: 640 })).toBe('Too soon after the last GO. Ready in 0.7 s.');
    expect(refusalText({ code: 'tooSoon', left: 0 })).toBe('That was too soon after the last GO. Ready now.');
    expect(refusalText({ code: 'early', by: 150_000 })).toBe('2:30 early. Press again to GO anyway.');
  });

  it('name what a file is', () => {
    expect(refusalText({ code: 'fileNewer', version: 3 })).toContain('(format 3)');
  });
});

describe('what is wrong with a file', () => {
  const damaged = (damage: FileDamage): string => refusalText({ code: 'fileDamaged', damage });
  const field = (place: FieldPlace, problem: FieldProblem): string =>
    damaged({ what: 'field', place, problem });

  it('is said with its place, counted as people count', () => {
    const segment = { list: 'segments', number: 3, field: '' } as const;
    expect(field(segment, 'durationNotPositive')).toBe(
      'This file is damaged: segment 3: the duration is not positive. Nothing was changed.',
    );
    expect(field({ list: 'speakers', number: 1, field: 'name' }, 'tooLong')).toContain(
      'speaker 1, name: it is too long',
    );
    expect(field({ list: null, number: 0, field: 'zone' }, 'zoneUnknown')).toContain(
      'zone: the time zone is unknown',
    );
    expect(field({ list: null, number: 0, field: '' }, 'idTaken')).toContain('the show: two segments');
  });

  it('or as a whole', () => {
    expect(damaged({ what: 'notWhole' })).toContain('it is not a Lectern show, or it was cut short');
    expect(damaged({ what: 'unreadable', detail: 'EISDIR: illegal operation' })).toContain('EISDIR');
    expect(fileProblemWords({ code: 'fileEmpty' })).toBe('it is empty');
    expect(fileProblemWords({ code: 'fileTooLarge', megabytes: 50 })).toBe('it is 50 MB large');
    expect(fileProblemWords({ code: 'fileNewer', version: 2 })).toBe('it is of version 2');
  });
});

describe('why OBS refused', () => {
  it('is in its own words, or what its number means', () => {
    expect(obsReason({ code: 600, comment: 'No source was found' })).toBe('No source was found');
    expect(obsReason({ code: 600, comment: 'No source was found.' })).toBe('No source was found');
    expect(obsReason({ code: 207, comment: '' })).toBe('it is changing its scene collection');
    expect(obsReason({ code: 702, comment: '' })).toBe('error 702');
  });
});

describe('initials', () => {
  it.each([
    ['Morshed Mannan', 'MM'],
    ['Sarah de Heusch', 'SH'],
    ['Cher', 'C'],
    ['  Ana  María  López ', 'AL'],
    ['‘Bob’ O’Neill', 'BO'],
    ['محمد علي', 'مع'],
    ['李 小龙', '李小'],
    ['👩‍💻', '?'],
    ['', '?'],
  ])('of %o are %o', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

it('dates are written out', () => {
  expect(writeDate('2023-10-27')).toBe('27 October 2023');
  expect(writeDate('soon')).toBe('soon');
});

function leaves(words: object, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as const]
      : leaves(value as object, `${path}${key}.`),
  );
}
