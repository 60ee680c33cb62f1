import type { AppCallName, CallInput, CallRefusal } from '../../contract/calls';
import { reportName } from '../../core/asrun/runFile';
import type { Result } from '../../core/result';
import { ok, refused } from '../../core/result';
import type { State } from '../../core/run/state';
import { isHandsOff } from '../../core/run/rehearsal';
import { newShow } from '../../core/show/model';
import { isZone } from '../../core/time/zone';
import type { ObsRoom } from '../obs/room';
import { bundledTrack } from '../storage/bundledTracks';
import type { Settings } from '../storage/settings';
import { writeShowText } from '../storage/showFile';
import { t } from '../t';
import { readAddress } from './address';
import type { Backup } from './backup';
import type { BackupLinker } from './backupLink';
import type { Library, StorageNotice } from './library';
import type { ObsLinker } from './obsLink';
import type { Publisher } from './publisher';
import type { Shell } from './shell';
import type { OgrafStore } from '../lan/ografStore';
import type { Overlay } from '../lan/overlay';
import type { Screen } from './transport';

export interface AppCallsDeps {
  readonly shell: Shell;
  readonly settings: Settings;
  readonly library: Library;
  readonly linker: ObsLinker;
  readonly room: ObsRoom;
  readonly backup: Backup;
  readonly backupLink: BackupLinker;
  readonly publisher: Publisher;
  readonly newId: () => string;
  readonly state: () => State | null;
  readonly openShow: (showId: string, rehearse: boolean) => Promise<Result<null, CallRefusal>>;
  readonly closeShow: () => Promise<void>;
  /** A show that names no slate is given the one that was built for it. */
  readonly nameSlate: () => void;
  readonly notify: (notice: StorageNotice) => void;
  readonly publishSettings: () => void;
  readonly overlay: Pick<Overlay, 'want' | 'forgive'>;
  readonly graphics: Pick<OgrafStore, 'bring'>;
  readonly watch: () => void;
  readonly watchMeters: () => void;
}

type Answered = Promise<Result<unknown, CallRefusal>>;
type Handlers = { readonly [Name in AppCallName]: (input: CallInput<Name>, screen: Screen) => Answered };

