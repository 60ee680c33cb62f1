import { type ReactNode, useEffect, useId, useRef } from 'react';
import { plannedSlots, slotSeam } from '../../../core/run/slots';
import type { Segment, Slots, Speaker } from '../../../core/show/model';
import { readDuration } from '../../../core/time/read';
import { formatLength } from '../../../core/time/write';
import { t } from '../../i18n/t';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import fields from './Fields.module.css';
import { lengthWords, readingProblem } from './lengthWords';
import styles from './SpeakersField.module.css';
import { useDraft } from './useDraft';

interface SlotFieldProps {
  readonly segment: Segment;
  readonly speaker: Speaker;
  readonly save: (slots: Slots) => Promise<string | null>;
}

/** The time that is set for one speaker of a segment; left empty, the share of the rest that they have. */
export function SlotField({ segment, speaker, save }: SlotFieldProps): ReactNode {
  const id = useId();
  const { id: speakerId } = speaker;
  const slot = plannedSlots(segment).find((one) => one.speakerId === speakerId);
  const { [speakerId]: own, ...others } = segment.slots;
  const written = own === undefined ? '' : formatLength(own);
  const draft = useDraft(written, (typed) => {
    if (typed.trim() === '') return save(others);
    const length = readDuration(typed);
    if (!length.ok) return Promise.resolve(readingProblem(length.problem, t('edit.hint.duration'), written));
    return save({ ...others, [speakerId]: length.value });
  });
  const reading = readDuration(draft.value);
  const reads = draft.problem === null && draft.value !== written && reading.ok;
  const below = useRef<HTMLParagraphElement>(null);
  // The last of several people may stand at the edge of the pane.
  useEffect(() => {
    if (draft.problem !== null || reads) below.current?.scrollIntoView({ block: 'nearest' });
  }, [draft.problem, reads]);
  return (
    <>
      <Field
        className={styles.slot}
        aria-label={t('edit.slot.of', { name: speaker.name || t('edit.unnamed') })}
        placeholder={slot && t('edit.slot.each', { time: formatLength(slot.length) })}
        maxLength={40}
        value={draft.value}
        aria-invalid={draft.problem !== null}
        aria-describedby={`${id}-problem`}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={draft.onKeyDown}
      />
      <p ref={below} className={styles.below} id={`${id}-problem`} aria-live="polite">
        {draft.problem !== null && (
          <span className={fields.problem}>
            <Icon name="stop" size={12} />
            {draft.problem}
          </span>
        )}
        {reads && t('edit.length.reads', { words: lengthWords(reading.value) })}
      </p>
    </>
  );
}

/** How the set times of a segment fit into it; nothing where they do. */
export function SlotFinding({ segment }: { readonly segment: Segment }): ReactNode {
  const seam = slotSeam(segment);
  if (!seam) return null;
  return (
    <p className={fields.finding}>
      <Icon name="warn" size={12} />
      {t(`edit.finding.slots.${seam.kind}`, {
        sum: formatLength(seam.sum),
        length: formatLength(segment.duration),
        by: formatLength(seam.by),
      })}
    </p>
  );
}
