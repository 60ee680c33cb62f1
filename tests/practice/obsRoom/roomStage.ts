import type { Backup } from '../../../src/main/app/backup';
import { createShowHost, type ShowHost } from '../../../src/main/app/showHost';
import { realTimers, type Timers } from '../../../src/main/app/timers';
import { takeGuard } from '../../../src/core/run/decide';
import { noOutputs } from '../../../src/core/obs/outputs';
import type { CaptionDrawing } from '../../../src/core/captions/drawing';
import type { Borrowed } from '../../../src/core/obs/borrowed';
import type { ObsView } from '../../../src/core/obs/observed';
import type { Command, Report } from '../../../src/core/run/commands';
import type { LecternEvent, Stamped } from '../../../src/core/run/events';
import { openState, type State } from '../../../src/core/run/state';
import { nextSegment } from '../../../src/core/run/order';
import type { Show } from '../../../src/core/show/model';
import type { MeterFeed, ScenePicture } from '../../../src/contract/messages';
import type { CaptionPictures, ObsMemory, OverlayPages } from '../../../src/main/obs/ports';
import { createObsRoom, type ObsRoom, type ObsTarget } from '../../../src/main/obs/room';
import { openSocket, type OpenSocket } from '../../../src/main/obs/socket';
import { ok } from '../../../src/core/result';
import { steadyClock } from '../../support/steadyClock';
import { until } from '../../support/until';

export interface RoomStageOptions {
  readonly show: Show;
  readonly target: Omit<ObsTarget, 'passwordKept'>;
  readonly pictures?: CaptionPictures | null;
  readonly pages?: OverlayPages | null;
  readonly memory?: ObsMemory & { borrowed: Borrowed | null };
  /** Where a run before was; a new one when left out. */
  readonly state?: State;
  /** When the disk has what was journalled; at once when left out. */
  readonly synced?: () => Promise<void>;
  /** Time and the way to OBS; the machine's own when left out. */
  readonly surroundings?: Surroundings;
  /** A second OBS that follows; none when left out. */
  readonly beside?: Pick<Backup, 'update' | 'mainChanged'>;
}

export interface Surroundings {
  readonly now: () => number;
  /** As `now` goes, when left out. */
  readonly elapsed?: () => number;
  readonly timers: Timers;
  readonly open: OpenSocket;
}

/** The machine's own time and sockets. */
export const machine: Surroundings = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  timers: realTimers,
  open: openSocket,
};

/** The room at work for a real show host: commands in, OBS at the other end, events out. */
export interface RoomStage {
  readonly room: ObsRoom;
  readonly host: ShowHost;
  readonly memory: ObsMemory & { borrowed: Borrowed | null };
  readonly events: readonly Stamped[];
  readonly reports: readonly Report[];
  readonly drawings: ReadonlyMap<string, CaptionDrawing>;
  readonly pictures: readonly ScenePicture[];
  readonly meters: readonly MeterFeed[];
  /** The requests that left by themselves, not in a batch. */
  readonly sent: readonly string[];
  /** Those that left in a batch. */
  readonly inBatches: readonly string[];
  readonly view: ObsView;
  submit(command: Command): void;
  /** GO, as pressed. */
  go(): void;
  /** The events of one kind, in order. */
  of<Type extends LecternEvent['type']>(type: Type): readonly Extract<LecternEvent, { type: Type }>[];
  /** Waits for the `count`th event of a kind. */
  heard<Type extends LecternEvent['type']>(
    type: Type,
    count?: number,
  ): Promise<Extract<LecternEvent, { type: Type }>>;
  until(what: string, condition: () => boolean): Promise<void>;
  /** Until a take is no longer refused for coming right after the last. */
  guardIsOver(): Promise<void>;
  connected(): Promise<void>;
  dispose(): Promise<void>;
}

export function memory(borrowed: Borrowed | null = null): ObsMemory & { borrowed: Borrowed | null } {
  const kept = {
    borrowed,
    get: (obs: string) => (kept.borrowed?.obs === obs ? kept.borrowed : null),
    set: (_: string, next: Borrowed | null) => {
      kept.borrowed = next;
    },
  };
  return kept;
}