/** Carries out the calls around a run: shows, OBS, settings, windows. */
export function createAppCalls(
  deps: AppCallsDeps,
): (name: AppCallName, input: unknown, screen: Screen) => Answered {
  const { shell, settings, library, linker, room, backup, backupLink, publisher } = deps;

  const handlers: Handlers = {
    openRecent: ({ showId, rehearse }) => open(showId, rehearse),
    openDemo: ({ rehearse }) => open(library.demo(), rehearse),
    openText: async ({ fileName, text }) => {
      const busy = liveRefusal();
      if (busy) return busy;
      const imported = library.importText(fileName, text);
      if (!imported.ok) return imported;
      for (const notice of imported.value.notices) deps.notify(notice);
      return open(imported.value.showId);
    },
    newShow: async ({ title, zone }) => {
      if (!isZone(zone)) return refused({ code: 'zoneUnknown' });
      const busy = liveRefusal();
      if (busy) return busy;
      const show = newShow(deps.newId(), title, zone);
      library.create(show);
      return open(show.id);
    },
    closeShow: async ({ armed }) => {
      const state = deps.state();
      if (!state) return refused({ code: 'noShow' });
      if (state.run.phase === 'live' && !armed) return refused({ code: 'needsArming' });
      await deps.closeShow();
      return done;
    },
    exportShow: async () => {
      const state = deps.state();
      if (!state) return refused({ code: 'noShow' });
      const { document } = state;
      return ok({ fileName: `${fileNameOf(document.show.title)}.lectern`, text: writeShowText(document) });
    },
    sampleTrack: async ({ sample }) => ok({ text: await bundledTrack(sample) }),
    listRuns: async ({ showId }) => ok(library.runs(showId)),
    readRun: async ({ showId, number }) => {
      const record = library.run(showId, number);
      return record ? ok(record) : refused({ code: 'runMissing' });
    },
    saveReport: async ({ name, format, text }) => {
      if (!shell.files) return refused({ code: 'unavailableHere' });
      return shell.files.save(`${fileNameOf(name)}.${format}`, text);
    },
    saveRunPdf: async ({ showId, number }) => {
      if (!shell.files) return refused({ code: 'unavailableHere' });
      const record = library.run(showId, number);
      if (!record) return refused({ code: 'runMissing' });
      const pdf = await shell.files.print(record);
      if (!pdf) return refused({ code: 'pdfFailed' });
      return shell.files.save(`${fileNameOf(reportName(record))}.pdf`, pdf);
    },
    connectObs: async ({ address }) => {
      const read = readAddress(address);
      if (read === null) return refused({ code: 'addressWrong' });
      if (isRehearsed()) return refused({ code: 'leaveRehearsalFirst' });
      await linker.use({ practice: false, address: read });
      return done;
    },
    usePracticeObs: async () => {
      if (isRehearsed()) return refused({ code: 'leaveRehearsalFirst' });
      // A live show on a real OBS does not turn into practice under way.
      const state = deps.state();
      if (state?.run.phase === 'live' && !state.run.onPractice) return refused({ code: 'runIsLive' });
      await linker.use({ practice: true, address: settings.get('obs').address });
      return done;
    },
    givePassword: async ({ password }) => {
      linker.givePassword(password);
      return done;
    },
    retryObs: async () => {
      room.retry();
      return done;
    },
    connectBackup: async ({ address }) => {
      const read = readAddress(address);
      return read === null ? refused({ code: 'addressWrong' }) : backupLink.use(read);
    },
    stopBackup: async () => backupLink.stop(),
    giveBackupPassword: async ({ password }) => backupLink.givePassword(password),
    retryBackup: async () => {
      backup.retry();
      return done;
    },
    bringBackupInLine: async () => backup.bringInLine(),
    planBackup: async () => backup.planBuild(),
    buildBackup: () => build(backup),
    lookAtOutputs: async () => ((await room.lookAtOutputs()) ? done : refused({ code: 'obsAway' })),
    planCaptionSetup: async () => room.planCaptionSetup(),
    bringOgraf: async ({ files }) => {
      const brought = deps.graphics.bring(files);
      if (!brought.ok) return refused({ code: brought.problem });
      deps.overlay.forgive(brought.value.id);
      return brought;
    },
    setCaptionPage: async ({ on }) => {
      // A name that is on screen would be drawn twice, or not at all.
      const onScreen = deps.state()?.run.caption ?? null;
      if (onScreen) return refused({ code: 'nameOnScreen' });
      await deps.overlay.want(on);
      return room.readAgain();
    },
    setUpCaptions: async () => untouched() ?? room.setUpCaptions(),
    planBuild: async () => room.planBuild(),
    buildObs: async () => untouched() ?? build(room),
    planRemoval: () => room.planRemoval(),
    removeBuilt: async () => untouched() ?? room.removeBuilt(),
    async readObs() {
      const [read] = await Promise.all([room.readAgain(), backup.readAgain()]);
      return read;
    },
    leaveStudioMode: async () => untouched() ?? room.leaveStudioMode(),
    watchPictures: async ({ on }, screen) => {
      screen.watchesPictures = on;
      deps.watch();
      return done;
    },
    watchMeters: async ({ on }, screen) => {
      screen.watchesMeters = on;
      deps.watchMeters();
      return done;
    },
    recordTrack: async () => room.recordTrack(),
    async endTrack() {
      const ended = room.endTrack();
      if (!ended.ok) return ended;
      const title = deps.state()?.document.show.title ?? '';
      const { writeTrack } = await import('../../core/captions/track');
      const track = writeTrack({ title, frames: ended.value, truth: null });
      return ok({ fileName: `${fileNameOf(title)}.meters.json`, text: JSON.stringify(track) });
    },
    openHostWindow: async () => (shell.openWindow('host') ? done : refused({ code: 'unavailableHere' })),
    openConsole: async () => (shell.openWindow('producer') ? done : refused({ code: 'unavailableHere' })),
    showStrip: async () => (shell.showStrip() ? done : refused({ code: 'unavailableHere' })),
    fitStrip: async (size) => {
      shell.fitStrip(size);
      return done;
    },
    tellAlarms: async ({ alarms }) => {
      shell.tellAlarms(alarms);
      return done;
    },
    setTheme: async ({ theme }) => {
      settings.set('theme', theme);
      deps.publishSettings();
      return done;
    },
    setLetterKeys: async ({ on }) => {
      settings.set('letterKeys', on);
      deps.publishSettings();
      return done;
    },
    setPreviewNext: async ({ on }) => {
      settings.set('previewNext', on);
      room.previewNext(on);
      backup.previewNext(on);
      deps.publishSettings();
      return done;
    },
    setStrip: async ({ on }) => {
      settings.set('strip', on);
      deps.publishSettings();
      return done;
    },
    setSystemKeys: async ({ on }) => {
      if (shell.kind !== 'electron') return refused({ code: 'unavailableHere' });
      settings.set('systemKeys', on);
      deps.publishSettings();
      return done;
    },
    dismissNotice: async ({ id }) => {
      publisher.update({ notices: publisher.published.notices.filter((notice) => notice.id !== id) });
      return done;
    },
  };

  async function build(obs: Pick<ObsRoom, 'buildObs'>): Answered {
    const built = await obs.buildObs();
    if (built.ok) deps.nameSlate();
    return built;
  }

  async function open(showId: string, rehearse = false): Answered {
    const busy = liveRefusal();
    if (busy) return busy;
    await deps.closeShow();
    return deps.openShow(showId, rehearse);
  }

  /** Which OBS a rehearsal has is settled as it begins. */
  function isRehearsed(): boolean {
    return (deps.state()?.run.rehearsal ?? null) !== null;
  }

  function untouched(): Result<never, CallRefusal> | null {
    const state = deps.state();
    return state && isHandsOff(state.run) ? refused({ code: 'obsUntouched' }) : null;
  }

  /** Nothing replaces a show that is on air. */
  function liveRefusal(): Result<never, CallRefusal> | null {
    return deps.state()?.run.phase === 'live' ? refused({ code: 'runIsLive' }) : null;
  }

  return (name, input, screen) => {
    // Each handler takes its own call's input, which the contract has checked.
    const handler = handlers[name] as (input: unknown, screen: Screen) => Answered;
    return handler(input, screen);
  };
}

const done = ok(null);

/** A file name that every system takes, still recognisable. */
function fileNameOf(title: string): string {
  const safe = title
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return safe === '' ? t('file.unnamed') : safe;
}
