import type { ReactNode } from 'react';
import { outputNames } from '../../../core/obs/outputs';
import type { Cue, CueEffect, MediaAction } from '../../../core/show/cues';
import { loudest, quietest } from '../../../core/show/cues';
import { asksFirst } from '../../../core/run/outputs';
import type { Segment, Show } from '../../../core/show/model';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Switch } from '../../ui/Switch';
import { blankTrigger, kindsFor, triggersFor, withKind } from './cueEdits';
import { readDecibels, writeDecibels } from './decibels';
import { ChoiceField, LengthField, TextField } from './Fields';
import fields from './Fields.module.css';
import { NameField } from './NameField';
import { TransitionField } from './TransitionField';

type Save = (cue: Cue) => Promise<string | null>;

interface CueFieldsProps {
  readonly show: Show;
  readonly segment: Segment;
  readonly cue: Cue;
  readonly fresh: boolean;
  readonly save: Save;
}

/** One cue as a form: what, when, and what it needs to know. */
export function CueFields({ show, segment, cue, fresh, save }: CueFieldsProps): ReactNode {
  return (
    <>
      <div className={fields.pair}>
        <ChoiceField
          label={t('cues.edit.what')}
          value={cue.effect.kind}
          fresh={fresh}
          choices={kindsFor(show).map((kind) => ({ value: kind, label: t(`cues.edit.kind.${kind}`) }))}
          save={(chosen) => {
            const kind = kindsFor(show).find((name) => name === chosen) ?? cue.effect.kind;
            return save(withKind(cue, kind, { show, segment, note: t('cues.edit.usualNote') }));
          }}
        />
        <WhenField cue={cue} save={save} />
      </div>
      <EffectFields
        show={show}
        segment={segment}
        effect={cue.effect}
        save={(effect) => save({ ...cue, effect })}
      />
    </>
  );
}

function WhenField({ cue, save }: Pick<CueFieldsProps, 'cue' | 'save'>): ReactNode {
  const { trigger } = cue;
  const choice = (
    <ChoiceField
      label={t('cues.edit.when')}
      value={trigger.kind}
      choices={triggersFor(cue.effect).map((kind) => ({
        value: kind,
        label: t(`cues.edit.trigger.${kind}`),
      }))}
      save={(chosen) => {
        const kind = triggersFor(cue.effect).find((name) => name === chosen) ?? trigger.kind;
        const blank = blankTrigger(kind);
        // A time that was typed stays, also where it counts from the other end.
        const kept = 'offset' in blank && 'offset' in trigger ? { ...blank, offset: trigger.offset } : blank;
        return save({ ...cue, trigger: kept });
      }}
    />
  );
  if (!('offset' in trigger)) return choice;
  return (
    <div className={fields.pair}>
      {choice}
      <LengthField
        label={t('cues.edit.offset')}
        hint={t('cues.edit.hint.offset')}
        value={trigger.offset}
        save={(offset) => save({ ...cue, trigger: { ...trigger, offset } })}
      />
    </div>
  );
}

interface EffectFieldsProps {
  readonly show: Show;
  readonly segment: Segment;
  readonly effect: CueEffect;
  readonly save: (effect: CueEffect) => Promise<string | null>;
}

