import type { Clock } from '../clock';
import { loadFilm } from '../picture/film';
import { fileStamp } from '../picture/imageFile';
import { type JsonObject, intent } from '../protocol';
import { findInput, shownIn } from './edit';
import type { WorldSnapshot } from './model';
import { setting, textSetting } from './size';

/**
 * What media sources (`ffmpeg_source`) play. As OBS: one plays from its start when it comes to be seen, and stops when it
 * is seen no more; new settings of one that is seen play it anew.
 */
export interface Media {
  /** The world, or what of it reaches the output, may have changed. */
  readonly follow: () => void;
  /** It was given settings. */
  readonly set: (input: string) => void;
  readonly act: (input: string, action: MediaAction) => void;
  readonly status: (input: string) => MediaStatus;
  /** Moves it to this time, ms; false where it plays nothing. */
  readonly seek: (input: string, cursor: number) => boolean;
  /** The frames to be seen now, by input. */
  readonly frames: () => Frames;
  /** An input goes by another name. */
  readonly renamed: (from: string, to: string) => void;
  readonly dispose: () => void;
}

export type MediaAction = 'PLAY' | 'PAUSE' | 'STOP' | 'RESTART';

export interface MediaStatus {
  readonly state: 'NONE' | 'PLAYING' | 'PAUSED' | 'ENDED';
  /** Milliseconds; null while nothing plays. */
  readonly length: number | null;
  readonly cursor: number | null;
}

/** Of each input that plays a film, which of its frames. */
export type Frames = ReadonlyMap<string, number>;

export const noFrames: Frames = new Map();

interface MediaParts {
  readonly world: () => WorldSnapshot;
  /** The scenes that reach the output. */
  readonly showing: () => readonly string[];
  readonly emit: (type: string, intent: number, data: JsonObject) => void;
  readonly clock: Clock;
}

/** OBS tells of what it plays as it draws the next frame; milliseconds. */
const frame = 16;

interface Player {
  state: 'PLAYING' | 'PAUSED' | 'ENDED';
  isSeen: boolean;
  /** While it plays, when its start would have been; else where it stands. */
  at: number;
  cancel: () => void;
}

export function createMedia({ world, showing, emit, clock }: MediaParts): Media {
  const players = new Map<string, Player>();
  let isBehind = false;
  let disposed = false;

  function fileOf(name: string): string {
    const input = findInput(world(), name);
    return input ? textSetting(input, 'local_file') : '';
  }

  /** 0 for what is no film, which plays on and on. */
  function lengthOf(name: string): number {
    return loadFilm(fileOf(name))?.length ?? 0;
  }

  function say(type: string, inputName: string): void {
    emit(type, intent.mediaInputs, { inputName });
  }

  function cursorOf(player: Player): number {
    return player.state === 'PLAYING' && player.isSeen ? clock.now() - player.at : player.at;
  }

  function playFrom(name: string, player: Player, cursor: number): void {
    player.cancel();
    player.state = 'PLAYING';
    player.at = player.isSeen ? clock.now() - cursor : cursor;
    const length = lengthOf(name);
    if (player.isSeen && fileStamp(fileOf(name)) === null) end(name, player);
    if (player.isSeen && length > 0) {
      player.cancel = clock.after(Math.max(0, length - cursor), () => end(name, player));
    }
  }

  function start(name: string, player: Player): void {
    playFrom(name, player, 0);
    say('MediaInputPlaybackStarted', name);
  }

  function end(name: string, player: Player): void {
    player.cancel();
    if (player.state === 'ENDED') return;
    player.state = 'ENDED';
    clock.after(frame, () => {
      if (!disposed) say('MediaInputPlaybackEnded', name);
    });
  }

  function catchUp(): void {
    isBehind = false;
    if (disposed) return;
    const now = world();
    const seen = new Set(showing().flatMap((scene) => [...shownIn(now, scene)]));
    for (const { name, kind, settings } of now.inputs) {
      if (kind !== 'ffmpeg_source' || typeof settings['local_file'] !== 'string') continue;
      const player = playerOf(name);
      if (seen.has(name) === player.isSeen) continue;
      const cursor = cursorOf(player);
      player.isSeen = seen.has(name);
      const input = findInput(now, name);
      if (!input || setting(input, 'restart_on_activate') !== true) playFrom(name, player, cursor);
      else if (player.isSeen) start(name, player);
      else end(name, player);
    }
    for (const [name, player] of players) {
      if (findInput(now, name)) continue;
      player.cancel();
      players.delete(name);
    }
  }

  function playerOf(name: string): Player {
    const before = players.get(name);
    if (before) return before;
    const made: Player = { state: 'PLAYING', isSeen: false, at: 0, cancel: () => {} };
    players.set(name, made);
    return made;
  }

  return {
    follow() {
      if (isBehind) return;
      isBehind = true;
      clock.after(frame, catchUp);
    },
    set(name) {
      const player = players.get(name);
      if (!player) return;
      if (player.isSeen) start(name, player);
      else playFrom(name, player, 0);
    },
    act(name, action) {
      const player = players.get(name);
      if (!player) return;
      switch (action) {
        case 'RESTART':
          start(name, player);
          return;
        case 'STOP':
          end(name, player);
          return;
        case 'PAUSE': {
          const cursor = cursorOf(player);
          player.cancel();
          if (player.state === 'PLAYING') Object.assign(player, { state: 'PAUSED', at: cursor });
          return;
        }
        case 'PLAY':
          if (player.state === 'PAUSED') playFrom(name, player, player.at);
          else if (player.state === 'ENDED') start(name, player);
      }
    },
    status(name) {
      const player = players.get(name);
      if (!player) return { state: 'NONE', length: null, cursor: null };
      const { state } = player;
      if (state === 'ENDED') return { state, length: null, cursor: null };
      return { state, length: lengthOf(name), cursor: Math.round(cursorOf(player)) };
    },
    seek(name, cursor) {
      const player = players.get(name);
      if (!player || player.state === 'ENDED') return false;
      if (player.state === 'PAUSED') player.at = cursor;
      else playFrom(name, player, cursor);
      return true;
    },
    frames() {
      const found = new Map<string, number>();
      for (const [name, player] of players) {
        const film = loadFilm(fileOf(name));
        if (film && player.isSeen && player.state !== 'ENDED')
          found.set(name, film.frameAt(cursorOf(player)));
      }
      return found;
    },
    renamed(from, to) {
      const player = players.get(from);
      if (!player) return;
      players.delete(from);
      players.set(to, player);
    },
    dispose() {
      disposed = true;
      for (const { cancel } of players.values()) cancel();
    },
  };
}
