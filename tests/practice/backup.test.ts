import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PracticeObs } from '../../src/practice-obs/server';
import { startApp } from '../support/appDesk';
import { folder } from '../support/storage';
import { back, differs, lost, nameIsOn, practice, program, seen, shows, there, two } from '../support/twoObs';
import { until } from '../support/until';

/** The whole app between two OBS: the one that it drives, and one that follows. */

describe('a second OBS', () => {
  it('gets every take, slate and Back as the first does, and no difference is told', async () => {
    const { desk, told, main, backup } = await two();
    for (const scene of ['Holding slide', 'Host']) {
      await desk.go();
      await shows(main, scene);
      await shows(backup, scene);
    }
    await desk.call('setSlate', { on: true });
    await shows(backup, 'Holding slide');
    await until('the slate is up', 5_000, () => (desk.seen.session?.run.slate ?? null) !== null);
    await desk.call('setSlate', { on: false });
    await shows(backup, 'Host');
    await until('it is left', 5_000, () => desk.seen.session?.run.slate === null);
    await desk.call('back', { expectedOnAir: desk.seen.session?.run.onAir?.takeId ?? null });
    await shows(main, 'Holding slide');
    await shows(backup, 'Holding slide');
    expect(told).toEqual([]);
  });

  it('gets each segment’s transition, and its own back afterwards', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    const transition = { name: 'Fade', duration: 300 };
    await desk.call('edit', { edit: { kind: 'setSegment', id: 's0', patch: { transition } } });
    const chosen: string[] = [];
    backup.onChange((world) => chosen.push(world.transition));
    await desk.go();
    await shows(backup, 'Host');
    expect(chosen).toContain('Fade');
    for (const obs of [main, backup])
      await until('it has its own again', 5_000, () => obs.snapshot().transition === 'Cut');
  });

  it('gets the name on air, and loses it with the take', async () => {
    const { desk, told, main, backup } = await two();
    await desk.call('setUpCaptions', {});
    await desk.call('buildBackup', {});
    await desk.go();
    const speakerId = desk.seen.session?.show.speakers[0]?.id ?? '';
    await desk.call('showCaption', { speakerId, pinned: true, expected: null });
    await until('both have it', 5_000, () => nameIsOn(main) && nameIsOn(backup));
    await desk.go();
    await until('neither has it', 5_000, () => !nameIsOn(main) && !nameIsOn(backup));
    expect(told).toEqual([]);
  });

  it('has Next in its preview where the producer wants that, as the first has', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    for (const obs of [main, backup]) obs.person.setStudioMode(true);
    await until('both say so', 5_000, () => {
      return [desk.seen.obs, seen(desk).obs].every(({ observed }) => observed?.studioMode === true);
    });
    await desk.call('setPreviewNext', { on: true });
    await desk.go();
    for (const obs of [main, backup])
      await until('Next is in its preview', 5_000, () => obs.snapshot().preview === 'Panel');
    expect([program(main), program(backup)]).toEqual(['Host', 'Host']);
  });

  it('is not told to record or stream: that is for whoever sits at it', async () => {
    const { desk, backup } = await two();
    await desk.call('setOutput', { output: 'record', on: true, armed: true });
    await until('the main one records', 5_000, () => desk.seen.obs.observed?.outputs.record.status === 'on');
    await desk.go();
    await shows(backup, 'Holding slide');
    expect(seen(desk).obs.observed?.outputs.record.status).toBe('off');
  });

  it('leaves no trace in the log of the show, whatever becomes of it', async () => {
    const { desk, backup } = await two('Host', 'Panel');
    await desk.go();
    const before = desk.keys.length;
    backup.person.switchScene('Speaker + slides');
    backup.faults.dropConnections();
    await until('it is away', 5_000, () => seen(desk).obs.link.status !== 'connected');
    await there(desk, backup);
    expect(desk.keys).toHaveLength(before);
  });
});

