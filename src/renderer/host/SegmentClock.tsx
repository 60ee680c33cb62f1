import type { CSSProperties, ReactNode } from 'react';
import type { ClockLevel } from '../../core/run/timing';
import { offEnd } from '../../core/run/timing';
import type { SegmentKind } from '../../core/show/model';
import { formatCountdown, formatLength } from '../../core/time/write';
import { deltaKind } from '../../core/time/write';
import type { Span } from '../client/countdown';
import { countdownAt, onAirSpan } from '../client/countdown';
import { useSession, useTick } from '../client/react';
import { useTiming } from '../client/timing';
import { useAir, useSlateIsUp } from '../client/useAir';
import { t } from '../i18n/t';
import type { IconName } from '../ui/Icon';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import { Digits } from './Digits';
import { lengthWords } from './lengthWords';
import styles from './SegmentClock.module.css';
import { levelWord } from './slateWords';
import type { TrackPart } from './track';
import { passed, trackParts } from './track';

/** How long the segment on air still has: digits, colour, shape and word say the same. */
export function SegmentClock({ className }: { readonly className?: string }): ReactNode {
  const show = useSession((session) => session.show);
  const run = useSession((session) => session.run);
  const span = onAirSpan(show, run);
  if (!span || !run.onAir) return <div className={className} />;
  return <Counting span={span} kind={run.onAir.segment.kind} className={className} />;
}

interface CountingProps {
  readonly span: Span;
  readonly kind: SegmentKind;
  readonly className?: string;
}

function Counting({ span, kind, className }: CountingProps): ReactNode {
  const level = useTick((now) => countdownAt(span, now).level);
  const air = useAir();
  const slate = useSlateIsUp();
  return (
    <section className={classes(styles.clock, className)} data-level={level} aria-label={t('host.timeLeft')}>
      <div className={styles.state}>
        <p className={styles.level} aria-live="polite">
          <Icon name={icons[level]} size={24} />
          {levelWord(level, kind, air, slate)}
        </p>
        <ShowDelta />
      </div>
      <Digits
        text={(now) => formatCountdown(countdownAt(span, now).left)}
        spoken={(now) => spokenLeft(countdownAt(span, now).left)}
      />
      {level !== 'over' && <Track span={span} />}
    </section>
  );
}

const icons: Readonly<Record<ClockLevel, IconName>> = {
  inTime: 'check-circle',
  wrapUp: 'warn',
  danger: 'stop',
  over: 'stop',
};

export function spokenLeft(left: number): string {
  const time = lengthWords(Math.abs(left));
  return left < 0 ? t('host.spokenOver', { time }) : t('host.spokenLeft', { time });
}

/** How the whole show stands, where it has times to stand against. */
export function ShowDelta(): ReactNode {
  const agreedEnd = useSession((session) => session.run.agreedEnd);
  const over = offEnd({ agreedEnd }, useTiming());
  if (over === null) return null;
  const kind = deltaKind(over);
  return (
    <p className={styles.delta} data-kind={kind}>
      {kind !== 'onTime' && <Icon name={kind === 'over' ? 'up' : 'down'} size={20} />}
      {t(`host.show.${kind}`, { time: formatLength(Math.abs(over)) })}
    </p>
  );
}

function Track({ span }: { readonly span: Span }): ReactNode {
  const parts = trackParts(span);
  // The last stretches are short: never so short that they cannot be seen.
  const columns = parts.map(({ from, to }) => `minmax(calc(14 * var(--u)), ${to - from}fr)`).join(' ');
  return (
    <div className={styles.track} style={{ gridTemplateColumns: columns }} aria-hidden="true">
      {parts.map((part) => (
        <Part key={part.tone} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: TrackPart }): ReactNode {
  const permille = useTick((now) => Math.round(passed(part, now) * 1000));
  const style: CSSProperties = { transform: `scaleX(${permille / 1000})` };
  return (
    <span data-tone={part.tone}>
      <i style={style} />
    </span>
  );
}
