import type { MeterReading } from '../../../contract/messages';
import type { Duration } from '../../../core/time/units';
import { second } from '../../../core/time/units';
import { shareOf } from './scale';

/** How much of what was is to be seen, ms. */
export const traceLength: Duration = 8 * second;

export interface Sample extends Pick<MeterReading, 'level' | 'floor' | 'threshold' | 'standing'> {
  /** By the window's own clock, ms. */
  readonly at: Duration;
}

/** Room for what the director says of it, under the level, px. */
const strip = 14;

/** Draws the samples, the latest at the right. */
export function drawTrace(canvas: HTMLCanvasElement, samples: readonly Sample[], now: Duration): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const ratio = window.devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const graph = height - strip - 4;
  const x = (at: Duration): number => width - ((now - at) / traceLength) * width;
  const y = (decibels: number): number => Math.round((1 - shareOf(decibels)) * graph) + 0.5;

  // What counts as a voice, in the strip; what may become one is thinner.
  for (const [index, { at, standing }] of samples.entries()) {
    const until = x(samples[index + 1]?.at ?? now);
    if (standing === 'speaking') {
      pen.fillStyle = colour('--next');
      pen.fillRect(x(at), graph + 6, until - x(at) + 0.5, strip - 4);
    } else if (standing === 'rising') {
      pen.fillStyle = colour('--text-3');
      pen.fillRect(x(at), graph + 9, until - x(at) + 0.5, 4);
    }
  }
  line(
    pen,
    samples,
    ({ at }) => x(at),
    ({ level }) => y(level),
    colour('--text-2'),
    [],
  );
  line(
    pen,
    samples,
    ({ at }) => x(at),
    ({ floor }) => y(floor),
    colour('--text-3'),
    [1, 3],
  );
  line(
    pen,
    samples,
    ({ at }) => x(at),
    ({ threshold }) => y(threshold),
    colour('--accent'),
    [5, 3],
  );
}

function line(
  pen: CanvasRenderingContext2D,
  samples: readonly Sample[],
  x: (sample: Sample) => number,
  y: (sample: Sample) => number,
  colour: string,
  dashes: readonly number[],
): void {
  pen.beginPath();
  for (const sample of samples) pen.lineTo(x(sample), y(sample));
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.setLineDash([...dashes]);
  pen.stroke();
}
