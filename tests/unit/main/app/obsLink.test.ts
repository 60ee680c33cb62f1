import { describe, expect, it } from 'vitest';
import type { ObsLink } from '../../../../src/core/obs/observed';
import type { ObsLinker } from '../../../../src/main/app/obsLink';
import { createObsLinker } from '../../../../src/main/app/obsLink';
import { realTimers } from '../../../../src/main/app/timers';
import type { ObsRoom, ObsTarget } from '../../../../src/main/obs/room';
import type { Secrets } from '../../../../src/main/storage/secrets';
import type { Settings } from '../../../../src/main/storage/settings';
import { settingsFields } from '../../../../src/main/storage/settings';
import type { PracticeObs } from '../../../../src/practice-obs/server';

const studio = 'ws://studio:4455';

interface Desk {
  readonly linker: ObsLinker;
  readonly targets: readonly ObsTarget[];
  readonly retries: number;
  /** How many OBS it had been connected to when it last let go. */
  readonly left: number;
  readonly settings: Settings;
  /** Whether the backup was to rest, each time that it heard of the main OBS. */
  readonly backupRests: readonly boolean[];
  link: ObsLink;
}

function desk(
  given: { readonly address?: string; readonly password?: string } = {},
  kept: string | null = null,
): Desk {
  const targets: ObsTarget[] = [];
  const backupRests: boolean[] = [];
  let retries = 0;
  let left = 0;
  let link: ObsLink = { status: 'connected', since: 0 };
  const values: Record<string, unknown> = {};
  const settings: Settings = {
    get: (key) => (key in values ? values[key] : settingsFields[key].parse(undefined)) as never,
    set: (key, value) => {
      values[key] = value;
    },
  };
  const room: Pick<ObsRoom, 'connect' | 'leave' | 'retry'> & { readonly view: { readonly link: ObsLink } } = {
    get view() {
      return { link };
    },
    connect: (target) => void targets.push(target),
    leave: () => {
      left = targets.length;
    },
    retry: () => {
      retries += 1;
    },
  };
  const secrets: Secrets = {
    get: () => kept,
    set: () => 'memory',
    keptIn: () => (kept === null ? null : 'keyring'),
    forget: () => {},
  };
  const linker = createObsLinker({
    // Of the room it connects and tries again, of the practice OBS it uses the address.
    room: room as ObsRoom,
    settings,
    secrets,
    given: {
      address: given.address ?? null,
      password: given.password ?? null,
      backup: { address: null, password: null },
    },
    backup: {
      openedShow: () => {},
      closedShow: () => {},
      mainIs: (_main, rests) => void backupRests.push(rests),
    },
    startPractice: async () =>
      ({
        url: 'ws://127.0.0.1:1',
        onChange: () => () => {},
        addScenes: () => {},
        addSources: () => {},
        converse: () => {},
        close: async () => {},
      }) as unknown as PracticeObs,
    named: () => null,
    timers: realTimers,
  });
  return {
    linker,
    targets,
    settings,
    backupRests,
    get left() {
      return left;
    },
    get retries() {
      return retries;
    },
    set link(next: ObsLink) {
      link = next;
    },
  };
}

describe('which OBS a show uses', () => {
  it('is the one it used last; a show never falls back to practice by itself', async () => {
    const { linker, targets } = desk();
    await linker.openedShow('a', null);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.openedShow('b', null);
    await linker.use({ practice: true, address: studio });
    linker.closedShow();
    await linker.openedShow('a', null);
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });

  it('practice that is chosen while no show is open is none of the closed show’s', async () => {
    const { linker, targets } = desk();
    await linker.openedShow('a', null);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.use({ practice: true, address: studio });
    await linker.openedShow('a', null);
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });
});

describe('a show that is opened to be rehearsed', () => {
  it('is on practice, and the next time on its own OBS again', async () => {
    const { linker, targets } = desk();
    await linker.openedShow('a', null);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.openedShow('a', 'practice');
    expect(targets.at(-1)).toMatchObject({ practice: true });
    linker.closedShow();
    await linker.openedShow('a', null);
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });

  it('never connects to its own OBS, not even to the one on the command line', async () => {
    const { linker, targets } = desk({ address: studio });
    await linker.openedShow('a', 'practice');
    expect(targets).toMatchObject([{ practice: true }]);
  });

  it('lets go of the OBS that another show left connected before anything else is done', async () => {
    const stage = desk();
    await stage.linker.openedShow('a', null);
    await stage.linker.use({ practice: false, address: studio });
    stage.linker.closedShow();
    const opening = stage.linker.openedShow('b', 'practice');
    expect(stage.left).toBe(stage.targets.length);
    await opening;
  });

  it('is connected anew as a rehearsal begins and as it is left, also where its OBS is the same', async () => {
    const stage = desk();
    await stage.linker.openedShow('a', null);
    await stage.linker.use({ practice: false, address: studio });
    const before = stage.targets.length;
    const began = stage.linker.rehearse('untouched');
    expect(stage.left).toBe(before);
    await began;
    expect(stage.targets).toHaveLength(before + 1);
    await stage.linker.rehearse(null);
    expect(stage.targets.slice(before)).toMatchObject([{ address: studio }, { address: studio }]);
  });

  it('has no backup while it is rehearsed, whatever OBS does', async () => {
    const stage = desk();
    await stage.linker.openedShow('a', null);
    await stage.linker.use({ practice: false, address: studio });
    await stage.linker.rehearse('preview');
    await stage.linker.rehearse(null);
    expect(stage.backupRests.slice(-2)).toEqual([true, false]);
  });
});

describe('the password', () => {
  it('of the environment serves the OBS on the command line', async () => {
    const { linker, targets } = desk({ address: studio, password: 'secret' });
    await linker.openedShow('a', null);
    expect(targets).toMatchObject([{ address: studio, password: 'secret', passwordKept: 'memory' }]);
  });

  it('of the environment serves the OBS used last, when none is named: a restart under way', async () => {
    const { linker, targets, settings } = desk({ password: 'secret' });
    settings.set('obsOfShow', { a: { practice: false, address: studio } });
    await linker.openedShow('a', null);
    expect(targets).toMatchObject([{ address: studio, password: 'secret', passwordKept: 'memory' }]);
  });

  it('that is kept for an address goes before one that was meant for another', async () => {
    const { linker, targets } = desk({ address: 'ws://other:4455', password: 'secret' }, 'kept');
    await linker.use({ practice: false, address: studio });
    expect(targets).toMatchObject([{ password: 'kept', passwordKept: 'keyring' }]);
  });
});

describe('the same OBS again', () => {
  it('is left alone while it is connected', async () => {
    const stage = desk();
    await stage.linker.use({ practice: false, address: studio });
    await stage.linker.use({ practice: false, address: studio });
    expect(stage.targets).toHaveLength(1);
    expect(stage.retries).toBe(0);
  });

  it('is tried again at once while it is not', async () => {
    const stage = desk();
    await stage.linker.use({ practice: false, address: studio });
    stage.link = { status: 'stopped', problem: 'notObs' };
    await stage.linker.use({ practice: false, address: studio });
    expect(stage.retries).toBe(1);
  });
});
