import type { FieldPlace, FileDamage, FileProblem } from '../../contract/fileProblem';
import { t } from '../i18n/t';

/** What is wrong with a file, as the end of a sentence. */
export function fileProblemWords(problem: FileProblem): string {
  switch (problem.code) {
    case 'fileDamaged':
      return damageWords(problem.damage);
    case 'fileEmpty':
      return t('file.empty');
    case 'fileTooLarge':
      return t('file.tooLarge', problem);
    case 'fileNewer':
      return t('file.newer', problem);
  }
}

function damageWords(damage: FileDamage): string {
  switch (damage.what) {
    case 'notWhole':
    case 'noShow':
      return t(`file.damage.${damage.what}`);
    case 'unreadable':
      return t('file.damage.unreadable', damage);
    case 'field': {
      const problem = t(`file.field.${damage.problem}`);
      return t('file.damage.field', { place: placeWords(damage.place), problem });
    }
  }
}

function placeWords({ list, number, field }: FieldPlace): string {
  if (list === null) return field === '' ? t('file.place.show') : field;
  const place = t(`file.place.${list}`, { number });
  return field === '' ? place : t('file.place.fieldOf', { place, field });
}
