import type { ReactNode } from 'react';
import type { Voice as HeardVoice } from '../../../core/captions/director';
import type { Speaker } from '../../../core/show/model';
import type { Instant } from '../../../core/time/units';
import { formatElapsed } from '../../../core/time/write';
import { useHeard } from '../../client/meters';
import { Ticking, useMirror, useSession } from '../../client/react';
import { wholeSecond } from '../../client/ticker';
import { t } from '../../i18n/t';
import type { IconName } from '../../ui/Icon';
import { Icon } from '../../ui/Icon';
import { classes } from '../../ui/classes';
import { LevelMeter } from '../voices/LevelMeter';
import styles from './CaptionsPanel.module.css';
import type { VoiceStanding } from './standing';
import { voiceOf, voiceStanding } from './standing';

interface VoiceProps {
  readonly speaker: Speaker;
  readonly name: string;
  readonly here: boolean;
}

/** What is heard of a person, or why nothing is, over how loud it is. */
export function Voice({ speaker, name, here }: VoiceProps): ReactNode {
  return (
    <div className={styles.voice}>
      {here ? (
        <Standing speaker={speaker} name={name} />
      ) : (
        <p className={styles.standing}>
          <Icon name="skip" size={12} />
          {t('captions.notHere')}
        </p>
      )}
      <LevelMeter input={here ? speaker.microphone : null} />
    </div>
  );
}

const nobody: readonly HeardVoice[] = [];

function Standing({ speaker, name }: Pick<VoiceProps, 'speaker' | 'name'>): ReactNode {
  const { id, microphone } = speaker;
  const heard = useHeard(microphone);
  const standing = useMirror(({ obs, session }) =>
    voiceStanding(speaker, obs, session?.run.voices ?? nobody, heard),
  );
  const since = useSession(({ run }) => voiceOf(id, microphone, run.voices)?.since ?? null);
  const icon = icons[standing];
  const input = microphone ?? '';
  return (
    <p
      className={classes(styles.standing, styles[looks[standing]])}
      title={t(`captions.standingHint.${standing}`, { name, input })}
    >
      {icon && <Icon name={icon} size={12} />}
      {t(`captions.standing.${standing}`)}
      {standing === 'speaking' && since !== null && <SpeaksFor since={since} />}
    </p>
  );
}

function SpeaksFor({ since }: { readonly since: Instant }): ReactNode {
  return (
    <span>
      <Ticking text={(now) => formatElapsed(now - wholeSecond(since))} />
    </span>
  );
}

const icons: Readonly<Partial<Record<VoiceStanding, IconName>>> = {
  noMicrophone: 'warn',
  notInObs: 'warn',
  noLevels: 'warn',
  speaking: 'wave',
  oneOfThem: 'wave',
  talksMuted: 'warn',
  tooLoud: 'warn',
};

const looks: Readonly<Record<VoiceStanding, 'plain' | 'problem' | 'speaks'>> = {
  noMicrophone: 'plain',
  notInObs: 'problem',
  noLevels: 'plain',
  speaking: 'speaks',
  oneOfThem: 'speaks',
  talksMuted: 'problem',
  muted: 'plain',
  noSignal: 'plain',
  tooLoud: 'problem',
  noise: 'plain',
  echo: 'plain',
  quiet: 'plain',
};
