import { type ReactNode, useId, useState } from 'react';
import type { DurationProblem } from '../../../core/time/read';
import { readDuration, readSeconds } from '../../../core/time/read';
import type { Result } from '../../../core/result';
import type { Duration } from '../../../core/time/units';
import { formatLength, formatSeconds } from '../../../core/time/write';
import { t } from '../../i18n/t';
import { Field } from '../../ui/Field';
import field from '../../ui/Field.module.css';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import styles from './Fields.module.css';
import { lengthWords, readingProblem } from './lengthWords';
import type { Commit } from './useDraft';
import { useDraft } from './useDraft';

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
  /** Beside the field, e.g. how a length was read. */
  readonly beside?: ReactNode;
  readonly problem?: string | null;
  /** Allowed, but look at it. */
  readonly finding?: string | null;
}

/** A label, its control, and under it what is wrong. */
export function Labelled({ id, label, children, beside, problem, finding }: LabelledProps): ReactNode {
  return (
    <div className={styles.labelled}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        {children}
        {beside}
      </div>
      <p className={styles.problem} id={`${id}-problem`} aria-live="polite">
        {problem && (
          <>
            <Icon name="stop" size={12} />
            {problem}
          </>
        )}
      </p>
      {finding && (
        <p className={styles.finding}>
          <Icon name="warn" size={12} />
          {finding}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly save: Commit;
  readonly placeholder?: string;
  readonly finding?: string | null;
  readonly maxLength?: number;
  /** For words of one language; names and scenes are no matter for a spelling check. */
  readonly prose?: boolean;
  readonly list?: string;
  /** Takes the focus at once, its text selected: for what was just added. */
  readonly fresh?: boolean;
  readonly className?: string;
  readonly beside?: (typed: string) => ReactNode;
  readonly unit?: string;
}

/** One line of text. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, save, placeholder, finding, maxLength = 500, prose = false, list } = props;
  const { fresh = false, className, beside, unit } = props;
  const id = useId();
  const draft = useDraft(value, save);
  return (
    <Labelled
      id={id}
      label={label}
      problem={draft.problem}
      finding={finding}
      beside={unit ? <span className={styles.beside}>{unit}</span> : beside?.(draft.value)}
    >
      <Field
        id={id}
        className={className}
        dir="auto"
        list={list}
        placeholder={placeholder}
        maxLength={maxLength}
        spellCheck={prose}
        autoFocus={fresh}
        onFocus={fresh ? (event) => event.currentTarget.select() : undefined}
        value={draft.value}
        aria-invalid={draft.problem !== null}
        aria-describedby={`${id}-problem`}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={draft.onKeyDown}
      />
    </Labelled>
  );
}

/** Several lines; Enter makes a new one. */
export function NotesField({
  label,
  value,
  save,
}: Pick<TextFieldProps, 'label' | 'value' | 'save'>): ReactNode {
  const id = useId();
  const draft = useDraft(value, save);
  return (
    <Labelled id={id} label={label} problem={draft.problem}>
      <textarea
        id={id}
        className={classes(field.field, styles.notes)}
        dir="auto"
        rows={3}
        maxLength={10_000}
        value={draft.value}
        aria-invalid={draft.problem !== null}
        aria-describedby={`${id}-problem`}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.commit}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') draft.onKeyDown(event);
        }}
      />
    </Labelled>
  );
}

interface LengthFieldProps {
  readonly label: string;
  readonly value: Duration;
  readonly save: (length: Duration) => Promise<string | null>;
  /** Short lengths are typed and written in seconds. */
  readonly short?: boolean;
  readonly unit?: string;
  readonly hint?: string;
}

/** A length, with its reading beside it as soon as it is typed. */
export function LengthField({ label, value, save, short = false, unit, hint }: LengthFieldProps): ReactNode {
  const written = short ? `${formatSeconds(value)} s` : formatLength(value);
  const read: (typed: string) => Result<Duration, DurationProblem> = short ? readSeconds : readDuration;
  const example = hint ?? t('edit.hint.duration');
  return (
    <TextField
      label={label}
      value={written}
      placeholder={example}
      className={styles.short}
      maxLength={40}
      unit={unit}
      beside={(typed) => <Reading length={read(typed)} hidden={short || typed === written} />}
      save={(typed) => {
        const length = read(typed);
        return length.ok
          ? save(length.value)
          : Promise.resolve(readingProblem(length.problem, example, written));
      }}
    />
  );
}

function Reading({
  length,
  hidden,
}: {
  readonly length: Result<Duration, DurationProblem>;
  readonly hidden: boolean;
}): ReactNode {
  return (
    <output className={styles.beside}>
      {!hidden && length.ok && t('edit.length.reads', { words: lengthWords(length.value) })}
    </output>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly save: (value: string) => Promise<string | null>;
  readonly finding?: string | null;
  /** Takes the focus at once: for what was just added. */
  readonly fresh?: boolean;
}

/** One of several. Committed as soon as it is chosen. */
export function ChoiceField(props: ChoiceFieldProps): ReactNode {
  const { label, value, choices, save, finding, fresh = false } = props;
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Labelled id={id} label={label} problem={problem} finding={finding}>
      <select
        id={id}
        className={classes(field.field, styles.select)}
        value={value}
        autoFocus={fresh}
        aria-describedby={`${id}-problem`}
        onChange={(event) => void save(event.target.value).then(setProblem)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
