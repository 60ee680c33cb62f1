import type { Clock } from './clock';
import { type Conversation, conversation } from './conversation';
import { existsSync } from 'node:fs';
import type { JsonObject } from './protocol';
import { shownIn } from './world/edit';
import { inputKind } from './world/kinds';
import type { Input, WorldSnapshot } from './world/model';
import { textSetting } from './world/size';

/** Volume meters: every 50 ms, and only while somebody listens. */
export interface Meters {
  /** How loud an input sounds from now on: a linear multiplier, 0 silent to 1 full. */
  readonly speak: (inputName: string, level: number) => void;
  /** People talk by themselves at these microphones from now on, one after the other; none, and they fall silent. */
  readonly converse: (microphones: readonly string[]) => void;
  /** To be called when somebody may have begun to listen. */
  readonly wake: () => void;
  readonly dispose: () => void;
}

const interval = 50;

interface MeterParts {
  readonly world: () => WorldSnapshot;
  readonly listened: () => boolean;
  readonly say: (data: JsonObject) => void;
  readonly clock: Clock;
}

/** A media source is heard while its file is there; what is in the file is not listened to. */
function mediaLevel(input: Input): number {
  const file = input.kind === 'ffmpeg_source' ? textSetting(input, 'local_file') : '';
  return file !== '' && existsSync(file) ? 0.5 : 0;
}

export function createMeters({ world, listened, say, clock }: MeterParts): Meters {
  const levels = new Map<string, number>();
  let talk: { readonly of: Conversation; readonly since: number } | null = null;
  let cancel: (() => void) | null = null;

  function tick(): void {
    cancel = null;
    if (!listened()) return;
    say({ inputs: readings() });
    cancel = clock.after(interval, tick);
  }

  /** Inputs heard in the scene on air. Muting silences all but what comes in. */
  function readings(): readonly JsonObject[] {
    const heard = shownIn(world(), world().program);
    const talking = talk?.of.levelsAt(clock.now() - talk.since);
    return world()
      .inputs.filter((input) => heard.has(input.name) && inputKind(input.kind)?.audio === true)
      .map((input) => {
        const level = levels.get(input.name) ?? talking?.get(input.name) ?? mediaLevel(input);
        const out = input.muted ? 0 : level * input.volume;
        // Speech peaks well above its mean.
        const channel = [out * 0.5, out, level];
        return { inputName: input.name, inputLevelsMul: [channel, channel] };
      });
  }

  return {
    speak: (inputName, level) => void levels.set(inputName, level),
    converse(microphones) {
      talk = microphones.length === 0 ? null : { of: conversation(microphones), since: clock.now() };
    },
    wake() {
      if (cancel === null && listened()) cancel = clock.after(interval, tick);
    },
    dispose: () => cancel?.(),
  };
}
