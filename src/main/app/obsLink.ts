import { isDeepStrictEqual } from 'node:util';
import type { SourcesNamed } from '../../core/obs/sourcesNamed';
import type { RehearsalObs } from '../../core/run/model';
import type { PracticeObs } from '../../practice-obs/server';
import type { WorldSnapshot } from '../../practice-obs/world/model';
import type { ObsRoom } from '../obs/room';
import type { Secrets } from '../storage/secrets';
import type { Settings } from '../storage/settings';
import type { BackupLinker } from './backupLink';
import type { GivenObs } from './passwords';
import { passwordOf } from './passwords';
import type { Timers } from './timers';

/** Which OBS a show uses: the built-in practice one, or one by address. */
export interface ObsChoice {
  readonly practice: boolean;
  readonly address: string;
}

export interface ObsLinkDeps {
  readonly room: ObsRoom;
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** Hears which OBS the show drives before that one is connected. */
  readonly backup: Pick<BackupLinker, 'openedShow' | 'closedShow' | 'mainIs'>;
  /** Given on the command line, with the backup's; the first wins over what the show used last. */
  readonly given: GivenObs & { readonly backup: GivenObs };
  /** What the open show names: the practice OBS has all of it. */
  readonly named: () => { readonly scenes: readonly string[]; readonly sources: SourcesNamed } | null;
  /** Loaded only when it is needed: a real OBS has no use for it. */
  readonly startPractice: (world: WorldSnapshot | null) => Promise<PracticeObs>;
  readonly timers: Timers;
}

/** How long the practice OBS must be at rest before its world is kept, ms. */
const worldRest = 50;

/** Connects the room to the OBS that a show is to use, and remembers which that was. */
export interface ObsLinker {
  /**
   * A show was opened: the OBS it used last; another one is let go of before this returns. A show never falls back to
   * practice by itself. A rehearsal on practice forgets nothing of the show's own OBS.
   */
  openedShow(showId: string, rehearsal: RehearsalObs | null): Promise<void>;
  /**
   * A rehearsal began, or was left. OBS is connected anew: what was under way goes no further, and what it shows is read
   * again.
   */
  rehearse(rehearsal: RehearsalObs | null): Promise<void>;
  /** Who has a microphone in what is on air: in the practice OBS they talk by themselves. */
  talk(microphones: readonly string[]): void;
  /** What is chosen from now on is no choice for that show. The connection stays. */
  closedShow(): void;
  use(choice: ObsChoice): Promise<void>;
  /** Answers a question for the password. */
  givePassword(password: string): void;
  dispose(): Promise<void>;
}

export function createObsLinker(deps: ObsLinkDeps): ObsLinker {
  const { room, settings, secrets, given, backup } = deps;
  let practice: Promise<PracticeObs> | null = null;
  let showId: string | null = null;
  let current: ObsChoice | null = null;
  let latestWorld: WorldSnapshot | null = null;
  let keptScene: string | null = null;
  let talking: readonly string[] = [];

  function practiceObs(): Promise<PracticeObs> {
    practice ??= deps.startPractice(worldOf(settings)).then((obs) => {
      obs.onChange(rememberWorld);
      obs.converse(talking);
      return obs;
    });
    return practice;
  }

  /** One take changes its world many times: what holds after a moment is kept; a scene on air at once. */
  function rememberWorld(world: WorldSnapshot): void {
    if (latestWorld === null) deps.timers.after(worldRest, keepWorld);
    latestWorld = world;
    const isOtherScene = world.program !== keptScene;
    keptScene = world.program;
    if (isOtherScene) keepWorld();
  }

  function keepWorld(): void {
    if (latestWorld !== null) settings.set('practiceWorld', latestWorld);
    latestWorld = null;
  }

  async function connect(choice: ObsChoice, backupRests = false): Promise<void> {
    backup.mainIs(choice, backupRests);
    if (choice.practice) void practice?.then(furnish);
    if (current && current.practice === choice.practice && current.address === choice.address) {
      // Whoever asks for the OBS that stopped has mended something there.
      if (room.view.link.status !== 'connected') room.retry();
      return;
    }
    current = choice;
    if (choice.practice) {
      room.leave();
      const obs = await practiceObs();
      furnish(obs);
      if (current !== choice) return;
      room.connect({ address: obs.url, practice: true, password: null, passwordKept: null });
      return;
    }
    const { address } = choice;
    room.connect({ address, practice: false, ...passwordOf(address, given, given.backup, secrets) });
  }

  /** A show finds its own scenes there, and what its cues are about. */
  function furnish(obs: PracticeObs): void {
    const named = deps.named();
    if (!named) return;
    obs.addScenes(named.scenes);
    obs.addSources({ ...named.sources, scenes: named.scenes });
  }

  function remember(choice: ObsChoice): void {
    if (showId !== null) settings.set('obsOfShow', { ...settings.get('obsOfShow'), [showId]: choice });
    settings.set('obs', choice.practice ? { ...settings.get('obs'), practice: true } : choice);
  }

  async function link(rehearsal: RehearsalObs | null): Promise<void> {
    if (rehearsal === 'practice') return connect({ practice: true, address: settings.get('obs').address });
    const ofShow = showId === null ? undefined : settings.get('obsOfShow')[showId];
    const choice: ObsChoice = given.address
      ? { practice: false, address: given.address }
      : (ofShow ?? settings.get('obs'));
    remember(choice);
    return connect(choice, rehearsal !== null);
  }

  return {
    openedShow(id, rehearsal) {
      showId = id;
      backup.openedShow(id);
      return link(rehearsal);
    },
    rehearse(rehearsal) {
      current = null;
      room.leave();
      return link(rehearsal);
    },
    talk(microphones) {
      if (isDeepStrictEqual(microphones, talking)) return;
      talking = microphones;
      void practice?.then((obs) => obs.converse(talking));
    },
    closedShow() {
      showId = null;
      backup.closedShow();
    },
    async use(choice) {
      remember(choice);
      await connect(choice);
    },
    givePassword(password) {
      if (!current || current.practice) return;
      room.givePassword(password, secrets.set(current.address, password));
    },
    async dispose() {
      const obs = await practice?.catch(() => null);
      await obs?.close();
      keepWorld();
    },
  };
}

function worldOf(settings: Settings): WorldSnapshot | null {
  return settings.get('practiceWorld') as WorldSnapshot | null;
}