describe('either may die without the other noticing', () => {
  it('the backup: takes go on as before, and it is said to be away', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    backup.faults.refuseConnections(true);
    backup.faults.dropConnections();
    await until('it is said', 5_000, () => seen(desk).obs.link.status === 'retrying');
    await desk.go();
    await shows(main, 'Host');
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('accepted');
    expect(desk.seen.obs.link.status).toBe('connected');
    expect(seen(desk)).toMatchObject({ obs: { link: { problem: 'closed' } }, difference: null });
  });

  it('the main one: GO still reaches the backup, marked as not confirmed', async () => {
    const { desk, told, main, backup } = await two('Host', 'Panel');
    await desk.go();
    await shows(backup, 'Host');
    main.faults.refuseConnections(true);
    main.faults.dropConnections();
    await until('it is lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
    await desk.press();
    await shows(backup, 'Panel');
    expect(program(main)).toBe('Host');
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('notConfirmed');
    expect(seen(desk).obs.link.status).toBe('connected');
    expect(told).toEqual([]);
  });

  it('the main one: a name that stands on the backup leaves in its time, and by hand; no other can come', async () => {
    const { desk, main, backup, told } = await two();
    await desk.call('setUpCaptions', {});
    await desk.call('buildBackup', {});
    await desk.call('edit', { edit: { kind: 'setShow', patch: { captionDuration: 2_500 } } });
    await desk.go();
    const [first, second] = desk.seen.session?.show.speakers ?? [];
    const show = (speakerId: string, pinned: boolean): Promise<string | null> =>
      desk.refusalOf('showCaption', {
        speakerId,
        pinned,
        expected: desk.seen.session?.run.caption?.speakerId ?? null,
      });
    expect(await show(first?.id ?? '', false)).toBeNull();
    await until('both have it', 5_000, () => nameIsOn(main) && nameIsOn(backup));
    await lost(desk, main);
    expect(nameIsOn(backup)).toBe(true);
    await until('it has left in its time', 5_000, () => !nameIsOn(backup));
    expect(desk.seen.session?.run.caption).toBeNull();
    expect(await show(second?.id ?? '', true)).toBe('obsAway');

    await back(desk, main);
    await until('the leftover is off', 5_000, () => !nameIsOn(main));
    expect(await show(second?.id ?? '', true)).toBeNull();
    await until('both have the other', 5_000, () => nameIsOn(main) && nameIsOn(backup));
    await lost(desk, main);
    await desk.call('hideCaption', { expected: second?.id ?? '' });
    await until('it was hidden by hand', 5_000, () => !nameIsOn(backup));
    expect(told).toEqual([]);
  });

  it('a backup that does not answer holds up no take', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    backup.faults.halfOpen(true);
    await desk.go();
    const { stages } = desk.seen.session?.run ?? {};
    expect(stages?.onAir).toBeLessThan(500);
    expect(program(main)).toBe('Host');
    expect(desk.seen.session?.run.failed).toBeNull();
  });

  it('a main OBS that refuses: the show stays where it was, and the backup is told to have gone on', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    await desk.go();
    main.faults.add({ kind: 'refuse', request: 'SetCurrentProgramScene', code: 207 });
    await desk.press();
    await until('it is refused', 5_000, () => desk.seen.session?.run.failed !== null);
    await shows(backup, 'Panel');
    await differs(desk, { what: 'scene', program: 'Host', shows: 'Panel', failure: null });
    expect(program(main)).toBe('Host');
  });
});

