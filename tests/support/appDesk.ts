import { onTestFinished } from 'vitest';
import type { Answers, CallInput, CallName } from '../../src/contract/calls';
import type { Published } from '../../src/contract/published';
import { nextSegment } from '../../src/core/run/order';
import type { App, AppDeps } from '../../src/main/app/app';
import { headless } from '../../src/main/app/shell';
import type { Screen } from '../../src/main/app/transport';
import { compose } from '../../src/main/compose';
import { settingsInConf } from '../../src/main/storage/settingsConf';
import { folder } from './storage';
import { until } from './until';

const nothingGiven: AppDeps['given'] = {
  address: null,
  password: null,
  backup: { address: null, password: null },
};

/** The whole app without windows, and the hands of a producer. */
export async function startApp(
  given: Partial<AppDeps['given']> = {},
  home: string = folder(),
): Promise<AppDesk> {
  const { app } = compose({
    home,
    version: '0.0.0',
    shell: headless,
    openSettings: settingsInConf,
    keyring: null,
    pictures: null,
    pages: home,
    seen: Promise.resolve(),
    given: { ...nothingGiven, ...given },
    log: () => {},
  });
  onTestFinished(() => app.dispose());
  await app.start();
  return new AppDesk(app);
}

export class AppDesk {
  readonly #screen: Screen = {
    role: 'producer',
    watchesPictures: false,
    watchesMeters: false,
    send: () => {},
  };

  constructor(readonly app: App) {}

  get seen(): Published {
    return this.app.publisher.published;
  }

  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<void> {
    const refusal = await this.refusalOf(name, input);
    if (refusal !== null) throw new Error(`${name}: ${refusal}`);
  }

  /** What a call answers. */
  async ask<Name extends keyof Answers>(name: Name, input: CallInput<Name>): Promise<Answers[Name]> {
    const answer = await this.app.call(name, input, this.#screen);
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.code}`);
    return answer.value as Answers[Name];
  }

  async refusalOf<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<string | null> {
    const answer = await this.app.call(name, input, this.#screen);
    return answer.ok ? null : answer.problem.code;
  }

  async connected(address?: string): Promise<void> {
    await until('OBS connected', 5_000, () => {
      const { link, observed, address: at } = this.seen.obs;
      return link.status === 'connected' && observed !== null && (address === undefined || at === address);
    });
    await until('the run heard of it', 5_000, () => this.keys.includes('obsConnected'));
  }

  get keys(): readonly string[] {
    return (this.seen.session?.log ?? []).map(({ key }) => key);
  }

  /** Another show, with a segment for each of these scenes. */
  async newShow(...scenes: readonly string[]): Promise<void> {
    await this.call('newShow', { title: 'Another', zone: 'Europe/Paris' });
    for (const [index, scene] of scenes.entries()) {
      const segment = {
        id: `s${index}`,
        title: `In ${scene}`,
        kind: 'host',
        start: { kind: 'follows' },
        inclusion: 'always',
        advance: 'byHand',
        duration: 60_000,
        scene,
        transition: null,
        speakerIds: [],
        slots: {},
        showsFirstName: false,
        notes: '',
        soundOff: false,
        cues: [],
        warnAt: 10_000,
        dangerAt: 5_000,
      } as const;
      await this.call('edit', { edit: { kind: 'addSegment', index, segment } });
    }
  }

  /** GO, as soon as the guard of the last one allows; resolves once OBS said that it is on air. */
  async go(): Promise<void> {
    await this.press();
    await until('on air', 5_000, () => {
      const run = this.seen.session?.run;
      return run?.pending.length === 0 && run.settling === null && this.keys.includes('onAir');
    });
  }

  /** GO, as soon as the guard of the last one allows. */
  async press(): Promise<void> {
    await until('GO is taken', 5_000, async () => {
      const { session } = this.seen;
      const expectedNext = (session && nextSegment(session.show, session.run)?.id) ?? '';
      const expectedOnAir = session?.run.onAir?.takeId ?? null;
      const refusal = await this.refusalOf('takeNext', { expectedOnAir, expectedNext, early: true });
      if (refusal !== null && refusal !== 'tooSoon') throw new Error(`GO: ${refusal}`);
      return refusal === null;
    });
  }
}
