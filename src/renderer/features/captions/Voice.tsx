import type { ReactNode } from 'react';
import type { Speaker } from '../../../core/show/model';
import { useMirror } from '../../client/react';
import { t } from '../../i18n/t';
import { Icon } from '../../ui/Icon';
import text from '../../ui/text.module.css';
import { classes } from '../../ui/classes';
import styles from './CaptionsPanel.module.css';
import { voiceStanding } from './standing';

interface VoiceProps {
  readonly speaker: Speaker;
  readonly name: string;
  readonly here: boolean;
}

/** What is heard of a person, or why nothing is. */
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
    </div>
  );
}

function Standing({ speaker, name }: Pick<VoiceProps, 'speaker' | 'name'>): ReactNode {
  const standing = useMirror(({ obs }) => voiceStanding(speaker, obs));
  const input = speaker.microphone ?? '';
  switch (standing) {
    case 'noMicrophone':
    case 'notInObs': {
      const hint = t(standing === 'notInObs' ? 'captions.notInObsHint' : 'captions.noMicrophoneHint', {
        name,
        input,
      });
      return (
        <p className={classes(styles.standing, standing === 'notInObs' && styles.problem)} title={hint}>
          <Icon name="warn" size={12} />
          {t(`captions.${standing}`)}
        </p>
      );
    }
    case 'muted':
      return (
        <p className={styles.standing} title={input}>
          {t('captions.muted')}
        </p>
      );
    case 'tied':
    case 'unknown':
      return (
        <p className={classes(styles.standing, text.ellipsis)} title={input}>
          {input}
        </p>
      );
  }
}
