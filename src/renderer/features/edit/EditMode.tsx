import { Tabs } from '@base-ui/react/tabs';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { SegmentId, Show, SpeakerId } from '../../../core/show/model';
import { ariaKeys, capOf } from '../../actions/keys';
import { usePresses, useRun } from '../../actions/react';
import type { Action } from '../../actions/registry';
import { usePreflight } from '../../client/preflight';
import { useSession } from '../../client/react';
import { useView } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/Panel';
import {
  addSegmentAction,
  duplicateSegmentAction,
  moveDownAction,
  moveUpAction,
  removeSegmentAction,
} from './actions';
import { editRowId } from './EditRow';
import styles from './EditMode.module.css';
import { PeoplePane } from './PeoplePane';
import { SegmentList } from './SegmentList';
import { SegmentPane } from './SegmentPane';
import { ShowPane } from './ShowPane';
import { useEdit } from './useEdit';

const tabs = ['segment', 'people', 'show'] as const;
type Tab = (typeof tabs)[number];

/**
 * The plan as a form, in the place of rundown, captions and messages. The deck stays above: GO takes by click
 * and by Ctrl+Enter, Slate from every focus.
 */
export function EditMode(): ReactNode {
  const show = useSession((session) => session.show);
  const { findings } = usePreflight();
  const selected = useView((view) => view.selectedSegment);
  const freshSegment = useView((view) => view.freshSegment);
  const [chosen, setChosen] = useState<{ readonly tab: Tab; readonly at?: SegmentId | null } | null>(
    () => useView.getState().editAt,
  );
  const [person, setPerson] = useState<SpeakerId | null>(personToStartWith);
  const [freshPerson, setFreshPerson] = useState<SpeakerId | null>(personToStartWith);
  const edit = useEdit();
  useSelectionToStartWith(show, (at) => setChosen((before) => before && { ...before, at }));

  // Picking a segment shows that segment, whatever was looked at before.
  const tab = chosen && (chosen.at === undefined || chosen.at === selected) ? chosen.tab : 'segment';
  const open = (name: Tab): void => setChosen({ tab: name, at: selected });
  const segment = show.segments.find(({ id }) => id === selected);

  function openPerson(id: SpeakerId, fresh: boolean): void {
    setPerson(id);
    if (fresh) setFreshPerson(id);
    open('people');
  }

  return (
    <div className={styles.mode}>
      <Panel title={t('edit.segments')} head={<Tools />} className={styles.plan}>
        <SegmentList show={show} edit={edit} />
      </Panel>
      <Tabs.Root className={styles.pane} value={tab} onValueChange={(name: Tab) => open(name)}>
        <div className={styles.tabs}>
          <Tabs.List className={styles.tabList} aria-label={t('edit.title')}>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name} className={styles.tab}>
                {t(`edit.tab.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        <Tabs.Panel value="segment" className={styles.body}>
          {segment ? (
            <SegmentPane
              key={segment.id}
              show={show}
              segment={segment}
              findings={findings}
              fresh={segment.id === freshSegment}
              edit={edit}
              onPerson={openPerson}
            />
          ) : (
            <p className={styles.empty}>{t('edit.noneSelected')}</p>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="people" className={styles.body}>
          <PeoplePane
            show={show}
            findings={findings}
            selected={person}
            fresh={freshPerson}
            edit={edit}
            onSelect={setPerson}
            onAdded={(id) => openPerson(id, true)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="show" className={styles.body}>
          <ShowPane show={show} findings={findings} edit={edit} />
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  );
}

function personToStartWith(): SpeakerId | null {
  const { editAt } = useView.getState();
  return editAt?.tab === 'people' ? editAt.person : null;
}

/** Opens with the segment that was selected in the rundown, else what is on air, else the first. */
function useSelectionToStartWith(show: Show, onFound: (id: SegmentId | null) => void): void {
  const onAir = useSession((session) => session.run.onAir?.segment.id ?? null);
  const start = useEffectEvent(() => {
    const has = (id: SegmentId | null): boolean => show.segments.some((segment) => segment.id === id);
    const { selectedSegment } = useView.getState();
    const found = [selectedSegment, onAir, show.segments[0]?.id ?? null].find(has) ?? null;
    useView.setState({ selectedSegment: found, freshSegment: null });
    onFound(found);
    // A person's name takes the focus by itself.
    if (useView.getState().editAt?.tab === 'people') return;
    // The rundown's row went with the rundown: the focus goes on to the same segment here.
    requestAnimationFrame(() => found !== null && document.getElementById(editRowId(found))?.focus());
  });
  useEffect(() => {
    start();
  }, []);
}

function Tools(): ReactNode {
  const presses = usePresses();
  const canUndo = useSession((session) => session.canUndo);
  const canRedo = useSession((session) => session.canRedo);
  const hasSelection = useSession(({ show }) => show.segments.length > 0);
  return (
    <div className={styles.tools}>
      <ActionButton action={addSegmentAction} words />
      <ActionButton action={duplicateSegmentAction} disabled={!hasSelection} words />
      <ActionButton action={moveUpAction} disabled={!hasSelection} />
      <ActionButton action={moveDownAction} disabled={!hasSelection} />
      <ActionButton action={removeSegmentAction} disabled={!hasSelection} />
      <span className={styles.rule} />
      <Button
        size="small"
        look="quiet"
        icon="undo"
        disabled={!canUndo}
        title={`${t('edit.undo')} (Ctrl Z)`}
        aria-keyshortcuts="Control+Z"
        onClick={() => presses.send('app', 'undoEdit', {})}
      >
        {t('edit.undo')}
      </Button>
      <Button
        size="small"
        look="quiet"
        icon="redo"
        disabled={!canRedo}
        title={`${t('edit.redo')} (Ctrl ⇧Z)`}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={() => presses.send('app', 'redoEdit', {})}
      >
        {t('edit.redo')}
      </Button>
    </div>
  );
}

interface ActionButtonProps {
  readonly action: Action;
  readonly disabled?: boolean;
  readonly words?: boolean;
}

function ActionButton({ action, disabled = false, words = false }: ActionButtonProps): ReactNode {
  const run = useRun();
  const [press] = action.keys;
  const label = t(action.label);
  return (
    <Button
      size="small"
      look="quiet"
      icon={action.icon}
      disabled={disabled}
      aria-label={label}
      title={press ? `${label} (${capOf(press)})` : label}
      aria-keyshortcuts={press && ariaKeys(press)}
      onClick={() => run(action)}
    >
      {words ? label : undefined}
    </Button>
  );
}
