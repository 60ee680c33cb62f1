import { type ChangeEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { MeterTrack, SampleTrack } from '../../../core/captions/track';
import { sampleTracks } from '../../../core/captions/track';
import type { Speaker } from '../../../core/show/model';
import { second } from '../../../core/time/units';
import { formatElapsed } from '../../../core/time/write';
import { useCall, useSession } from '../../client/react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { RefusalLine } from '../../ui/RefusalLine';
import { classes } from '../../ui/classes';
import text from '../../ui/text.module.css';
import { logSentence } from '../asrun/sentence';
import type { TrackProblem } from './openTrack';
import { openTrack, readTrackText } from './openTrack';
import { RecordTrack } from './RecordTrack';
import styles from './Track.module.css';
import type { Played, Span, TrackRow } from './trackRows';
import { lengthOf, trackLines, trackRows } from './trackRows';
import { usePlay } from './usePlay';

const nobody: readonly Speaker[] = [];

/** Rehearses names without people: a meter track, and what it would have shown. */
export function TrackTab(): ReactNode {
  const show = useSession((session) => session.show);
  const [chosen, setChosen] = useState<{ readonly track: MeterTrack; readonly isOurs: boolean } | null>(null);
  const { call, refusal } = useCall();
  const [problem, setProblem] = useState<TrackProblem | null>(null);
  // The microphones of a sample are no microphones of this show, whatever their names.
  const own = useMemo(
    () => (chosen?.isOurs === false ? { ...show, speakers: nobody } : show),
    [show, chosen],
  );
  const play = usePlay(own, chosen?.track ?? null);

  async function openSample(sample: SampleTrack): Promise<void> {
    const reply = await call('sampleTrack', { sample });
    if (reply.ok) await open(readTrackText(reply.value.text), false);
  }

  async function open(opened: Promise<MeterTrack | TrackProblem>, isOurs: boolean): Promise<void> {
    const read = await opened;
    setProblem(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') setChosen({ track: read, isOurs });
  }

  return (
    <div className={styles.track}>
      <p className={styles.how}>{t('voices.track.how')}</p>
      <div className={styles.buttons}>
        {sampleTracks.map((sample) => (
          <Button
            key={sample}
            size="small"
            look={sample === 'home' ? 'fix' : 'plain'}
            icon="play"
            onClick={() => void openSample(sample)}
          >
            {t(`voices.track.sample.${sample}`)}
          </Button>
        ))}
        <OpenButton open={(file) => void open(openTrack(file), true)} />
        <RecordTrack call={call} kept={(text) => void open(readTrackText(text), true)} />
      </div>
      <RefusalLine refusal={refusal} />
      <p className={styles.problem} aria-live="polite">
        {problem && (
          <>
            <Icon name="warn" size={12} />
            {t(`voices.track.problem.${problem}`)}
          </>
        )}
      </p>
      {play?.at === 'playing' && (
        <p role="status">{t('voices.track.playing', { percent: Math.floor(play.part * 100) })}</p>
      )}
      {play?.at === 'played' && <Result played={play.played} />}
    </div>
  );
}

function OpenButton({ open }: { readonly open: (file: File) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  function chosen({ target }: ChangeEvent<HTMLInputElement>): void {
    const [file] = target.files ?? [];
    // The same file again is a choice, too.
    target.value = '';
    if (file) open(file);
  }
  return (
    <>
      <Button size="small" icon="folder" onClick={() => input.current?.click()}>
        {t('voices.track.open')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label={t('voices.track.open')}
        onChange={chosen}
      />
    </>
  );
}

function Result({ played }: { readonly played: Played }): ReactNode {
  const zone = useSession((session) => session.show.zone);
  const rows = useMemo(() => trackRows(played), [played]);
  const lines = useMemo(() => trackLines(played), [played]);
  const { track } = played;
  const shown = lines.filter(({ says }) => says.key === 'captionByVoice');
  const wrong = shown.filter(({ right }) => right === false).length;
  const length = lengthOf(track);
  return (
    <>
      <p className={styles.sum} role="status">
        <b dir="auto">{track.title}</b>
        <span>{formatElapsed(length)}</span>
        <span>{t('voices.track.shown', { count: shown.length })}</span>
        {track.truth && (
          <span className={classes(wrong > 0 && styles.wrong)}>
            <Icon name={wrong > 0 ? 'warn' : 'check'} size={12} />
            {wrong > 0 ? t('voices.track.wrong', { count: wrong }) : t('voices.track.noneWrong')}
          </span>
        )}
      </p>
      <Timeline rows={rows} length={length} hasTruth={track.truth !== null} />
      <ol className={styles.lines} aria-label={t('voices.track.log')}>
        {lines.map(({ at, says, right }, index) => (
          <li key={index}>
            <span className={text.numbers}>{formatElapsed(at)}</span>
            <span>{logSentence({ ...says, seq: index, at, tone: 'info', practice: true }, zone)}</span>
            {right === false && (
              <span className={styles.wrong}>
                <Icon name="warn" size={12} />
                {t('voices.track.wasSilent')}
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

interface TimelineProps {
  readonly rows: readonly TrackRow[];
  readonly length: number;
  readonly hasTruth: boolean;
}

/** px of a second; a longer track scrolls. */
const perSecond = 5;
const tickEvery = 10 * second;

/** Over one another for each person: spoke, heard, name on screen. */
function Timeline({ rows, length, hasTruth }: TimelineProps): ReactNode {
  const ticks = Array.from({ length: Math.floor(length / tickEvery) + 1 }, (_, index) => index * tickEvery);
  const inlineSize = `max(100%, ${Math.ceil((length / second) * perSecond)}px)`;
  return (
    <figure className={styles.figure} aria-label={t('voices.track.timeline')}>
      <figcaption className={styles.legend}>
        {hasTruth && <span data-lane="truth">{t('voices.track.truth')}</span>}
        <span data-lane="heard">{t('voices.track.heard')}</span>
        <span data-lane="shown">{t('voices.track.onScreen')}</span>
      </figcaption>
      <div className={styles.names} aria-hidden="true">
        {rows.map(({ speaker }) => (
          <span key={speaker.id} className={text.ellipsis} title={speaker.name} dir="auto">
            {speaker.name}
          </span>
        ))}
      </div>
      <div className={styles.scroller} tabIndex={0} role="group" aria-label={t('voices.track.timeline')}>
        <svg
          style={{ inlineSize, blockSize: `${axis + rows.length * rowHeight}px` }}
          aria-hidden="true"
          preserveAspectRatio="none"
        >
          {ticks.map((at) => (
            <g key={at}>
              <line x1={x(at, length)} x2={x(at, length)} y1={axis} y2="100%" />
              <text x={x(at, length)} y="11">
                {formatElapsed(at)}
              </text>
            </g>
          ))}
          {rows.map((row, index) => (
            <g key={row.speaker.id}>
              <Lane lane="truth" spans={row.truth ?? []} index={index} length={length} />
              <Lane lane="heard" spans={row.heard} index={index} length={length} />
              <Lane lane="shown" spans={row.shown} index={index} length={length} />
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}

/** px: the axis above, a row, and each lane in it. */
const axis = 18;
const rowHeight = 32;
const lanes = { truth: [3, 5], heard: [10, 6], shown: [18, 10] } as const;

interface LaneProps {
  readonly lane: keyof typeof lanes;
  readonly spans: readonly Span[];
  readonly index: number;
  readonly length: number;
}

function Lane({ lane, spans, index, length }: LaneProps): ReactNode {
  const [top, height] = lanes[lane];
  return spans.map(({ from, to }) => (
    <rect
      key={from}
      data-lane={lane}
      x={x(from, length)}
      y={axis + index * rowHeight + top}
      width={x(Math.max(to - from, 100), length)}
      height={height}
      rx="1"
    />
  ));
}

function x(at: number, length: number): string {
  return `${((100 * at) / Math.max(1, length)).toFixed(3)}%`;
}
