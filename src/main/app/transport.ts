import type { CallName, CallRefusal } from '../../contract/calls';
import { calls, isCallName } from '../../contract/calls';
import type { FromHost } from '../../contract/messages';
import { ruleProblems } from '../../contract/fileProblem';
import { contractVersion, fromScreenSchema } from '../../contract/messages';
import type { Role } from '../../contract/roles';
import type { Result } from '../../core/result';
import { refused } from '../../core/result';
import type { Instant } from '../../core/time/units';
import type { Publisher } from './publisher';

/** A line to one screen: Electron's port or a WebSocket. Knows nothing of what it carries. */
export interface ScreenTransport {
  send(message: FromHost): void;
  onMessage(callback: (raw: unknown) => void): void;
  onClose(callback: () => void): void;
}

/** A screen that is connected, as the app sees it. */
export interface Screen {
  readonly role: Role;
  send(message: FromHost): void;
  watchesPictures: boolean;
  watchesMeters: boolean;
}

/** What a screen may reach of the app. */
export interface ScreenHost {
  readonly publisher: Publisher;
  now(): Instant;
  /** Carries out a call whose schema and role have been checked. */
  call(name: CallName, input: unknown, screen: Screen): Promise<Result<unknown, CallRefusal>>;
  joined(screen: Screen): void;
  left(screen: Screen): void;
}

/** Serves one screen until its transport closes. Schema and role are checked on every message. */
export function serveScreen(host: ScreenHost, role: Role, transport: ScreenTransport): void {
  const screen: Screen = {
    role,
    watchesPictures: false,
    watchesMeters: false,
    send: (message) => transport.send(message),
  };

  transport.onMessage((raw) => {
    const parsed = fromScreenSchema.safeParse(raw);
    // Whoever does not speak the contract gets no answer to hold on to.
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.type === 'clock') {
      transport.send({ type: 'clock', id: message.id, now: host.now() });
      return;
    }
    void answer(message.id, message.name, message.input);
  });

  const unsubscribe = host.publisher.subscribe((message) => transport.send(message));
  transport.onClose(() => {
    unsubscribe();
    host.left(screen);
  });
  transport.send({
    type: 'welcome',
    contract: contractVersion,
    role,
    now: host.now(),
    published: host.publisher.published,
  });
  host.joined(screen);

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const result = await checkedCall(name, input);
    if (result.ok) transport.send({ type: 'reply', id, ok: true, value: result.value ?? null });
    else transport.send({ type: 'reply', id, ok: false, refusal: result.problem });
  }

  function checkedCall(name: string, input: unknown): Promise<Result<unknown, CallRefusal>> {
    if (!isCallName(name)) return Promise.resolve(refused({ code: 'notUnderstood' }));
    if (!calls[name].by.some((allowed) => allowed === role))
      return Promise.resolve(refused({ code: 'notAllowed' }));
    const checked = calls[name].input.safeParse(input);
    if (!checked.success) return Promise.resolve(refused(problemOf(checked.error.issues[0]?.message)));
    return host.call(name, checked.data, screen);
  }
}

/** An edit's own problem keeps its name, so that the field can say what is wrong. */
function problemOf(message: string | undefined): CallRefusal {
  return { code: ruleProblems.find((name) => name === message) ?? 'notUnderstood' };
}
