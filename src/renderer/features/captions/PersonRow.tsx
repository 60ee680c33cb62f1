import { type ReactNode, memo } from 'react';
import type { CaptionDrawing } from '../../../core/captions/drawing';
import { captionText } from '../../../core/captions/lowerThird';
import type { Speaker, SpeakerId } from '../../../core/show/model';
import { second } from '../../../core/time/units';
import { formatAbout, formatElapsed } from '../../../core/time/write';
import { usePresses } from '../../actions/react';
import { useSlot } from '../../client/slots';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/Avatar';
import { Button } from '../../ui/Button';
import { CaptionTag } from '../../ui/CaptionTag';
import { Delta } from '../../ui/Delta';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { Tag } from '../../ui/Tag';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import styles from './CaptionsPanel.module.css';
import type { NameState } from './people';
import { Voice } from './Voice';

export interface PersonRowProps {
  readonly speaker: Speaker;
  /** The digit that shows this name; `null` without one. */
  readonly slot: number | null;
  readonly state: NameState;
  readonly here: boolean;
  /** Speaks, as far as anybody knows. */
  readonly marked: boolean;
  readonly isHost: boolean;
  readonly drawing: CaptionDrawing | null;
  /** No name can be shown now; what is on screen can still be hidden. */
  readonly disabled: boolean;
}

/** One person: who it is, how their name stands, and what its button would do. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps): ReactNode {
  const { speaker, slot, state, here, marked, isHost, disabled } = props;
  const presses = usePresses();
  const { id } = speaker;
  const name = speaker.name.trim() === '' ? t('captions.noName') : speaker.name;
  const shown = state === 'onAir' || state === 'pinned' || state === 'sent';
  const pinned = state === 'pinned';
  const key = slot === null ? undefined : String(slot);
  return (
    <li className={classes(styles.person, shown && styles.shown, !here && styles.absent)}>
      {slot === null ? <span /> : <Kbd>{String(slot)}</Kbd>}
      <Presence speaker={speaker} name={name} here={here} strong={marked} />
      <div className={styles.who}>
        <p className={styles.name}>
          <span className={styles.fullName} dir="auto">
            {name}
          </span>
          <NameTag state={state} />
          {isHost && <Tag tone="neutral">{t('captions.host')}</Tag>}
        </p>
        <Below {...props} />
      </div>
      <Voice speaker={speaker} name={name} here={here} />
      <Button
        className={styles.show}
        icon={shown ? 'eye-off' : 'eye'}
        disabled={disabled && !shown}
        aria-label={t(shown ? 'captions.hideName' : 'captions.showName', { name })}
        aria-keyshortcuts={key}
        onClick={() => presses.toggleCaption(id, false)}
      >
        {t(shown ? 'captions.hide' : 'captions.show')}
      </Button>
      <Button
        icon="pin"
        label={t(pinned ? 'captions.unpinName' : 'captions.pinName', { name })}
        aria-pressed={pinned}
        aria-keyshortcuts={key && `Shift+${key}`}
        disabled={disabled && !pinned}
        onClick={() => presses.toggleCaption(id, true)}
      />
    </li>
  );
});

interface PresenceProps {
  readonly speaker: Speaker;
  readonly name: string;
  readonly here: boolean;
  readonly strong: boolean;
}

/** The person's initials are the switch that says whether they are here: no room of the row goes to it. */
function Presence({ speaker, name, here, strong }: PresenceProps): ReactNode {
  const presses = usePresses();
  return (
    <button
      type="button"
      role="switch"
      className={styles.presence}
      aria-checked={here}
      aria-label={t('captions.hereName', { name })}
      title={t(here ? 'captions.pressNotHere' : 'captions.pressHere', { name })}
      onClick={() => presses.send('captions', 'setPresence', { speakerId: speaker.id, here: !here })}
    >
      <Avatar name={speaker.name} size="large" strong={strong && here} />
      {!here && <Icon name="skip" size={14} />}
    </button>
  );
}

/** The lines under the name as the caption has them, or what is the matter with it. */
function Below({ speaker, drawing }: PersonRowProps): ReactNode {
  if (drawing?.problem) {
    return (
      <p className={classes(styles.below, styles.problem)}>
        <Icon name="warn" size={12} />
        <span className={text.ellipsis} title={t(`captions.problem.${drawing.problem}`)}>
          {t(`captions.problem.${drawing.problem}`)}
        </span>
      </p>
    );
  }
  const { role, organisation } = captionText(speaker);
  const lines = [role, organisation].filter((line) => line !== '').join(', ');
  const title = drawing?.shortened ? `${lines} (${t('captions.shortened')})` : lines;
  return (
    <p className={styles.below}>
      <span className={text.ellipsis} title={title} dir="auto">
        {lines}
      </span>
      <Spoken speakerId={speaker.id} />
    </p>
  );
}

/** Of who has spoken: for how long, of how much. */
function Spoken({ speakerId }: { readonly speakerId: SpeakerId }): ReactNode {
  const over = useSlot(speakerId, ({ left }) => left !== null && left <= -second);
  const words = useSlot(speakerId, ({ actual, expected, left, why }) => {
    if (!actual) return null;
    const time = formatElapsed(actual.length);
    if (left !== null && left <= -second)
      return t('captions.spokenOver', { time, by: formatElapsed(0 - left) });
    const length = left !== null ? actual.length + left : why.kind === 'voice' ? expected?.length : null;
    return length ? t('captions.spokenOf', { time, length: formatAbout(length) }) : null;
  });
  if (words === null) return null;
  return (
    <span className={styles.spoken}>{over === true ? <Delta direction="over">{words}</Delta> : words}</span>
  );
}

function NameTag({ state }: { readonly state: NameState }): ReactNode {
  switch (state) {
    case 'onAir':
    case 'pinned':
      return <CaptionTag />;
    case 'sent':
      return (
        <Tag tone="neutral" icon="spinner">
          {t('captions.sent')}
        </Tag>
      );
    case 'next':
      return <Tag tone="next">{t('common.next')}</Tag>;
    case 'done':
      return (
        <Tag tone="dim" icon="check">
          {t('captions.named')}
        </Tag>
      );
    // Said where the voice of others stands.
    case 'notHere':
    case 'later':
      return null;
  }
}
