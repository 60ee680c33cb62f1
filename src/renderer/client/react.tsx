import {
  type ReactNode,
  createContext,
  useCallback,
  useContext,
  useState,
  useSyncExternalStore,
} from 'react';
import { useStore } from 'zustand';
import type { CallInput, CallName } from '../../contract/calls';
import type { Published, Session } from '../../contract/published';
import type { Instant } from '../../core/time/units';
import type { Client, Mirror, Pictures, Reply, ScreenRefusal } from './client';

const ClientContext = createContext<Client | null>(null);

export const ClientProvider = ClientContext.Provider;

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient needs a ClientProvider above it');
  return client;
}

export function useLink(): Mirror['link'] {
  return useStore(useClient().mirror, (mirror) => mirror.link);
}

/** Part of what the host published. Only below the gate that waits for the first word of the host. */
export function useMirror<Part>(select: (published: Published) => Part): Part {
  return useStore(useClient().mirror, ({ published }) => {
    if (!published) throw new Error('nothing is published yet');
    return select(published);
  });
}

/** Part of the open show and its run. Only below the gate that waits for an open show. */
export function useSession<Part>(select: (session: Session) => Part): Part {
  return useMirror(({ session }) => {
    if (!session) throw new Error('no show is open');
    return select(session);
  });
}

export function usePicture(of: keyof Pictures): Pictures[keyof Pictures] {
  return useStore(useClient().pictures, (pictures) => pictures[of]);
}

/**
 * A value that depends on the time, e.g. the text of a countdown. `now` is a whole second of the host's clock;
 * the component is drawn again only when the value changes, so let it be a string, a number or a boolean and
 * the component a leaf.
 */
export function useTick<Value extends string | number | boolean | null>(
  compute: (now: Instant) => Value,
): Value {
  const { ticker } = useClient();
  return useSyncExternalStore(ticker.subscribe, () => compute(ticker.now()));
}

/** A leaf of text that counts. */
export function Ticking({ text }: { readonly text: (now: Instant) => string }): ReactNode {
  return useTick(text);
}

/** The same of what goes by the machine's clock, also in a rehearsal. Out of one that is the same beat. */
export function MachineTicking({ text }: { readonly text: (now: Instant) => string }): ReactNode {
  const { ticker, machineTicker } = useClient();
  const hasOwnClock = useMirror(({ session }) => (session?.pace ?? null) !== null);
  const { subscribe, now } = hasOwnClock ? machineTicker : ticker;
  return useSyncExternalStore(subscribe, () => text(now()));
}

export interface Calling {
  /** Sends a call; a refusal stays in `refusal` until the next call from here. */
  readonly call: <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<Reply<Name>>;
  readonly refusal: ScreenRefusal | null;
  readonly clear: () => void;
}

/** Calls from one place on screen, which shows their refusals beside it with `<RefusalLine>`. */
export function useCall(): Calling {
  const client = useClient();
  const [refusal, setRefusal] = useState<ScreenRefusal | null>(null);
  const call = useCallback<Calling['call']>(
    async (name, input) => {
      setRefusal(null);
      const reply = await client.call(name, input);
      if (!reply.ok) setRefusal(reply.refusal);
      return reply;
    },
    [client],
  );
  const clear = useCallback(() => setRefusal(null), []);
  return { call, refusal, clear };
}
