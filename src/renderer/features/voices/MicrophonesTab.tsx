import { type ReactNode, useMemo, useState } from 'react';
import type { SpeakerId } from '../../../core/show/model';
import { useHeard, useMeters } from '../../client/meters';
import { useCall, useMirror, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { LevelMeter } from './LevelMeter';
import type { MicrophoneRow } from './microphoneRows';
import { heardInput, microphoneRows, soundInputs } from './microphoneRows';
import styles from './Microphones.module.css';

/** Each person and the input of OBS that they speak into. */
export function MicrophonesTab(): ReactNode {
  const show = useSession((session) => session.show);
  const observed = useMirror(({ obs }) => obs.observed);
  const inputs = useMemo(() => soundInputs(observed), [observed]);
  const rows = useMemo(() => microphoneRows(show, inputs), [show, inputs]);
  const { call, refusal } = useCall();

  function tie(id: SpeakerId, microphone: string | null): void {
    void call('edit', { edit: { kind: 'setSpeaker', id, patch: { microphone } } });
  }

  return (
    <div className={styles.microphones}>
      <p className={styles.how}>{t(inputs === null ? 'voices.obsUnread' : 'voices.microphonesHow')}</p>
      <RefusalLine refusal={refusal} />
      {rows.length > 0 && inputs !== null && <Heard rows={rows} tie={tie} />}
      {rows.length === 0 && <p className={styles.how}>{t('captions.nobody')}</p>}
      <ol className={styles.rows} aria-label={t('voices.tab.microphones')}>
        {rows.map((row) => (
          <Row key={row.speaker.id} row={row} inputs={inputs} tie={(input) => tie(row.speaker.id, input)} />
        ))}
      </ol>
    </div>
  );
}

interface RowProps {
  readonly row: MicrophoneRow;
  readonly inputs: readonly string[] | null;
  readonly tie: (input: string | null) => void;
}

function Row({ row, inputs, tie }: RowProps): ReactNode {
  const { speaker, suggested } = row;
  const { microphone } = speaker;
  const name = speaker.name.trim() === '' ? t('captions.noName') : speaker.name;
  return (
    <li className={styles.row}>
      <Avatar name={speaker.name} />
      <div className={styles.who}>
        <p className={styles.name} dir="auto">
          {name}
        </p>
        <Note row={row} />
      </div>
      <select
        className={classes(field.field, styles.select)}
        aria-label={t('voices.microphoneOf', { name })}
        disabled={inputs === null}
        value={microphone === null ? '' : `=${microphone}`}
        onChange={({ target }) => tie(target.value === '' ? null : target.value.slice(1))}
      >
        <option value="">{t('voices.none')}</option>
        {microphone !== null && !inputs?.includes(microphone) && (
          <option value={`=${microphone}`}>{microphone}</option>
        )}
        {inputs?.map((input) => (
          <option key={input} value={`=${input}`}>
            {input}
          </option>
        ))}
      </select>
      {microphone !== null && <Level input={microphone} />}
      {microphone === null && suggested !== null && (
        <Button className={styles.use} size="small" look="fix" icon="check" onClick={() => tie(suggested)}>
          <span className={text.ellipsis}>{t('voices.tieTo', { input: suggested })}</span>
        </Button>
      )}
      {microphone !== null && (
        <Button
          size="small"
          look="quiet"
          icon="close"
          className={styles.clear}
          label={t('voices.clear', { name })}
          onClick={() => tie(null)}
        />
      )}
    </li>
  );
}

/** How loud it is, with the noise of its room and what may be a voice drawn in. */
function Level({ input }: { readonly input: string }): ReactNode {
  const heard = useHeard(input) ?? 'notActive';
  return (
    <div className={styles.level}>
      <LevelMeter input={input} thresholds />
      <p className={styles.note}>{t(`voices.reading.${heard}`)}</p>
    </div>
  );
}

interface HeardProps {
  readonly rows: readonly MicrophoneRow[];
  readonly tie: (id: SpeakerId, input: string) => void;
}

/** "Say something": the input that is heard, and whose it is with one press. */
function Heard({ rows, tie }: HeardProps): ReactNode {
  const [input, setInput] = useState<string | null>(null);
  useMeters((readings) => setInput((before) => heardInput(before, readings)));
  if (input === null) return <p className={styles.heard}>{t('voices.saySomething')}</p>;
  const owners = rows.filter(({ speaker }) => speaker.microphone === input);
  const free = owners.length > 0 ? [] : rows.filter(({ speaker }) => speaker.microphone === null);
  const names = owners.map(({ speaker }) => speaker.name).join(', ');
  return (
    <div className={styles.heard} role="status">
      <Icon name="wave" size={14} />
      <b>{t(owners.length === 0 ? 'voices.heard' : 'voices.heardOf', { input, names })}</b>
      {free.map(({ speaker: { id, name } }) => (
        <Button key={id} size="small" look="fix" onClick={() => tie(id, input)}>
          {t('voices.itIs', { name })}
        </Button>
      ))}
    </div>
  );
}

/** What there is to know of it; nothing where all is well. */
function Note({
  row: { speaker, suggested, sharedWith, missing },
}: {
  readonly row: MicrophoneRow;
}): ReactNode {
  if (missing) {
    return (
      <p className={classes(styles.note, styles.warn)}>
        <Icon name="warn" size={12} />
        {t('captions.standingHint.notInObs', { input: speaker.microphone })}
      </p>
    );
  }
  if (sharedWith.length > 0) {
    const names = sharedWith.map(({ name }) => name).join(', ');
    return <p className={styles.note}>{t('voices.sharedWith', { names })}</p>;
  }
  if (suggested !== null) return <p className={styles.note}>{t('voices.suggested')}</p>;
  return null;
}
