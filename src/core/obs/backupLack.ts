import type { Show } from '../show/model';
import { cueFindings } from './cueNames';
import type { CueName } from './cueNames';
import type { ObsView } from './observed';
import { scenesNamed } from './ownership';
import type { Check, Finding, ObservedForCheck } from './preflight';

/** What of OBS a show names. */
export type Named = CueName | 'transition' | 'microphone';

/** One thing that the backup lacks. `within`: the scene of a source, or the source of a filter. */
export type BackupLack = Extract<Finding, { code: 'backupLacks' | 'backupWithoutCaptions' }>;

type Seen = Pick<ObsView, 'link'> & { readonly observed: ObservedForCheck | null };

/**
 * The row of the preflight that says what a show names and its backup does not have, though the main OBS does: what
 * both lack is said of the main one. Hotkeys too, for the backup may become the main OBS. A backup that is away is not
 * judged.
 */
export function backupCheck(show: Show, main: Seen, backup: Seen): Check {
  const there = observedNow(backup);
  if (!there) {
    const state = backup.link.status === 'connecting' ? 'checking' : 'unknown';
    return { name: 'backup', state, findings: [] };
  }
  const here = observedNow(main);
  const missedByBoth = new Set(here ? lacks(show, here).map(keyOf) : []);
  const findings = lacks(show, there).filter((lack) => !missedByBoth.has(keyOf(lack)));
  return { name: 'backup', state: findings.length === 0 ? 'ready' : 'warning', findings };
}

function observedNow({ link, observed }: Seen): ObservedForCheck | null {
  return link.status === 'connected' ? observed : null;
}

function lacks(show: Show, obs: ObservedForCheck): readonly BackupLack[] {
  const { captions } = obs;
  const namesCannotCome =
    show.speakers.length > 0 && !(captions.sceneReady && captions.missingIn.length === 0);
  const found = [
    ...missing('scene', scenesNamed(show), obs.scenes),
    ...missing(
      'transition',
      show.segments.flatMap(({ transition }) => transition?.name ?? []),
      obs.transitions.map(({ name }) => name),
    ),
    ...cueFindings(show, obs).flatMap(ofCue),
    ...missing(
      'microphone',
      show.speakers.flatMap(({ microphone }) => microphone ?? []),
      obs.inputs.flatMap(({ name, muted }) => (muted === null ? [] : [name])),
    ),
    ...(namesCannotCome ? [{ severity: 'warning', code: 'backupWithoutCaptions' } as const] : []),
  ];
  return [...new Map(found.map((lack) => [keyOf(lack), lack])).values()];
}

function missing(what: Named, named: readonly string[], there: readonly string[]): readonly BackupLack[] {
  const has = new Set(there);
  return named.filter((name) => !has.has(name)).map((name) => lack(what, name, null));
}

/** What a cue would fail of there. */
function ofCue(finding: Finding): readonly BackupLack[] {
  switch (finding.code) {
    case 'cueNameMissing':
      return [lack(finding.what, finding.name, finding.within)];
    case 'hotkeyAmbiguous':
      return [lack('hotkey', finding.name, null)];
    case 'inputWithoutSound':
      return [lack('input', finding.name, null)];
    default:
      return [];
  }
}

function lack(what: Named, name: string, within: string | null): BackupLack {
  return { severity: 'warning', code: 'backupLacks', what, name, within };
}

function keyOf(of: BackupLack): string {
  return of.code === 'backupLacks' ? JSON.stringify([of.what, of.name, of.within]) : of.code;
}
