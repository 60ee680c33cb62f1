import type { Result } from '../result';
import { ok, refused } from '../result';
import type { CaptionText } from './lowerThird';

/** A name strap after EBU's OGraf, version 1 (https://ograf.ebu.io): how its package is read, and what it is told. */
export interface Ograf {
  readonly name: string;
  /** Its script, within the package. */
  readonly main: string;
  /** Which of its fields take what is said of a person; `null` where it has none. */
  readonly fields: OgrafFields;
  /** What its other fields are, unless somebody says otherwise. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

export interface OgrafFields {
  readonly name: string;
  readonly role: string | null;
  readonly organisation: string | null;
}

export type OgrafProblem =
  | 'ografNoManifest'
  | 'ografNotRead'
  | 'ografOther'
  | 'ografNoMain'
  | 'ografNotLive'
  | 'ografNeedsInternet'
  | 'ografNoName'
  | 'ografTooLarge';

const version1 = /^https:\/\/ograf\.ebu\.io\/v1\//;

/** What fields are called that take a person's name, what they do, and where; the likeliest first. */
const called = {
  name: ['name', 'fullname', 'personname', 'speaker', 'speakername', 'person', 'line1', 'f0'],
  role: ['title', 'role', 'subtitle', 'jobtitle', 'position', 'function', 'description', 'line2', 'f1'],
  organisation: ['organisation', 'organization', 'company', 'affiliation', 'institution', 'line3', 'f2'],
} as const;

/** Which file of a package is its manifest; the first by name where there are several. */
export function manifestOf(files: readonly string[]): string | null {
  return files.filter((file) => file.endsWith('.ograf.json')).toSorted()[0] ?? null;
}

/** Reads a manifest; `files` are those of the package, by their paths from where the manifest is. */
export function readOgraf(text: string, files: readonly string[]): Result<Ograf, OgrafProblem> {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refused('ografNotRead');
  }
  if (!isRecord(manifest)) return refused('ografNotRead');
  const { $schema, id, name, main } = manifest;
  if (typeof $schema !== 'string' || !version1.test($schema)) return refused('ografOther');
  if (typeof id !== 'string' || typeof name !== 'string' || typeof main !== 'string')
    return refused('ografNotRead');
  const script = main.replace(/^\.\//, '');
  if (!isInside(script) || !files.includes(script)) return refused('ografNoMain');
  if (manifest['supportsRealTime'] !== true) return refused('ografNotLive');
  if (needsInternet(manifest['renderRequirements'])) return refused('ografNeedsInternet');
  const schema = manifest['schema'];
  const properties = isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {};
  const fields = fieldsOf(properties);
  if (!fields) return refused('ografNoName');
  return ok({ name: name.slice(0, 200), main: script, fields, defaults: defaultsOf(properties) });
}

/** What a strap is told of a person. What has no field of its own goes with what the person does. */
export function ografData({ fields, defaults }: Ograf, text: CaptionText): Readonly<Record<string, unknown>> {
  const { name, role, organisation } = text;
  const rest = fields.organisation === null ? [role, organisation].filter((part) => part !== '') : [role];
  return {
    ...defaults,
    [fields.name]: name,
    ...(fields.role === null ? {} : { [fields.role]: rest.join(', ') }),
    ...(fields.organisation === null ? {} : { [fields.organisation]: organisation }),
  };
}

/** A path that stays where it is: no `..`, no drive, no address. */
export function isInside(path: string): boolean {
  return (
    path.length <= 200 &&
    path.split('/').every((part) => /^[^\\:?#%\p{Cc}]+$/u.test(part) && !/^\.+$/.test(part))
  );
}

function fieldsOf(properties: Readonly<Record<string, unknown>>): OgrafFields | null {
  const texts = Object.entries(properties).filter(
    ([, field]) => isRecord(field) && (field['type'] === 'string' || field['type'] === undefined),
  );
  const find = (names: readonly string[], taken: readonly (string | null)[]): string | null => {
    const free = texts.filter(([key]) => !taken.includes(key));
    const plain = (word: unknown): string =>
      typeof word === 'string' ? word.toLowerCase().replaceAll(/[^a-z0-9]/g, '') : '';
    for (const name of names) {
      const found =
        free.find(([key]) => plain(key) === name) ??
        free.find(([, field]) => isRecord(field) && plain(field['title']) === name);
      if (found) return found[0];
    }
    return null;
  };
  const name = find(called.name, []);
  if (name === null) return null;
  const role = find(called.role, [name]);
  return { name, role, organisation: find(called.organisation, [name, role]) };
}

function defaultsOf(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, field]) =>
      isRecord(field) && field['default'] !== undefined ? [[key, field['default']] as const] : [],
    ),
  );
}

/** One of the requirements has to be met: nothing here reaches the internet. */
function needsInternet(requirements: unknown): boolean {
  if (!Array.isArray(requirements) || requirements.length === 0) return false;
  return requirements.every((one) => {
    const access: unknown = isRecord(one) ? one['accessToPublicInternet'] : null;
    return isRecord(access) && access['exact'] === true;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