describe('a difference between the two', () => {
  it('is told once it has stood for a second, left alone, and mended with one press', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    await desk.go();
    await shows(backup, 'Host');
    backup.person.switchScene('Speaker + slides');
    await differs(desk, { what: 'scene', program: 'Host', shows: 'Speaker + slides', failure: null });
    expect(program(backup)).toBe('Speaker + slides');
    await desk.call('bringBackupInLine', {});
    await shows(backup, 'Host');
    await differs(desk, null);
    expect(program(main)).toBe('Host');
    expect(desk.keys.filter((key) => key === 'onAir')).toHaveLength(1);
  });

  it('is what viewers see: a person who changes the main OBS leaves the backup behind', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    await desk.go();
    await shows(backup, 'Host');
    main.person.switchScene('Speaker + slides');
    await differs(desk, { what: 'scene', program: 'Speaker + slides', shows: 'Host', failure: null });
    await desk.call('bringBackupInLine', {});
    await shows(backup, 'Speaker + slides');
    await differs(desk, null);
    expect(desk.seen.session?.run.changedInObs).toMatchObject({ scene: 'Speaker + slides' });
  });

  it('that OBS refused is told with its reason, and again where it is refused again', async () => {
    const { desk, backup } = await two('Host', 'Kitchen', 'Panel');
    backup.faults.add({ kind: 'refuse', request: 'SetCurrentProgramScene', code: 600, comment: 'No such' });
    const failure = { why: 'refused', code: 600, comment: 'No such' } as const;
    const shown = program(backup);
    await desk.go();
    await differs(desk, { what: 'scene', program: 'Host', shows: shown, failure });
    await desk.call('bringBackupInLine', {});
    await differs(desk, { what: 'scene', program: 'Host', shows: shown, failure });
    backup.faults.clear();
    await desk.call('bringBackupInLine', {});
    await differs(desk, null);
    expect(program(backup)).toBe('Host');
  });

  it('is one while a name is on the main OBS alone, or on the backup alone', async () => {
    const { desk, main, backup } = await two();
    await desk.call('setUpCaptions', {});
    await desk.go();
    const speakerId = desk.seen.session?.show.speakers[0]?.id ?? '';
    await desk.call('showCaption', { speakerId, pinned: true, expected: null });
    await differs(desk, { what: 'nameMissing', notSetUp: true });
    await desk.call('buildBackup', {});
    await differs(desk, { what: 'nameMissing', notSetUp: false });
    await desk.call('bringBackupInLine', {});
    await until('it has the name', 5_000, () => nameIsOn(backup));
    await differs(desk, null);
    expect(nameIsOn(main)).toBe(true);

    await desk.call('hideCaption', { expected: speakerId });
    await until('neither has it', 5_000, () => !nameIsOn(main) && !nameIsOn(backup));
    const scene = backup.snapshot().scenes.find(({ name }) => name === 'Lectern captions');
    backup.person.enableItem('Lectern captions', scene?.items[0]?.id ?? 0, true);
    await differs(desk, { what: 'nameLeft' });
    expect(nameIsOn(backup)).toBe(true);
    await desk.call('bringBackupInLine', {});
    await until('it is off', 5_000, () => !nameIsOn(backup));
    await differs(desk, null);
  });
});

