import { type ReactNode, useId, useMemo, useState } from 'react';
import type { VoiceParameters } from '../../../core/captions/voiceParameters';
import { defaultVoiceParameters } from '../../../core/captions/voiceParameters';
import { captionSlots } from '../../actions/captionSlots';
import { useCall, useMirror, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import field from '../../ui/Field.module.css';
import { RefusalLine, refusalText } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import { TextField } from '../edit/Fields';
import { LevelMeter } from './LevelMeter';
import { soundInputs } from './microphoneRows';
import { parameterFields, parameterNames, readParameter } from './parameters';
import { Trace } from './Trace';
import styles from './Voices.module.css';

/** How a voice is told from everything else, with a picture of what that makes of a microphone now. */
export function HearingTab(): ReactNode {
  const voices = useSession(({ show }) => show.voices);
  const { call, refusal } = useCall();
  const { parameters } = voices;
  const isDefault = parameterNames.every((name) => parameters[name] === defaultVoiceParameters[name]);

  async function set(next: VoiceParameters): Promise<string | null> {
    const patch = { voices: { ...voices, parameters: next } };
    const reply = await call('edit', { edit: { kind: 'setShow', patch } });
    return reply.ok ? null : refusalText(reply.refusal);
  }

  return (
    <div className={styles.form}>
      <Picture />
      <RefusalLine refusal={refusal} />
      <div className={styles.parameters}>
        {parameterNames.map((name) => (
          <Parameter
            key={name}
            name={name}
            value={parameters[name]}
            save={(value) => set({ ...parameters, [name]: value })}
          />
        ))}
      </div>
      <Button
        className={styles.start}
        size="small"
        icon="undo"
        disabled={isDefault}
        onClick={() => void set(defaultVoiceParameters)}
      >
        {t('voices.defaults')}
      </Button>
    </div>
  );
}

interface ParameterProps {
  readonly name: keyof VoiceParameters;
  readonly value: number;
  readonly save: (value: number) => Promise<string | null>;
}

function Parameter({ name, value, save }: ParameterProps): ReactNode {
  const of = parameterFields[name];
  const unit = t(`voices.unit.${of.unit}`);
  const usual = defaultVoiceParameters[name];
  return (
    <div>
      <TextField
        label={t(`voices.parameter.${name}.name`)}
        value={String(value)}
        maxLength={12}
        className={styles.number}
        unit={value === usual ? unit : t('voices.usually', { unit, usual })}
        save={(typed) => {
          const read = readParameter(typed, of);
          return read === null
            ? Promise.resolve(t('voices.notWithin', { least: of.least, most: of.most, unit }))
            : save(read);
        }}
      />
      <p className={styles.how}>{t(`voices.parameter.${name}.how`)}</p>
    </div>
  );
}

/** A live microphone, with what these numbers make of it. */
function Picture(): ReactNode {
  const id = useId();
  const observed = useMirror(({ obs }) => obs.observed);
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const inputs = useMemo(() => soundInputs(observed) ?? [], [observed]);
  const [chosen, setChosen] = useState<string | null>(null);
  // Of who is on air rather than of anybody: that is heard now.
  const first = [...captionSlots(show, run), ...show.speakers].find(
    ({ microphone }) => microphone !== null && inputs.includes(microphone),
  );
  const input = chosen ?? first?.microphone ?? inputs[0] ?? null;
  if (input === null) return <p className={styles.how}>{t('voices.obsUnread')}</p>;
  return (
    <section className={styles.picture} aria-labelledby={id}>
      <h3 id={id} className={styles.subhead}>
        {t('voices.picture')}
      </h3>
      <select
        className={classes(field.field, styles.select)}
        aria-label={t('voices.pictureOf')}
        value={input}
        onChange={({ target }) => setChosen(target.value)}
      >
        {inputs.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <LevelMeter input={input} thresholds className={styles.wide} />
      <Trace input={input} label={t('voices.trace', { input })} />
      <ul className={styles.legend}>
        <li data-line="level">{t('voices.legend.level')}</li>
        <li data-line="floor">{t('voices.legend.floor')}</li>
        <li data-line="threshold">{t('voices.legend.threshold')}</li>
        <li data-line="rising">{t('voices.legend.rising')}</li>
        <li data-line="speaking">{t('voices.legend.speaking')}</li>
      </ul>
    </section>
  );
}
