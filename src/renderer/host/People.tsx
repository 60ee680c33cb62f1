import type { ReactNode } from 'react';
import type { Speaker, SpeakerId } from '../../core/show/model';
import { second } from '../../core/time/units';
import { formatAbout, formatLength } from '../../core/time/write';
import { useSession } from '../client/react';
import { useSlot } from '../client/slots';
import { t } from '../i18n/t';
import type { IconName } from '../ui/Icon';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import type { HostPeople, HostPerson } from './people';
import { aboutWords, hostPeople } from './people';
import styles from './People.module.css';
import { useFit } from './useFit';

/** Who is in the segment, who was named last and who comes then; how to say their names. */
export function People({ className }: { readonly className?: string }): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const people = hostPeople(show, run);
  const fit = useFit<HTMLDivElement>(5);
  return (
    <div ref={fit} className={classes(styles.people, className)} data-cards={people?.last ? true : undefined}>
      {people ? <Known people={people} /> : <p className={styles.nobody}>{t('host.nobody')}</p>}
    </div>
  );
}

function Known({ people }: { readonly people: HostPeople }): ReactNode {
  const { of, segment, last, lastDid, following, everybody } = people;
  if (!last) {
    const head = t(`host.people.${of}`, { title: segment.title });
    return <Listed head={head} persons={everybody} following={following} />;
  }
  const others = everybody.filter(({ speaker }) => speaker.id !== last.id && speaker.id !== following?.id);
  return (
    <>
      <Card head={t(`host.last.${lastDid}`)} icon={lastIcons[lastDid]} look="last" speaker={last} />
      {following && <Card head={t('host.following')} icon="arrow" look="then" speaker={following} />}
      {others.length > 0 && <Listed head={t('host.alsoInThisSegment')} persons={others} following={null} />}
    </>
  );
}

const lastIcons = { speaks: 'wave', spoke: 'wave', named: 'caption' } as const;

interface CardProps {
  readonly head: string;
  readonly icon: IconName;
  readonly look: 'last' | 'then';
  readonly speaker: Speaker;
}

function Card({ head, icon, look, speaker }: CardProps): ReactNode {
  return (
    <section className={classes(styles.card, styles[look])} aria-label={head} aria-live="polite">
      <h2 className={styles.head}>
        <Icon name={icon} size={24} />
        {head}
        {look === 'then' && <ToCome speakerId={speaker.id} />}
      </h2>
      <Person speaker={speaker} />
      {look === 'last' && <Left speakerId={speaker.id} />}
    </section>
  );
}

/** How long who was named last still has, in steps of ten seconds: on stage nobody counts them. */
function Left({ speakerId }: { readonly speakerId: SpeakerId }): ReactNode {
  const left = useSlot(speakerId, (slot) => slot.left !== null && Math.round(slot.left / (10 * second)) + 0);
  if (left === null || left === false) return null;
  const time = formatLength(Math.abs(left) * 10 * second);
  return (
    <p className={styles.left} data-over={left < 0}>
      {left < 0 && <Icon name="up" size={20} />}
      {t(left < 0 ? 'host.slotOver' : 'host.slotLeft', { time })}
    </p>
  );
}

/** How long who comes then will have. */
function ToCome({ speakerId }: { readonly speakerId: SpeakerId }): ReactNode {
  const time = useSlot(speakerId, ({ expected }) => expected && formatAbout(expected.length));
  return time !== null && <span className={styles.slot}>{t('host.slotToCome', { time })}</span>;
}

interface ListedProps {
  readonly head: string;
  readonly persons: readonly HostPerson[];
  readonly following: Speaker | null;
}

function Listed({ head, persons, following }: ListedProps): ReactNode {
  return (
    <section className={classes(styles.card, styles.listed)} aria-label={head}>
      <h2 className={styles.head}>
        <Icon name="user" size={24} />
        {head}
      </h2>
      <ul>
        {persons.map(({ speaker, here, named }) => (
          <li key={speaker.id} data-here={here}>
            <Icon
              name={!here ? 'skip' : named ? 'check' : speaker.id === following?.id ? 'arrow' : 'ring'}
              size={24}
            />
            <Person
              speaker={speaker}
              note={here ? (speaker.id === following?.id ? t('host.nextPerson') : null) : t('host.notHere')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person({
  speaker,
  note = null,
}: {
  readonly speaker: Speaker;
  readonly note?: string | null;
}): ReactNode {
  const about = aboutWords(speaker);
  return (
    <div className={styles.person}>
      <p className={styles.name} dir="auto">
        {speaker.name || t('host.noName')}
        {note !== null && <span className={styles.note}> {note}</span>}
      </p>
      {speaker.pronunciation !== '' && (
        <p className={styles.say} dir="auto">
          {speaker.pronunciation}
        </p>
      )}
      {about !== '' && (
        <p className={styles.about} dir="auto">
          {about}
        </p>
      )}
    </div>
  );
}
