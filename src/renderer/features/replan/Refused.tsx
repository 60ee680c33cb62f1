import type { ReactNode } from 'react';
import { usePressState } from '../../actions/react';
import { RefusalLine } from '../../ui/RefusalLine';
import styles from './Replan.module.css';

/** Why the last press on it did nothing. */
export function Refused(): ReactNode {
  const refused = usePressState((state) => state.refused);
  return (
    <RefusalLine refusal={refused?.spot === 'replan' ? refused.refusal : null} className={styles.refusal} />
  );
}
