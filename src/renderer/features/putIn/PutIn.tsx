import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { readDuration } from '../../../core/time/read';
import { nextSegment } from '../../../core/run/order';
import { useCall, useMirror, useSession } from '../../client/react';
import { useSlateIsUp } from '../../client/useAir';
import { closeOverlay } from '../../client/view';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import field from '../../ui/Field.module.css';
import { RefusalLine } from '../../ui/RefusalLine';
import { readingProblem } from '../edit/lengthWords';
import styles from './PutIn.module.css';
import { takeWords } from './takeWords';

/** How long it is unless something else is typed. */
const usualLength = '2:00';

interface Problems {
  readonly title?: string;
  readonly length?: string;
}

/** A segment that nobody planned, into the plan and on air with one press: a strip under the rundown, no dialog. */
export function PutIn(): ReactNode {
  const takeId = useSession(({ run }) => run.onAir?.takeId ?? null);
  return takeId === null ? null : <Form takeId={takeId} />;
}

function Form({ takeId }: { readonly takeId: string }): ReactNode {
  const { call, refusal } = useCall();
  const program = useMirror(({ obs }) => obs.observed?.program ?? null);
  const scenes = useMirror(({ obs }) => obs.observed?.scenes ?? null);
  const next = useSession(({ show, run }) => nextSegment(show, run)?.title ?? null);
  const [title, setTitle] = useState('');
  const slateIsUp = useSlateIsUp();
  const slateScene = useSession(({ show }) => show.slateScene);
  // What the slate hides stays hidden unless a scene is chosen.
  const [scene, setScene] = useState(slateIsUp ? null : program);
  const [length, setLength] = useState(usualLength);
  const [problems, setProblems] = useState<Problems>({});
  const titleField = useRef<HTMLInputElement>(null);
  const lengthField = useRef<HTMLInputElement>(null);
  const id = useId();

  async function take(): Promise<void> {
    const reading = readDuration(length);
    const found: Problems = {
      ...(title.trim() === '' ? { title: t('edit.problem.noTitle') } : {}),
      ...(reading.ok ? {} : { length: readingProblem(reading.problem, t('putIn.lengthHint'), usualLength) }),
    };
    setProblems(found);
    if (found.title !== undefined || !reading.ok) {
      (found.title === undefined ? lengthField : titleField).current?.focus();
      return;
    }
    const segment = { title: title.trim(), scene, duration: reading.value };
    const reply = await call('takeUnplanned', { expectedOnAir: takeId, segment });
    if (reply.ok) closeOverlay();
  }

  return (
    <form
      className={styles.strip}
      aria-label={t('putIn.label')}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void take();
      }}
    >
      <div className={styles.fields}>
        <label className={styles.title}>
          {t('putIn.title')}
          <Field
            ref={titleField}
            autoFocus
            value={title}
            maxLength={500}
            placeholder={t('putIn.titleHint')}
            aria-invalid={problems.title !== undefined}
            aria-describedby={`${id}-problem`}
            onChange={({ target }) => {
              setTitle(target.value);
              setProblems({});
            }}
          />
        </label>
        <label className={styles.scene}>
          {t('putIn.scene')}
          {scenes === null ? (
            <Field
              value={scene ?? ''}
              placeholder={t('putIn.sceneNone')}
              onChange={({ target }) => setScene(target.value === '' ? null : target.value)}
            />
          ) : (
            // The sign in front tells a scene from "none": a scene may have any name.
            <select
              className={field.field}
              value={scene === null ? '' : `=${scene}`}
              onChange={({ target }) => setScene(target.value === '' ? null : target.value.slice(1))}
            >
              <option value="">{t('putIn.sceneNone')}</option>
              {scenes.map((name) => (
                <option key={name} value={`=${name}`}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </label>
        <label className={styles.length}>
          {t('putIn.length')}
          <Field
            ref={lengthField}
            value={length}
            aria-invalid={problems.length !== undefined}
            aria-describedby={`${id}-problem`}
            onChange={({ target }) => {
              setLength(target.value);
              setProblems({});
            }}
          />
        </label>
      </div>
      <div className={styles.foot}>
        <Button type="submit" look="recommended" className={styles.take}>
          {takeWords(title.trim(), scene, slateIsUp ? { scene: slateScene } : null)}
        </Button>
        <Button look="quiet" onClick={closeOverlay}>
          {t('putIn.leave')}
        </Button>
        <p className={styles.problem} id={`${id}-problem`} aria-live="polite">
          {[problems.title, problems.length].filter((problem) => problem !== undefined).join(' ')}
        </p>
        <RefusalLine refusal={refusal} />
        {refusal === null && Object.keys(problems).length === 0 && (
          <p className={styles.after}>
            {next === null ? t('putIn.afterNothing') : t('putIn.after', { title: next })}
          </p>
        )}
      </div>
    </form>
  );
}
