import type { ReactNode } from 'react';
import type { EndReading, Proposal } from '../../../core/run/replan';
import { usePresses } from '../../actions/react';
import { useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Kbd } from '../../ui/Kbd';
import { Sentence } from '../../ui/Sentence';
import styles from './Replan.module.css';
import { proposalId, useReplanView } from './view';
import { outcomeValues, pressKey, proposalValues, reasonWords } from './words';

interface PressProps {
  readonly proposal: Proposal;
  readonly reading: EndReading['kind'];
  readonly first: boolean;
}

/** Looked at, it is previewed in the rows; pressed, it is applied with the numbers that it shows. */
export function Press({ proposal, reading, first }: PressProps): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const presses = usePresses();
  const { kind } = proposal.replan;
  const id = proposalId(kind);
  const { title, ...values } = proposalValues(show, run, proposal);
  const pick = (): void => useReplanView.setState({ picked: { kind, at: proposal.at } });
  const leave = (): void => useReplanView.setState({ picked: null });
  const { end, off } = outcomeValues(show, run, proposal, reading);
  return (
    <>
      {first && (
        <span className={styles.cap}>
          <Kbd>R</Kbd>
        </span>
      )}
      <Button
        id={id}
        size="small"
        look={first ? 'recommended' : 'plain'}
        className={styles.press}
        // The title is cut where the button is narrow; its name is not.
        aria-label={t(pressKey(proposal), { title, ...values })}
        aria-keyshortcuts={first ? 'R' : undefined}
        aria-describedby={`${id}-why`}
        onPointerEnter={pick}
        onPointerLeave={leave}
        onFocus={pick}
        onBlur={leave}
        onClick={() => presses.applyReplan(proposal)}
      >
        <span className={styles.label}>
          <Sentence
            of={pressKey(proposal)}
            values={values}
            slots={{ title: <span className={styles.title}>{title}</span> }}
          />
        </span>
      </Button>
      <span id={`${id}-why`} hidden>
        {`${String(end)}, ${String(off)}. ${reasonWords(show, run, proposal)}`}
      </span>
    </>
  );
}
