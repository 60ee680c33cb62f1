import { type ReactNode, useMemo } from 'react';
import type { Finding } from '../../../core/obs/preflight';
import type { Show, Speaker, SpeakerId } from '../../../core/show/model';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { blankSpeaker } from './editing';
import { TextField } from './Fields';
import fields from './Fields.module.css';
import { NameField } from './NameField';
import { newId } from './newId';
import styles from './PeoplePane.module.css';
import type { MakeEdit } from './useEdit';

interface PeoplePaneProps {
  readonly show: Show;
  readonly findings: readonly Finding[];
  readonly selected: SpeakerId | null;
  readonly fresh: SpeakerId | null;
  readonly edit: MakeEdit;
  readonly onSelect: (id: SpeakerId | null) => void;
  readonly onAdded: (id: SpeakerId) => void;
}

/** Everybody who may be named on screen. */
export function PeoplePane({
  show,
  findings,
  selected,
  fresh,
  edit,
  onSelect,
  onAdded,
}: PeoplePaneProps): ReactNode {
  const uses = useMemo(() => countUses(show), [show]);
  const problems = useMemo(() => problemsOf(findings), [findings]);
  const person = show.speakers.find((speaker) => speaker.id === selected) ?? show.speakers[0] ?? null;

  function add(): void {
    const speaker = blankSpeaker(newId(), t('edit.newPerson'));
    void edit({ kind: 'addSpeaker', speaker, index: show.speakers.length }).then((problem) => {
      if (problem === null) onAdded(speaker.id);
    });
  }

  return (
    <div className={styles.people}>
      <div className={styles.side}>
        <ul className={styles.list}>
          {show.speakers.length === 0 && <li className={styles.none}>{t('edit.noPeople')}</li>}
          {show.speakers.map((speaker) => (
            <li key={speaker.id}>
              <button
                type="button"
                className={classes(styles.person, speaker === person && styles.selected)}
                aria-current={speaker === person || undefined}
                onClick={() => onSelect(speaker.id)}
              >
                <Avatar name={speaker.name} />
                <span className={text.ellipsis}>{speaker.name || t('edit.unnamed')}</span>
                {problems.has(speaker.id) && <Icon name="warn" size={14} />}
              </button>
            </li>
          ))}
        </ul>
        <Button size="small" icon="plus" onClick={add}>
          {t('edit.addPerson')}
        </Button>
      </div>
      {person && (
        <PersonForm
          key={person.id}
          person={person}
          isHost={person.id === show.hostId}
          uses={uses.get(person.id) ?? 0}
          problem={problems.get(person.id) ?? null}
          fresh={person.id === fresh}
          edit={edit}
          onRemove={() => {
            onSelect(null);
            void edit({ kind: 'removeSpeaker', id: person.id });
          }}
        />
      )}
    </div>
  );
}

interface PersonFormProps {
  readonly person: Speaker;
  readonly isHost: boolean;
  readonly uses: number;
  readonly problem: string | null;
  readonly fresh: boolean;
  readonly edit: MakeEdit;
  readonly onRemove: () => void;
}

function PersonForm({ person, isHost, uses, problem, fresh, edit, onRemove }: PersonFormProps): ReactNode {
  const inputs = useMirror(({ obs }) => obs.observed?.inputs ?? null);
  const set = (patch: Partial<Omit<Speaker, 'id'>>): Promise<string | null> =>
    edit({ kind: 'setSpeaker', id: person.id, patch });
  return (
    <div className={fields.form}>
      <TextField
        label={t('edit.field.name')}
        value={person.name}
        finding={problem}
        fresh={fresh}
        save={(name) => set({ name })}
      />
      <TextField label={t('edit.field.role')} value={person.role} save={(role) => set({ role })} />
      <TextField
        label={t('edit.field.organisation')}
        value={person.organisation}
        save={(organisation) => set({ organisation })}
      />
      <TextField label={t('edit.field.place')} value={person.place} save={(place) => set({ place })} />
      <TextField
        label={t('edit.field.pronunciation')}
        value={person.pronunciation}
        placeholder={t('edit.hint.pronunciation')}
        save={(pronunciation) => set({ pronunciation })}
      />
      <NameField
        label={t('edit.field.microphone')}
        value={person.microphone ?? ''}
        none={t('edit.microphoneNone')}
        names={inputs && inputs.flatMap(({ name, muted }) => (muted === null ? [] : [name]))}
        save={(name) => set({ microphone: name === '' ? null : name })}
      />
      <div className={styles.foot}>
        {isHost && <Tag tone="neutral">{t('edit.isHost')}</Tag>}
        <span className={text.muted}>{t('edit.peopleIn', { count: uses })}</span>
        <Button
          className={styles.remove}
          size="small"
          look="quiet"
          icon="trash"
          aria-label={t('edit.removePerson', { name: person.name || t('edit.unnamed') })}
          onClick={onRemove}
        >
          {t('edit.remove')}
        </Button>
      </div>
    </div>
  );
}

function countUses(show: Show): ReadonlyMap<SpeakerId, number> {
  const uses = new Map<SpeakerId, number>();
  for (const { speakerIds } of show.segments) {
    for (const id of speakerIds) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}

function problemsOf(findings: readonly Finding[]): ReadonlyMap<SpeakerId, string> {
  const problems = new Map<SpeakerId, string>();
  for (const finding of findings) {
    if (finding.code === 'nameMissing') problems.set(finding.speakerId, t('edit.finding.nameMissing'));
    if (finding.code === 'captionProblem')
      problems.set(finding.speakerId, t(`captions.problem.${finding.problem}`));
  }
  return problems;
}