describe('a backup that comes back', () => {
  it('is looked at and told nothing, until a person asks for it: then scene and name', async () => {
    const { desk, main, backup } = await two();
    await desk.call('setUpCaptions', {});
    await desk.call('buildBackup', {});
    await desk.go();
    const speakerId = desk.seen.session?.show.speakers[0]?.id ?? '';
    await desk.call('showCaption', { speakerId, pinned: true, expected: null });
    await until('both have the name', 5_000, () => nameIsOn(main) && nameIsOn(backup));
    backup.faults.refuseConnections(true);
    backup.faults.dropConnections();
    await until('it is away', 5_000, () => seen(desk).obs.link.status === 'retrying');
    // It was started again: another scene, and no name.
    const scene = backup.snapshot().scenes.find(({ name }) => name === 'Lectern captions');
    backup.person.enableItem('Lectern captions', scene?.items[0]?.id ?? 0, false);
    backup.person.switchScene('Panel');
    expect(await desk.refusalOf('bringBackupInLine', {})).toBe('backupAway');
    backup.faults.refuseConnections(false);
    await desk.call('retryBackup', {});
    await there(desk, backup);
    await differs(desk, { what: 'scene', program: 'Holding slide', shows: 'Panel', failure: null });
    expect(program(backup)).toBe('Panel');
    expect(nameIsOn(backup)).toBe(false);
    await desk.call('bringBackupInLine', {});
    await shows(backup, 'Holding slide');
    await until('it has the name again', 5_000, () => nameIsOn(backup));
    await differs(desk, null);
    expect(nameIsOn(main)).toBe(true);
  });

  it('gets back the transition that was borrowed of it when it was lost', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    const transition = { name: 'Fade', duration: 1_000 };
    await desk.call('edit', { edit: { kind: 'setSegment', id: 's0', patch: { transition } } });
    await desk.press();
    await until('it fades', 5_000, () => backup.snapshot().transition === 'Fade');
    backup.faults.dropConnections();
    await until('it has its own again', 8_000, () => backup.snapshot().transition === 'Cut');
    await until('so has the main one', 5_000, () => main.snapshot().transition === 'Cut');
    expect(desk.keys).not.toContain('leftoverCleared');
  });
});

