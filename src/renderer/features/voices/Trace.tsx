import { type ReactNode, useEffect, useRef } from 'react';
import { useMeter } from '../../client/meters';
import { useClient } from '../../client/react';
import styles from './Voices.module.css';
import type { Sample } from './drawTrace';
import { drawTrace, traceLength } from './drawTrace';

interface TraceProps {
  readonly input: string;
  /** What it shows, for who does not see it. */
  readonly label: string;
}

/**
 * The last seconds of one input: its level, the noise of the room, the threshold, and from when until when it counts as
 * a voice. Drawn past React, with every reading.
 */
export function Trace({ input, label }: TraceProps): ReactNode {
  const client = useClient();
  const canvas = useRef<HTMLCanvasElement>(null);
  const samples = useRef<readonly Sample[]>([]);
  useEffect(() => {
    samples.current = [];
  }, [input]);
  useMeter(input, (reading) => {
    const now = client.elapsed();
    const kept = samples.current.filter(({ at }) => at > now - traceLength);
    samples.current = reading ? [...kept, { ...reading, at: now }] : kept;
    if (canvas.current) drawTrace(canvas.current, samples.current, now);
  });
  return <canvas ref={canvas} className={styles.trace} role="img" aria-label={label} />;
}
