import type { ReactNode } from 'react';
import { useMirror } from '../../client/react';
import { Kbd } from '../../ui/Kbd';
import { keyRows } from './keyRows';
import styles from './Settings.module.css';

/** Every key of the console, from the same registry that the keys themselves come from. */
export function KeyList(): ReactNode {
  const letterKeys = useMirror(({ settings }) => settings.letterKeys);
  return (
    <dl className={styles.list}>
      {keyRows(letterKeys).map(({ label, caps }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {caps.map((cap) => (
              <Kbd key={cap}>{cap}</Kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
