import type { ReactNode } from 'react';
import { useSession } from '../client/react';
import type { Speaker } from '../../core/show/model';
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
  const { of, segment, last, following, everybody } = people;
  if (!last) {
    const head = t(`host.people.${of}`, { title: segment.title });
    return <Listed head={head} persons={everybody} following={following} />;
  }
  const others = everybody.filter(({ speaker }) => speaker.id !== last.id && speaker.id !== following?.id);
  return (
    <>
      <Card head={t('host.lastNamed')} icon="caption" look="last" speaker={last} />
      {following && <Card head={t('host.following')} icon="arrow" look="then" speaker={following} />}
      {others.length > 0 && <Listed head={t('host.alsoInThisSegment')} persons={others} following={null} />}
    </>
  );
}

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
      </h2>
      <Person speaker={speaker} />
    </section>
  );
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
