import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the app speaks to OBS. */
const room = join(import.meta.dirname, '../../../src/main/obs');

export interface Named {
  readonly requests: readonly string[];
  readonly events: readonly string[];
}

/** The protocol's own names, from the types that obs-websocket-js ships. */
function protocolNames(): Named {
  const library = dirname(createRequire(import.meta.url).resolve('obs-websocket-js/json'));
  const file = readdirSync(library).find((name) => /^base-.*\.d\.ts$/.test(name));
  if (file === undefined) throw new Error(`no types of obs-websocket-js in ${library}`);
  const types = readFileSync(join(library, file), 'utf8');
  const namesIn = (name: string): readonly string[] => {
    const body = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(types)?.[1] ?? '';
    return [...body.matchAll(/^(?: {4}|\t)([A-Z]\w+)\??:/gm)].map((match) => match[1] ?? '');
  };
  return { requests: namesIn('OBSRequestTypes'), events: namesIn('OBSEventTypes') };
}

/** The requests and events that the source of the app's OBS room names. */
export function namedByTheApp(): Named {
  const source = sourcesIn(room).join('\n');
  const named = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(source);
  const all = protocolNames();
  if (all.requests.length < 100 || all.events.length < 40)
    throw new Error('the types of the library are not read right');
  return { requests: all.requests.filter(named), events: all.events.filter(named) };
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
