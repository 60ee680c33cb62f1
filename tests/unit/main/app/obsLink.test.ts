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
const plainly = { rehearse: false, isLive: false };
const toRehearse = { rehearse: true, isLive: false };

interface Desk {
  readonly linker: ObsLinker;
  readonly targets: readonly ObsTarget[];
  readonly retries: number;
  /** How many OBS it had been connected to when it last let go. */
  readonly left: number;
  readonly settings: Settings;
  link: ObsLink;
}

function desk(
  given: { readonly address?: string; readonly password?: string } = {},
  kept: string | null = null,
): Desk {
  const targets: ObsTarget[] = [];
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
    backup: { openedShow: () => {}, closedShow: () => {}, mainIs: () => {} },
    startPractice: async () =>
      ({
        url: 'ws://127.0.0.1:1',
        onChange: () => () => {},
        addScenes: () => {},
        addSources: () => {},
        close: async () => {},
      }) as unknown as PracticeObs,
    named: () => null,
    timers: realTimers,
  });
  return {
    linker,
    targets,
    settings,
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
    await linker.openedShow('a', plainly);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.openedShow('b', plainly);
    await linker.use({ practice: true, address: studio });
    linker.closedShow();
    await linker.openedShow('a', plainly);
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });

  it('practice that is chosen while no show is open is none of the closed show’s', async () => {
    const { linker, targets } = desk();
    await linker.openedShow('a', plainly);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.use({ practice: true, address: studio });
    await linker.openedShow('a', plainly);
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });
});

describe('a show that is opened to be rehearsed', () => {
  it('is on practice, and the next time on its own OBS again', async () => {
    const { linker, targets } = desk();
    await linker.openedShow('a', plainly);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.openedShow('a', toRehearse);
    expect(targets.at(-1)).toMatchObject({ practice: true });
    linker.closedShow();
    await linker.openedShow('a', plainly);
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });

  it('never connects to its own OBS, not even to the one on the command line', async () => {
    const { linker, targets } = desk({ address: studio });
    await linker.openedShow('a', toRehearse);
    expect(targets).toMatchObject([{ practice: true }]);
  });

  it('lets go of the OBS that another show left connected before anything else is done', async () => {
    const stage = desk();
    await stage.linker.openedShow('a', plainly);
    await stage.linker.use({ practice: false, address: studio });
    stage.linker.closedShow();
    const opening = stage.linker.openedShow('b', toRehearse);
    expect(stage.left).toBe(stage.targets.length);
    await opening;
  });

  it('goes on on practice where it was left live, until another OBS is chosen for it', async () => {
    const { linker, targets } = desk();
    await linker.openedShow('a', plainly);
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.openedShow('a', toRehearse);
    linker.closedShow();
    await linker.openedShow('a', { rehearse: false, isLive: true });
    expect(targets.at(-1)).toMatchObject({ practice: true });
    await linker.use({ practice: false, address: studio });
    linker.closedShow();
    await linker.openedShow('a', { rehearse: false, isLive: true });
    expect(targets.at(-1)).toMatchObject({ address: studio, practice: false });
  });
});

describe('the password', () => {
  it('of the environment serves the OBS on the command line', async () => {
    const { linker, targets } = desk({ address: studio, password: 'secret' });
    await linker.openedShow('a', plainly);
    expect(targets).toMatchObject([{ address: studio, password: 'secret', passwordKept: 'memory' }]);
  });

  it('of the environment serves the OBS used last, when none is named: a restart under way', async () => {
    const { linker, targets, settings } = desk({ password: 'secret' });
    settings.set('obsOfShow', { a: { practice: false, address: studio } });
    await linker.openedShow('a', plainly);
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
