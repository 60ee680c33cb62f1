import { type ReactNode, useEffect, useRef } from 'react';
import { useMirror } from '../../client/react';
import { openOverlay, setMode } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon, type IconName } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { classes } from '../../ui/classes';
import { obsSentence, obsTone } from '../connection/obsWords';
import { NoticeStrip } from '../notices/NoticeStrip';
import { NewShow } from './NewShow';
import { RecentShows } from './RecentShows';
import styles from './StartScreen.module.css';
import { useDroppedFile } from './useDroppedFile';
import type { Start } from './useStart';
import { useStart } from './useStart';

/** Where no show is open: begin one, or go on with one. */
export function StartScreen(): ReactNode {
  const start = useStart();
  const dropping = useDroppedFile(start.openFile);
  // A show opens on its live console, whatever the one before was left in.
  useEffect(() => setMode('live'), []);
  return (
    <div className={styles.screen} data-dropping={dropping || undefined}>
      <div className={styles.notices}>
        <NoticeStrip />
      </div>
      <main className={styles.begin}>
        <h1 className={styles.mark}>
          <span className={styles.brand}>
            <Icon name="lectern" size={24} />
          </span>
          {t('start.name')}
        </h1>
        <NewShow start={start} />
        <Doors start={start} />
        <p className={styles.problem} role="alert">
          {start.problem !== null && (
            <>
              <Icon name="warn" />
              {start.problem}
            </>
          )}
        </p>
      </main>
      <RecentShows start={start} />
      <Base />
    </div>
  );
}

function Doors({ start }: { readonly start: Start }): ReactNode {
  const recent = useMirror((published) => published.library.recent);
  const picker = useRef<HTMLInputElement>(null);
  // What is live goes on where it was; a rehearsal needs a show that is not.
  const rehearsal = recent.find((show) => show.run !== 'unfinished') ?? null;

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const ctrl = event.ctrlKey || event.metaKey;
      if (!ctrl || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'o') return;
      event.preventDefault();
      if (!event.repeat) picker.current?.click();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <nav aria-label={t('start.doors')}>
      <ul className={styles.doors}>
        <Door
          icon="folder"
          title={t('start.open')}
          how={t('start.openHow')}
          keys="Ctrl O"
          shortcut="Control+O"
          disabled={start.busy}
          onClick={() => picker.current?.click()}
        />
        <Door
          icon="play-outline"
          title={t('start.demo')}
          how={t('start.demoHow')}
          disabled={start.busy}
          onClick={start.demo}
        />
        <Door
          icon="repeat"
          title={t('start.rehearse')}
          how={rehearsal ? t('start.rehearseHow', { title: rehearsal.title }) : t('start.rehearseDemo')}
          disabled={start.busy}
          onClick={() => start.rehearse(rehearsal)}
        />
      </ul>
      <input
        ref={picker}
        type="file"
        accept=".lectern"
        hidden
        aria-label={t('start.open')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again, put right meanwhile.
          event.target.value = '';
          if (file) start.openFile(file);
        }}
      />
    </nav>
  );
}

interface DoorProps {
  readonly icon: IconName;
  readonly title: string;
  readonly how: string;
  readonly keys?: string;
  readonly shortcut?: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Door({ icon, title, how, keys, shortcut, disabled, onClick }: DoorProps): ReactNode {
  return (
    <li>
      <button
        type="button"
        className={styles.door}
        aria-keyshortcuts={shortcut}
        disabled={disabled}
        onClick={onClick}
      >
        <span className={styles.doorIcon}>
          <Icon name={icon} size={20} />
        </span>
        <span className={styles.doorWords}>
          <b>{title}</b>
          <span>{how}</span>
        </span>
        {keys !== undefined && <Kbd>{keys}</Kbd>}
      </button>
    </li>
  );
}

function Base(): ReactNode {
  const obs = useMirror((published) => published.obs);
  const version = useMirror((published) => published.app.version);
  const tone = obsTone(obs);
  return (
    <footer className={styles.base}>
      <button type="button" className={styles.obs} onClick={() => openOverlay('connection')}>
        <span className={classes(styles.obsIcon, styles[tone.look])}>
          <Icon name={tone.icon} size={14} />
        </span>
        {obsSentence(obs)}
      </button>
      <span className={styles.version}>{t('start.version', { version })}</span>
      <Button size="small" look="quiet" icon="settings" onClick={() => openOverlay('settings')}>
        {t('start.settings')}
      </Button>
    </footer>
  );
}
