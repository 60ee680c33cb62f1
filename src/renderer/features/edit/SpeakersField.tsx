import { type ReactNode, useId } from 'react';
import type { Segment, Show, Slots, Speaker, SpeakerId } from '../../../core/show/model';
import { findSpeaker } from '../../../core/show/model';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { Switch } from '../../ui/Switch';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { addSpeakerTo, blankSpeaker, moved } from './editing';
import fields from './Fields.module.css';
import { newId } from './newId';
import { SlotField, SlotFinding } from './SlotField';
import styles from './SpeakersField.module.css';
import type { MakeEdit } from './useEdit';

interface SpeakersFieldProps {
  readonly show: Show;
  readonly segment: Segment;
  readonly edit: MakeEdit;
  /** Opens a person's own fields; one just added is to be named at once. */
  readonly onPerson: (id: SpeakerId, fresh: boolean) => void;
}

const newPerson = 'new';

/** Who is in the segment, in the order in which they are expected to speak. */
export function SpeakersField({ show, segment, edit, onPerson }: SpeakersFieldProps): ReactNode {
  const id = useId();
  const speakers = segment.speakerIds.flatMap((speakerId) => findSpeaker(show, speakerId) ?? []);
  const others = show.speakers.filter((speaker) => !segment.speakerIds.includes(speaker.id));
  const set = (patch: Partial<Segment>): void => {
    void edit({ kind: 'setSegment', id: segment.id, patch });
  };

  function add(chosen: string): void {
    if (chosen !== newPerson) {
      set({ speakerIds: [...segment.speakerIds, chosen.slice(1)] });
      return;
    }
    const speaker = blankSpeaker(newId(), t('edit.newPerson'));
    void edit(addSpeakerTo(show, segment, speaker)).then((problem) => {
      if (problem === null) onPerson(speaker.id, true);
    });
  }

  return (
    <div className={fields.labelled}>
      <label htmlFor={id}>{t('edit.field.speakers')}</label>
      <ol className={styles.list}>
        {speakers.map((speaker, index) => (
          <SpeakerItem
            key={speaker.id}
            speaker={speaker}
            segment={segment}
            saveSlots={(slots) => edit({ kind: 'setSegment', id: segment.id, patch: { slots } })}
            first={index === 0}
            last={index === speakers.length - 1}
            onPerson={() => onPerson(speaker.id, false)}
            onMove={(by) =>
              set({ speakerIds: moved(segment.speakerIds, segment.speakerIds.indexOf(speaker.id), by) })
            }
            onRemove={() => set({ speakerIds: segment.speakerIds.filter((other) => other !== speaker.id) })}
          />
        ))}
      </ol>
      <SlotFinding segment={segment} />
      <select
        id={id}
        className={classes(field.field, fields.select)}
        value=""
        onChange={(event) => add(event.target.value)}
      >
        <option value="" disabled>
          {t('edit.addSpeaker')}
        </option>
        {others.map((speaker) => (
          <option key={speaker.id} value={`=${speaker.id}`}>
            {speaker.name || t('edit.unnamed')}
          </option>
        ))}
        <option value={newPerson}>{t('edit.newPersonChoice')}</option>
      </select>
      {speakers.length > 1 && (
        <Switch checked={segment.showsFirstName} onChange={(showsFirstName) => set({ showsFirstName })}>
          {t('edit.field.showsFirstName')}
        </Switch>
      )}
    </div>
  );
}

interface SpeakerItemProps {
  readonly speaker: Speaker;
  readonly segment: Segment;
  readonly saveSlots: (slots: Slots) => Promise<string | null>;
  readonly first: boolean;
  readonly last: boolean;
  readonly onPerson: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function SpeakerItem(props: SpeakerItemProps): ReactNode {
  const { speaker, segment, saveSlots, first, last, onPerson, onMove, onRemove } = props;
  const name = speaker.name || t('edit.unnamed');
  return (
    <li className={styles.item}>
      <Avatar name={speaker.name} />
      <button
        type="button"
        className={classes(styles.person, text.ellipsis)}
        aria-label={t('edit.editPerson', { name })}
        onClick={onPerson}
      >
        {name}
      </button>
      {(!(first && last) || Object.hasOwn(segment.slots, speaker.id)) && (
        <SlotField segment={segment} speaker={speaker} save={saveSlots} />
      )}
      <Button
        size="small"
        look="quiet"
        icon="up"
        label={t('edit.speakerUp', { name })}
        disabled={first}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        look="quiet"
        icon="down"
        label={t('edit.speakerDown', { name })}
        disabled={last}
        onClick={() => onMove(1)}
      />
      <Button
        size="small"
        look="quiet"
        icon="close"
        label={t('edit.speakerOut', { name })}
        onClick={onRemove}
      />
    </li>
  );
}
