import { type ReactNode, useId, useState } from 'react';
import { inOrder } from '../../../core/obs/effects';
import type { Cue, CueId } from '../../../core/show/cues';
import type { Segment, Show } from '../../../core/show/model';
import { findSpeaker } from '../../../core/show/model';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { effectIcon, effectText, whenText } from '../cues/cueText';
import { CueFields } from './CueFields';
import styles from './CuesField.module.css';
import { blankCue, duplicateCue, kindsFor, removeCue, replaceCue } from './cueEdits';
import fields from './Fields.module.css';
import { newId } from './newId';
import type { MakeEdit } from './useEdit';

interface CuesFieldProps {
  readonly show: Show;
  readonly segment: Segment;
  readonly edit: MakeEdit;
}

/** What else happens in OBS and on the host's screen, in the order in which it does. One cue at a time is open. */
export function CuesField({ show, segment, edit }: CuesFieldProps): ReactNode {
  const id = useId();
  const [open, setOpen] = useState<CueId | null>(null);
  const [fresh, setFresh] = useState<CueId | null>(null);
  const cues = inOrder(segment.cues);
  const set = (changed: readonly Cue[]): Promise<string | null> =>
    edit({ kind: 'setSegment', id: segment.id, patch: { cues: changed } });

  function openFresh(cueId: CueId): void {
    setOpen(cueId);
    setFresh(cueId);
  }

  function add(chosen: string): void {
    const kind = kindsFor(show).find((name) => name === chosen);
    if (!kind) return;
    const cue = blankCue(newId(), kind, { show, segment, note: t('cues.edit.usualNote') });
    openFresh(cue.id);
    void set([...segment.cues, cue]);
  }

  function remove(cue: Cue): void {
    const at = cues.indexOf(cue);
    const neighbour = cues[at + 1] ?? cues[at - 1];
    document.getElementById(neighbour ? itemId(neighbour.id) : id)?.focus();
    void set(removeCue(segment.cues, cue.id));
  }

  return (
    <div className={fields.labelled}>
      <label htmlFor={id}>{t('cues.edit.title')}</label>
      {cues.length === 0 && <p className={fields.note}>{t('cues.edit.none')}</p>}
      <ol className={styles.list}>
        {cues.map((cue) => (
          <CueItem
            key={cue.id}
            show={show}
            segment={segment}
            cue={cue}
            open={cue.id === open}
            fresh={cue.id === fresh}
            save={(changed) => set(replaceCue(segment.cues, changed))}
            onToggle={() => {
              setOpen(cue.id === open ? null : cue.id);
              setFresh(null);
            }}
            onDuplicate={() => {
              const copy = newId();
              openFresh(copy);
              void set(duplicateCue(segment.cues, cue.id, copy));
            }}
            onRemove={() => remove(cue)}
          />
        ))}
      </ol>
      <select
        id={id}
        className={classes(field.field, fields.select)}
        value=""
        onChange={(event) => add(event.target.value)}
      >
        <option value="" disabled>
          {t('cues.edit.add')}
        </option>
        {kindsFor(show).map((kind) => (
          <option key={kind} value={kind}>
            {t(`cues.edit.kind.${kind}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function itemId(id: CueId): string {
  return `cue-${id}`;
}

interface CueItemProps {
  readonly show: Show;
  readonly segment: Segment;
  readonly cue: Cue;
  readonly open: boolean;
  /** Just added: its first field takes the focus. */
  readonly fresh: boolean;
  readonly save: (cue: Cue) => Promise<string | null>;
  readonly onToggle: () => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

function CueItem(props: CueItemProps): ReactNode {
  const { show, segment, cue, open, fresh, save, onToggle, onDuplicate, onRemove } = props;
  const what = effectText(cue.effect, (id) => findSpeaker(show, id)?.name ?? '');
  const when = whenText(cue.trigger);
  return (
    <li className={classes(styles.item, open && styles.open)}>
      <div className={styles.line}>
        <button
          type="button"
          id={itemId(cue.id)}
          className={styles.summary}
          aria-expanded={open}
          onClick={onToggle}
        >
          <span className={styles.when}>{when}</span>
          <Icon name={effectIcon(cue.effect)} size={14} />
          <span className={text.ellipsis} title={what}>
            {what}
          </span>
        </button>
        <Button
          size="small"
          look="quiet"
          icon="copy"
          label={t('cues.edit.duplicate', { cue: what })}
          onClick={onDuplicate}
        />
        <Button
          size="small"
          look="quiet"
          icon="trash"
          label={t('cues.edit.remove', { cue: what })}
          onClick={onRemove}
        />
      </div>
      {open && (
        <div role="group" aria-label={what} className={styles.fields}>
          <CueFields show={show} segment={segment} cue={cue} fresh={fresh} save={save} />
        </div>
      )}
    </li>
  );
}
