import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { MeterReading } from '../../contract/messages';
import type { Client, Meters } from './client';
import { useClient } from './react';

/** What a meter needs of the page that it is on. */
export type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

/** How many places of a page show meters. */
const watchers = new WeakMap<Client, { places: number; readonly end: () => void }>();

/**
 * Draws how loud one input is, ten times a second at most, past React: `draw` writes its element by itself. `null`: it is
 * not heard (not active, renamed, OBS away). The host sends levels while a place shows some and the page is seen.
 *
 *   const bar = useRef<HTMLDivElement>(null);
 *   useMeter('Mic 2', (reading) => bar.current?.style.setProperty('--level', …));
 */
export function useMeter(input: string | null, draw: (reading: MeterReading | null) => void): void {
  const client = useClient();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    if (input === null) return latest.current(null);
    return followMeter(client, document, input, (reading) => latest.current(reading));
  }, [client, input]);
}

/** What the director makes of an input now; `null` while it is not heard. It watches nothing: a meter beside it does. */
export function useHeard(input: string | null): MeterReading['standing'] | null {
  const { meters } = useClient();
  return useStore(meters, (readings) => (input === null ? null : (readings[input]?.standing ?? null)));
}

/** The same of all inputs at once, for a place that looks for who is heard. */
export function useMeters(draw: (readings: Meters) => void): void {
  const client = useClient();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => followMeters(client, document, (readings) => latest.current(readings)), [client]);
}

/** The same without React: draws at once and with every reading, until what it returns is called. */
export function followMeter(
  client: Client,
  page: Page,
  input: string,
  draw: (reading: MeterReading | null) => void,
): () => void {
  return followMeters(client, page, (readings) => draw(readings[input] ?? null));
}

function followMeters(client: Client, page: Page, draw: (readings: Meters) => void): () => void {
  const watched = watchers.get(client) ?? { places: 0, end: watch(client, page) };
  watchers.set(client, watched);
  watched.places += 1;
  const tell = (): void => draw(client.meters.getState());
  const unsubscribe = client.meters.subscribe(tell);
  tell();
  return () => {
    unsubscribe();
    watched.places -= 1;
    if (watched.places > 0) return;
    watchers.delete(client);
    watched.end();
  };
}

/** Tells the host whether the page is seen; anew after each connection, for a host that starts knows of none. */
function watch(client: Client, page: Page): () => void {
  const isLinked = (): boolean => client.mirror.getState().link === 'connected';
  const tell = (): void => {
    if (isLinked()) void client.call('watchMeters', { on: !page.hidden });
  };
  let wasLinked = isLinked();
  const unsubscribe = client.mirror.subscribe(() => {
    if (isLinked() && !wasLinked) tell();
    wasLinked = isLinked();
  });
  page.addEventListener('visibilitychange', tell);
  tell();
  return () => {
    unsubscribe();
    page.removeEventListener('visibilitychange', tell);
    if (isLinked()) void client.call('watchMeters', { on: false });
  };
}