describe('which OBS is the backup', () => {
  it('is kept by show, and a rehearsal never reaches it', async () => {
    const { desk, main, backup } = await two();
    const showId = desk.seen.session?.show.id ?? '';
    await desk.call('closeShow', {});
    expect(desk.seen.backup).toBeNull();
    await desk.call('openRecent', { showId, rehearse: true });
    await until('on practice', 5_000, () => desk.seen.obs.practice && desk.seen.obs.observed !== null);
    expect(desk.seen.backup).toBeNull();
    const before = program(backup);
    await desk.go();
    expect(await desk.refusalOf('connectBackup', { address: backup.url })).toBe('backupOfPractice');
    expect(program(backup)).toBe(before);
    await desk.call('resetRun', { armed: true });
    await desk.call('closeShow', {});
    await desk.call('openRecent', { showId });
    await desk.connected(main.url);
    await there(desk, backup);
    await desk.call('stopBackup', {});
    expect(desk.seen.backup).toBeNull();
    await desk.call('closeShow', {});
    await desk.call('openRecent', { showId });
    await desk.connected(main.url);
    expect(desk.seen.backup).toBeNull();
    expect(await desk.refusalOf('stopBackup', {})).toBe('noBackup');
  });

  it('may be made the main one: the two change places', async () => {
    const { desk, main, backup } = await two('Host', 'Panel');
    await desk.go();
    await shows(backup, 'Host');
    main.faults.refuseConnections(true);
    main.faults.dropConnections();
    await until('the main one is lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
    await desk.press();
    await shows(backup, 'Panel');
    await desk.call('connectObs', { address: backup.url });
    await until('it drives the other', 5_000, () => {
      const { link, address } = desk.seen.obs;
      return link.status === 'connected' && address === backup.url;
    });
    await until('its word counts', 5_000, () => {
      return desk.seen.session?.run.onAir?.confirmation === 'accepted';
    });
    expect(seen(desk).obs.address).toBe(main.url);
    main.faults.refuseConnections(false);
    await desk.call('retryBackup', {});
    await differs(desk, { what: 'scene', program: 'Panel', shows: 'Host', failure: null });
  });

  it('gets its sound back from under the slate, also where it has become the main one meanwhile', async () => {
    const { desk, main, backup } = await two();
    const heard = (obs: PracticeObs): boolean =>
      obs.snapshot().inputs.some(({ name, muted }) => name === 'Host microphone' && !muted);
    await desk.go();
    await desk.go();
    await desk.call('setSlate', { on: true });
    await until('both are mute', 5_000, () => !heard(main) && !heard(backup));
    main.faults.refuseConnections(true);
    main.faults.dropConnections();
    await until('the main one is lost', 5_000, () => desk.seen.obs.link.status === 'retrying');
    await desk.call('connectObs', { address: backup.url });
    await until('it drives the other', 5_000, () => {
      const { link, address } = desk.seen.obs;
      return link.status === 'connected' && address === backup.url;
    });
    expect(heard(backup)).toBe(false);
    await desk.call('setSlate', { on: false });
    await until('it is heard again', 5_000, () => heard(backup));
    main.faults.refuseConnections(false);
    await desk.call('retryBackup', {});
    await until('so is the one that was lost', 5_000, () => heard(main));
  });

  it('is named on the command line, with its password', async () => {
    const [main, backup] = [await practice(), await practice({ password: 'spare' })];
    const given = { address: main.url, backup: { address: backup.url, password: 'spare' } };
    const desk = await startApp(given);
    await desk.connected(main.url);
    await there(desk, backup);
    await desk.go();
    await shows(backup, 'Holding slide');
    expect(seen(desk).obs.passwordKept).toBe('memory');
  });

  it('on the command line is not the OBS that the show drives: a sentence says so', async () => {
    const home = folder();
    const main = await practice();
    const first = await startApp({ address: main.url }, home);
    await first.connected(main.url);
    await first.app.dispose();
    const desk = await startApp({ backup: { address: main.url, password: null } }, home);
    const showId = desk.seen.library.recent[0]?.id ?? '';
    await desk.call('openRecent', { showId });
    await desk.connected(main.url);
    expect(desk.seen.backup).toBeNull();
    expect(desk.seen.notices).toMatchObject([{ key: 'backupIsMain', values: { address: main.url } }]);
  });
});

describe('bad input', () => {
  it('the same OBS, by whatever name of this machine', async () => {
    const { desk, main } = await two();
    const names = [main.url, String(main.port), `localhost:${main.port}`, `ws://127.0.0.2:${main.port}`];
    for (const address of names)
      expect(await desk.refusalOf('connectBackup', { address })).toBe('backupIsMain');
  });

  it('no address, and no show', async () => {
    const { desk, backup } = await two();
    expect(await desk.refusalOf('connectBackup', { address: 'http://x' })).toBe('addressWrong');
    await desk.call('closeShow', {});
    expect(await desk.refusalOf('connectBackup', { address: backup.url })).toBe('noShow');
    expect(await desk.refusalOf('giveBackupPassword', { password: 'x' })).toBe('noBackup');
  });

  it('a wrong password is asked again, while takes go on; the right one connects', async () => {
    const { desk, main } = await two('Host', 'Panel');
    const locked = await practice({ password: 'right' });
    await desk.call('connectBackup', { address: locked.url });
    const asks = (problem: string): Promise<boolean> =>
      until(problem, 5_000, () => {
        const { link } = seen(desk).obs;
        return link.status === 'stopped' && link.problem === problem;
      });
    await asks('passwordNeeded');
    await desk.call('giveBackupPassword', { password: 'wrong' });
    await asks('passwordWrong');
    await desk.go();
    await shows(main, 'Host');
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('accepted');
    await desk.call('giveBackupPassword', { password: 'right' });
    await there(desk, locked);
    await differs(desk, { what: 'scene', program: 'Host', shows: program(locked), failure: null });
  });

  it('what is no OBS is said, while takes go on', async () => {
    const { desk, main } = await two('Host', 'Panel');
    const web = createServer((_, response) => response.writeHead(200).end('hello'));
    await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
    onTestFinished(() => new Promise<void>((done) => void web.close(() => done())));
    const address = web.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await desk.call('connectBackup', { address: String(port) });
    await until('it is said', 5_000, () => {
      const { link } = seen(desk).obs;
      return link.status === 'stopped' && link.problem === 'notObs';
    });
    await desk.go();
    await shows(main, 'Host');
    expect(desk.seen.session?.run.onAir?.confirmation).toBe('accepted');
  });
});
