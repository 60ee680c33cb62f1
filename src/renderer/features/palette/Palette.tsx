import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { capOf } from '../../actions/keys';
import { usePresses } from '../../actions/react';
import type { Listed } from '../../actions/listed';
import { listedActions, runListed } from '../../actions/listed';
import { useMirror, useSession } from '../../client/react';
import { closeOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import styles from './Palette.module.css';

/** Everything that can be done now, by name. */
export function Palette(): ReactNode {
  const presses = usePresses();
  const published = useMirror((all) => all);
  const session = useSession((open) => open);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const before = useRef<Element | null>(null);

  useLayoutEffect(() => {
    before.current = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before.current instanceof HTMLElement) before.current.focus();
    };
  }, []);

  const found = listedActions({ published, session }, typed);
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (listed: Listed): void => runListed(listed, presses);

  function keyDown(event: KeyboardEvent): void {
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setAt(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') setAt(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter' && chosen) run(chosen);
    else return;
    event.preventDefault();
  }

  return (
    <dialog
      ref={dialog}
      role="dialog"
      className={styles.palette}
      aria-label={t('palette.label')}
      onClose={closeOverlay}
      onClick={(event) => {
        if (event.target === event.currentTarget) closeOverlay();
      }}
    >
      <div className={styles.search}>
        <Icon name="search" />
        <input
          value={typed}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          placeholder={t('palette.placeholder')}
          role="combobox"
          aria-label={t('palette.placeholder')}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosen ? `palette-${chosen.id}` : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={keyDown}
        />
      </div>
      <ul id="palette-list" role="listbox" className={styles.list}>
        {found.map((listed) => (
          <Row key={listed.id} listed={listed} chosen={listed === chosen} run={run} />
        ))}
      </ul>
      {found.length === 0 && <p className={styles.nothing}>{t('palette.nothing')}</p>}
    </dialog>
  );
}

interface RowProps {
  readonly listed: Listed;
  readonly chosen: boolean;
  readonly run: (listed: Listed) => void;
}

function Row({ listed, chosen, run }: RowProps): ReactNode {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li
      ref={row}
      id={`palette-${listed.id}`}
      role="option"
      aria-selected={chosen}
      className={styles.row}
      onClick={() => run(listed)}
    >
      <Icon name={listed.icon} size={14} />
      <span>{listed.label}</span>
      {listed.key && <Kbd>{capOf(listed.key)}</Kbd>}
    </li>
  );
}
