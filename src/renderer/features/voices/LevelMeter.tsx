import { type ReactNode, useRef } from 'react';
import { useMeter } from '../../client/meters';
import { classes } from '../../ui/classes';
import styles from './LevelMeter.module.css';
import { shareOf } from './scale';

interface LevelMeterProps {
  /** The input of OBS; `null`: an empty meter. */
  readonly input: string | null;
  /** What the director makes of it: with the noise of the room, and what counts as a voice, drawn in. */
  readonly thresholds?: boolean;
  readonly className?: string;
}

/** How loud an input is now. It is drawn past React, and no screen reader is told: the word beside it says the state. */
export function LevelMeter({ input, thresholds = false, className }: LevelMeterProps): ReactNode {
  const meter = useRef<HTMLSpanElement>(null);
  useMeter(input, (reading) => {
    if (!meter.current) return;
    const { style } = meter.current;
    // As viewers hear it; where thresholds are drawn in, as the director does.
    const level = reading && (thresholds ? reading.level : reading.peak);
    set(style, '--level', level);
    if (!thresholds) return;
    meter.current.dataset['heard'] = String(reading !== null);
    set(style, '--floor', reading && reading.floor);
    set(style, '--threshold', reading && reading.threshold);
  });
  return (
    <span
      ref={meter}
      className={classes(styles.meter, thresholds && styles.marked, className)}
      aria-hidden="true"
    >
      <i />
      <i />
      {thresholds && <b />}
      {thresholds && <b />}
    </span>
  );
}

function set(style: CSSStyleDeclaration, name: string, decibels: number | null): void {
  const share = decibels === null ? 0 : shareOf(decibels);
  const value = `${Math.round(share * 100)}%`;
  if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
}
