import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { nextToName } from '../../../core/captions/policy';
import type { Published } from '../../../contract/published';
import { isHandsOff } from '../../../core/run/rehearsal';
import type { Run } from '../../../core/run/model';
import { nextSegment } from '../../../core/run/order';
import type { Show, Speaker } from '../../../core/show/model';
import { usePressState, usePresses } from '../../actions/react';
import { useClient, useMirror, useSession } from '../../client/react';
import { markedPeople } from '../../client/speaking';
import { openOverlay, openVoices } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { Panel } from '../../ui/Panel';
import { RefusalLine } from '../../ui/RefusalLine';
import { Switch } from '../../ui/Switch';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import styles from './CaptionsPanel.module.css';
import { headline } from './headline';
import type { CaptionPeople } from './people';
import { captionPeople, keyedPeople, nameState } from './people';
import { PersonRow } from './PersonRow';

/** From this many people on, looking one up beats looking through them. */
const worthFinding = 10;

/** Who may be named on screen: those in the segment first, with a key each, then everyone. */
export function CaptionsPanel(): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const problem = useMirror(captionsAway);
  const people = useMemo(() => captionPeople(show, run), [show, run]);
  const refusal = usePressState(({ refused }) => (refused?.spot === 'captions' ? refused.refusal : null));

  return (
    <Panel
      title={t('captions.title')}
      head={<Head show={show} run={run} people={people} />}
      className={styles.panel}
    >
      <SetUpStrip />
      <RefusalLine className={styles.refusal} refusal={refusal?.code === 'backUndoesGo' ? null : refusal} />
      <div className={styles.scroller}>
        <Of people={people} show={show} run={run} />
        <ol>
          {people.inSegment.map((speaker, index) => (
            <Person
              key={speaker.id}
              speaker={speaker}
              slot={index < keyedPeople ? index + 1 : null}
              disabled={problem !== null}
            />
          ))}
        </ol>
        {people.others.length > 0 && <Everyone others={people.others} disabled={problem !== null} />}
      </div>
    </Panel>
  );
}

/** Why no name can be shown now; `null` when one can. */
function captionsAway({ session, obs, backup }: Published): 'obsAway' | 'obsAwayBackup' | 'notSetUp' | null {
  if (session && isHandsOff(session.run)) return null;
  if (obs.link.status !== 'connected')
    return backup?.obs.link.status === 'connected' ? 'obsAwayBackup' : 'obsAway';
  return obs.observed?.captions.sceneReady === true ? null : 'notSetUp';
}

interface OfProps {
  readonly people: CaptionPeople;
  readonly show: Show;
  readonly run: Run;
}

function Head({ show, run, people }: OfProps): ReactNode {
  const presses = usePresses();
  const client = useClient();
  const levels = useMirror(({ obs }) => obs.levels);
  const { says, warns, values } = headline(show, run, { levels }, people, client.now());
  const hint = t(`captions.headline.${says}`, values);
  const shown = run.caption;
  return (
    <>
      <span
        className={classes(styles.hint, warns && styles.problem)}
        title={hint}
        aria-live={warns ? 'polite' : 'off'}
      >
        {warns && <Icon name="warn" size={12} />}
        <span className={text.ellipsis}>{hint}</span>
      </span>
      <Button
        size="small"
        look="quiet"
        icon="microphone"
        label={t('captions.microphones')}
        onClick={() => openVoices('microphones')}
      />
      <Switch checked={run.autoCaptions} keys="A" onChange={() => presses.autoCaptions()}>
        {t('captions.auto')}
        <Kbd>A</Kbd>
      </Switch>
      <Button
        size="small"
        look="quiet"
        disabled={!shown}
        onClick={() => shown && presses.send('captions', 'hideCaption', { expected: shown.speakerId })}
      >
        {t('captions.hideAll')}
      </Button>
    </>
  );
}

/** What stands in the way of names, with the way out. The alarms above say it louder while it matters. */
function SetUpStrip(): ReactNode {
  const problem = useMirror(captionsAway);
  const missingIn = useMirror(({ session, obs }) =>
    session && isHandsOff(session.run) ? none : (obs.observed?.captions.missingIn ?? none),
  );
  if (problem === null && missingIn.length === 0) return null;
  return (
    <div className={styles.strip}>
      <p>{problem ? t(`captions.${problem}`) : missingWords(missingIn)}</p>
      {problem !== 'obsAway' && problem !== 'obsAwayBackup' && (
        <Button size="small" look="fix" onClick={() => openOverlay('captionSetup')}>
          {t('captions.setUp')}
        </Button>
      )}
    </div>
  );
}

function missingWords(missingIn: readonly string[]): string {
  const scenes = missingIn.map((scene) => `‘${scene}’`).join(', ');
  return t('captions.missingIn', { count: missingIn.length, scenes });
}

const none: readonly string[] = [];

/** Said where the rows are not those of the segment on air, or where there are none. */
function Of({ people, show, run }: OfProps): ReactNode {
  const words = ofWords(people, show, run);
  return words && <p className={styles.of}>{words}</p>;
}

function ofWords({ of, inSegment }: CaptionPeople, show: Show, run: Run): string | null {
  if (show.speakers.length === 0) return t('captions.nobody');
  if (of === 'onAir') {
    return inSegment.length > 0 ? null : t('captions.nobodyOnAir', { title: run.onAir?.segment.title });
  }
  if (of === 'nobody') return null;
  if (inSegment.length === 0) return t('captions.nobodyNext');
  return t('captions.ofNext', { title: nextSegment(show, run)?.title });
}

function Everyone({
  others,
  disabled,
}: {
  readonly others: readonly Speaker[];
  readonly disabled: boolean;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const head = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) head.current?.scrollIntoView({ block: 'start' });
  }, [open]);
  const found = wanted === '' ? others : others.filter(({ name }) => isLike(name, wanted));
  return (
    <>
      <button
        ref={head}
        type="button"
        className={styles.everyone}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'chevron-down' : 'play-outline'} size={14} />
        {t('captions.everyone', { count: others.length })}
      </button>
      {open && (
        <>
          {others.length >= worthFinding && (
            <div className={styles.find}>
              <Field
                aria-label={t('captions.find')}
                placeholder={t('captions.find')}
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
              />
            </div>
          )}
          {found.length === 0 && <p className={styles.of}>{t('captions.foundNobody')}</p>}
          <ol>
            {found.map((speaker) => (
              <Person key={speaker.id} speaker={speaker} slot={null} disabled={disabled} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** Whether a name holds what was typed, whatever the case and the accents. */
function isLike(name: string, wanted: string): boolean {
  const plain = (words: string): string => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain(name).includes(plain(wanted.trim()));
}

interface PersonProps {
  readonly speaker: Speaker;
  readonly slot: number | null;
  readonly disabled: boolean;
}

function Person({ speaker, slot, disabled }: PersonProps): ReactNode {
  const { id } = speaker;
  const state = useSession(({ show, run }) => nameState(run, id, nextToName(show, run)?.id ?? null));
  const here = useSession(({ run }) => !run.absent.includes(id));
  const isHost = useSession(({ show }) => show.hostId === id);
  const drawing = useSession(({ captions }) => captions[id] ?? null);
  const marked = useSession(({ show, run }) => markedPeople(show, run).includes(id));
  return (
    <PersonRow
      speaker={speaker}
      slot={slot}
      state={state}
      here={here}
      marked={marked}
      isHost={isHost}
      drawing={drawing}
      disabled={disabled}
    />
  );
}
