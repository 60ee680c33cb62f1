import type { ReactNode } from 'react';
import { formatCountdown } from '../../core/time/write';
import type { ScreenRefusal } from '../client/client';
import { t } from '../i18n/t';
import { Icon } from './Icon';
import styles from './RefusalLine.module.css';
import { classes } from './classes';
import { fileProblemWords } from './fileWords';

/** Beside the button that was refused: says why, once, to eyes and to screen readers. */
export function RefusalLine({
  refusal,
  className,
}: {
  readonly refusal: ScreenRefusal | null;
  readonly className?: string;
}): ReactNode {
  return (
    <p className={classes(styles.line, className)} aria-live="polite">
      {refusal && (
        <>
          <Icon name="warn" size={12} />
          {refusalText(refusal)}
        </>
      )}
    </p>
  );
}

export function refusalText(refusal: ScreenRefusal): string {
  switch (refusal.code) {
    case 'tooSoon':
      if (refusal.left <= 0) return t('refusal.tooSoonReady');
      return t('refusal.tooSoon', { left: (Math.ceil(refusal.left / 100) / 10).toFixed(1) });
    case 'early':
      return t('refusal.early', { by: formatCountdown(refusal.by) });
    case 'notSaved':
      return t('refusal.notSaved', {
        file: refusal.file,
        problem: t(`refusal.notSavedWhy.${refusal.problem}`),
      });
    case 'fileDamaged':
      return t('refusal.fileDamaged', { problem: fileProblemWords(refusal) });
    default:
      return t(`refusal.${refusal.code}`, { ...refusal });
  }
}
