import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { isRunning } from '../../../core/obs/outputs';
import { usePresses } from '../../actions/react';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import styles from './AirClock.module.css';

/** What goes on where nobody looks. The virtual camera ends with its meeting. */
const kept = ['stream', 'record'] as const;

/** The end of a show ends nothing that goes out: what still does, with its button, which asks first. */
export function OutputsAfter(): ReactNode {
  const presses = usePresses();
  const connected = useMirror(({ obs }) => obs.link.status === 'connected' && obs.observed !== null);
  const running = useMirror(
    useShallow(({ obs: { observed } }) =>
      kept.filter((output) => observed && isRunning(observed.outputs[output])),
    ),
  );
  if (!connected) return <p className={styles.hint}>{t('deck.outputsNotKnown')}</p>;
  if (running.length === 0) return <p className={styles.hint}>{t('deck.outputsOff')}</p>;
  return (
    <>
      <p className={classes(styles.hint, styles.spare)}>{t('deck.outputsGoOn')}</p>
      <div className={styles.buttons}>
        {running.map((output) => (
          <Button key={output} size="small" onClick={() => presses.setOutput(output, false)}>
            {t(`outputs.stop.${output}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
