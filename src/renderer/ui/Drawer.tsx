import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useMirror } from '../client/react';
import { closeOverlay } from '../client/view';
import { t } from '../i18n/t';
import { Button } from './Button';
import styles from './Drawer.module.css';
import { Panel } from './Panel';

export interface DrawerProps {
  readonly title: string;
  /** Takes all the room that it may: for what is read rather than set. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/**
 * What is set up beside the show: no dialog, so that clock, GO and Slate stay in sight and in reach. It lies below
 * the deck; where no show is open, in the middle. Escape and its button close it.
 */
export function Drawer({ title, wide = false, children }: DrawerProps): ReactNode {
  const besideShow = useMirror(({ session }) => session !== null);
  const drawer = useRef<HTMLElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    const box = drawer.current;
    // What asks for the focus has it already.
    if (!box?.contains(before)) box?.querySelector<HTMLElement>('input, [data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  function keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.shiftKey) return;
    event.stopPropagation();
    closeOverlay();
  }

  return (
    <Panel
      ref={drawer}
      title={title}
      className={styles.drawer}
      tabIndex={-1}
      data-beside-show={besideShow || undefined}
      data-wide={wide || undefined}
      onKeyDown={keyDown}
      head={
        <Button
          className={styles.close}
          size="small"
          look="quiet"
          icon="close"
          label={t('common.close')}
          data-first
          onClick={closeOverlay}
        />
      }
    >
      <div className={styles.body}>{children}</div>
    </Panel>
  );
}