export function startRoom(options: RoomStageOptions): RoomStage {
  const events: Stamped[] = [];
  const reports: Report[] = [];
  const drawings = new Map<string, CaptionDrawing>();
  const pictures: ScenePicture[] = [];
  const meters: MeterFeed[] = [];
  const sent: string[] = [];
  const inBatches: string[] = [];
  const kept = options.memory ?? memory();
  const synced = options.synced ?? (() => Promise.resolve());
  let ids = 0;
  const { now, timers, open } = options.surroundings ?? machine;
  const room = createObsRoom(
    {
      now,
      machineNow: now,
      elapsed: options.surroundings?.elapsed ?? now,
      timers,
      report: (report) => {
        reports.push(report);
        host.report(report);
      },
      viewChanged: () => options.beside?.mainChanged(),
      picture: (picture) => pictures.push(picture),
      meters: (feed) => meters.push(feed),
      captionDrawn: (speakerId, drawing) => drawings.set(speakerId, drawing),
      pictures: options.pictures ?? null,
      pages: options.pages ?? null,
      memory: kept,
      synced,
      log: () => {},
    },
    async (opening) => {
      const socket = await open(opening);
      if (!socket.ok) return socket;
      const { call, batch } = socket.value;
      const counted: typeof call = (request, deadline) => {
        sent.push(request.type);
        return call(request, deadline);
      };
      const countedBatch: typeof batch = (requests, deadline, settings) => {
        inBatches.push(...requests.map(({ type }) => type));
        return batch(requests, deadline, settings);
      };
      return ok({ ...socket.value, call: counted, batch: countedBatch });
    },
  );
  const host: ShowHost = createShowHost({
    opened: { state: options.state ?? openState(options.show, 0, 'run-1'), log: [], lastAt: null },
    lastSeq: 0,
    journal: { append: (stamped) => events.push(stamped), synced },
    clock: steadyClock(now),
    newId: () => `id-${++ids}`,
    timers,
    obs: () => {
      const { link, observed, practice } = room.view;
      return {
        connected: link.status === 'connected',
        practice,
        program: observed?.program ?? null,
        captionsReady: observed?.captions.sceneReady ?? false,
        outputs: observed?.outputs ?? noOutputs,
      };
    },
    newJournal: () => ({ append: (stamped) => events.push(stamped), synced }),
    act: (state, stamped) => {
      room.update(state, stamped);
      options.beside?.update(state, stamped);
    },
    publish: () => {},
  });
  room.update(host.state, []);
  room.connect({ ...options.target, passwordKept: null });

  const stage: RoomStage = {
    room,
    host,
    memory: kept,
    events,
    reports,
    drawings,
    pictures,
    meters,
    sent,
    inBatches,
    get view() {
      return room.view;
    },
    submit(command) {
      const result = host.submit(command);
      if (!result.ok) throw new Error(`${command.type} refused: ${JSON.stringify(result.problem)}`);
    },
    go() {
      const { run, document } = host.state;
      stage.submit({
        type: 'takeNext',
        expectedOnAir: run.onAir?.takeId ?? null,
        expectedNext: nextSegment(document.show, run)?.id ?? 'nothing',
        early: true,
      });
    },
    of<Type extends LecternEvent['type']>(type: Type) {
      return events.flatMap(({ event }) =>
        event.type === type ? [event as Extract<LecternEvent, { type: Type }>] : [],
      );
    },
    async heard(type, count = 1) {
      return until(`${type} (${count})`, 8_000, () => stage.of(type)[count - 1]).catch((error: unknown) => {
        throw new Error(
          `${type} did not come; heard: ${events.map(({ event }) => event.type).join(', ')}; view ${JSON.stringify(room.view.link)}`,
          { cause: error },
        );
      });
    },
    async until(what, condition) {
      await until(what, 8_000, condition);
    },
    guardIsOver: async () =>
      stage.until('the guard is over', () => now() >= (host.state.run.lastTakeAt ?? 0) + takeGuard),
    connected: async () =>
      stage
        .until('the link is up', () => room.view.link.status === 'connected')
        .catch((error: unknown) => {
          throw new Error(`not connected: ${JSON.stringify(room.view.link)}`, { cause: error });
        }),
    async dispose() {
      host.dispose();
      await room.dispose();
    },
  };
  return stage;
}