function EffectFields({ show, segment, effect, save }: EffectFieldsProps): ReactNode {
  const observed = useMirror(({ obs }) => obs.observed);
  const inputs = observed?.inputs ?? null;
  switch (effect.kind) {
    case 'scene':
      return (
        <>
          <NameField
            label={t('cues.edit.scene')}
            value={effect.scene}
            names={observed?.scenes ?? null}
            save={(scene) => save({ ...effect, scene })}
          />
          <TransitionField
            value={effect.transition}
            finding={null}
            save={(transition) => save({ ...effect, transition })}
          />
        </>
      );
    case 'showCaption':
      return (
        <ChoiceField
          label={t('cues.edit.person')}
          value={effect.speakerId}
          choices={peopleChoices(show, segment, effect.speakerId)}
          save={(speakerId) => save({ ...effect, speakerId })}
        />
      );
    case 'visibility':
      return (
        <>
          <div className={fields.pair}>
            <NameField
              label={t('cues.edit.inScene')}
              value={effect.scene}
              names={observed?.scenes ?? null}
              save={(scene) => save({ ...effect, scene })}
            />
            <NameField
              label={t('cues.edit.source')}
              value={effect.source}
              names={observed?.sources[effect.scene] ?? null}
              save={(source) => save({ ...effect, source })}
            />
          </div>
          <OnField
            on={effect.on}
            words={[t('cues.edit.show'), t('cues.edit.hide')]}
            save={(on) => save({ ...effect, on })}
          />
        </>
      );
    case 'mute':
      return (
        <div className={fields.pair}>
          <NameField
            label={t('cues.edit.input')}
            value={effect.input}
            names={inputs && namesOf(inputs.filter(({ muted }) => muted !== null))}
            save={(input) => save({ ...effect, input })}
          />
          <OnField
            on={effect.on}
            words={[t('cues.edit.mute'), t('cues.edit.unmute')]}
            save={(on) => save({ ...effect, on })}
          />
        </div>
      );
    case 'volume':
      return (
        <>
          <NameField
            label={t('cues.edit.input')}
            value={effect.input}
            names={inputs && namesOf(inputs.filter(({ decibels }) => decibels !== null))}
            save={(input) => save({ ...effect, input })}
          />
          <div className={fields.pair}>
            <TextField
              label={t('cues.edit.decibels')}
              value={writeDecibels(effect.decibels)}
              placeholder={t('cues.edit.hint.decibels')}
              className={fields.short}
              maxLength={10}
              save={(typed) => {
                const decibels = readDecibels(typed);
                return decibels === null || decibels < quietest || decibels > loudest
                  ? Promise.resolve(t('cues.edit.noDecibels'))
                  : save({ ...effect, decibels });
              }}
            />
            <LengthField
              label={t('cues.edit.over')}
              short
              hint={t('cues.edit.hint.over')}
              value={effect.over}
              save={(over) => save({ ...effect, over })}
            />
          </div>
        </>
      );
    case 'media':
      return (
        <div className={fields.pair}>
          <NameField
            label={t('cues.edit.input')}
            value={effect.input}
            names={inputs && namesOf(mediaFirst(inputs))}
            save={(input) => save({ ...effect, input })}
          />
          <ChoiceField
            label={t('cues.edit.action')}
            value={effect.action}
            choices={mediaActions.map((action) => ({ value: action, label: t(`cues.edit.${action}`) }))}
            save={(chosen) =>
              save({ ...effect, action: mediaActions.find((action) => action === chosen) ?? effect.action })
            }
          />
        </div>
      );
    case 'filter':
      return (
        <>
          <div className={fields.pair}>
            <NameField
              label={t('cues.edit.source')}
              value={effect.source}
              names={observed && [...namesOf(observed.inputs), ...observed.scenes]}
              save={(source) => save({ ...effect, source })}
            />
            <NameField
              label={t('cues.edit.filter')}
              value={effect.filter}
              names={observed && (observed.filters[effect.source] ?? [])}
              save={(filter) => save({ ...effect, filter })}
            />
          </div>
          <OnField
            on={effect.on}
            words={[t('cues.edit.on'), t('cues.edit.off')]}
            save={(on) => save({ ...effect, on })}
          />
        </>
      );
    case 'hotkey':
      return (
        <NameField
          label={t('cues.edit.hotkey')}
          value={effect.name}
          names={observed?.hotkeys ?? null}
          ambiguous={observed?.ambiguousHotkeys}
          save={(name) => save({ ...effect, name })}
        />
      );
    case 'output':
      return (
        <>
          <ChoiceField
            label={t('cues.edit.action')}
            value={`${effect.on ? 'start' : 'stop'} ${effect.output}`}
            choices={outputChoices.map(({ value, output, on }) => ({
              value,
              label: t(`outputs.${on ? 'start' : 'stop'}.${output}`),
            }))}
            save={(chosen) => {
              const found = outputChoices.find(({ value }) => value === chosen);
              return save(found ? { kind: 'output', output: found.output, on: found.on } : effect);
            }}
          />
          {asksFirst(effect.output, effect.on) && <p className={fields.note}>{t('cues.edit.askedFirst')}</p>}
        </>
      );
    case 'note':
      return (
        <>
          <TextField
            label={t('cues.edit.note')}
            value={effect.text}
            prose
            maxLength={280}
            save={(text) =>
              text.trim() === '' ? Promise.resolve(t('cues.edit.noNote')) : save({ ...effect, text })
            }
          />
          <div className={fields.switches}>
            <Switch checked={effect.urgent} onChange={(urgent) => void save({ ...effect, urgent })}>
              {t('cues.edit.urgent')}
            </Switch>
          </div>
        </>
      );
    case 'nextCaption':
    case 'hideCaption':
    case 'saveReplay':
      return null;
  }
}

interface OnFieldProps {
  readonly on: boolean;
  readonly words: readonly [on: string, off: string];
  readonly save: (on: boolean) => Promise<string | null>;
}

function OnField({ on, words, save }: OnFieldProps): ReactNode {
  return (
    <ChoiceField
      label={t('cues.edit.action')}
      value={on ? 'on' : 'off'}
      choices={[
        { value: 'on', label: words[0] },
        { value: 'off', label: words[1] },
      ]}
      save={(chosen) => save(chosen === 'on')}
    />
  );
}

const mediaActions: readonly MediaAction[] = ['restart', 'play', 'pause', 'stop'];

const outputChoices = outputNames.flatMap((output) =>
  [true, false].map((on) => ({ value: `${on ? 'start' : 'stop'} ${output}`, output, on })),
);

function namesOf(named: readonly { readonly name: string }[]): readonly string[] {
  return named.map(({ name }) => name);
}

/** OBS plays media with these kinds; others may come from plugins. */
const mediaKinds = new Set(['ffmpeg_source', 'vlc_source']);

function mediaFirst<Input extends { readonly kind: string }>(inputs: readonly Input[]): readonly Input[] {
  const plays = ({ kind }: Input): boolean => mediaKinds.has(kind);
  return [...inputs.filter(plays), ...inputs.filter((input) => !plays(input))];
}

/** Those of the segment first. */
function peopleChoices(
  show: Show,
  { speakerIds }: Segment,
  chosen: string,
): readonly { readonly value: string; readonly label: string }[] {
  const inSegment = show.speakers.filter(({ id }) => speakerIds.includes(id));
  const others = show.speakers.filter(({ id }) => !speakerIds.includes(id));
  const people = [...inSegment, ...others].map(({ id, name }) => ({
    value: id,
    label: name || t('edit.unnamed'),
  }));
  const known = people.some(({ value }) => value === chosen);
  return known ? people : [{ value: chosen, label: t('cues.edit.choose') }, ...people];
}
