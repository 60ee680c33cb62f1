import type { Published, PublishedSettings, Session } from '../../contract/published';
import { backupCheck } from '../../core/obs/backupLack';
import type { Check, Finding, ObservedForCheck, PreflightFacts } from '../../core/obs/preflight';
import { findingsOf, preflight, segmentsWithoutScene } from '../../core/obs/preflight';
import type { ObsView } from '../../core/obs/observed';
import type { SegmentId } from '../../core/show/model';
import { useMirror } from './react';

/** What is checked before a show, and what was found: derived from what is published, once for all who ask. */
export interface Preflight {
  readonly checks: readonly Check[];
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** The segments whose GO would fail. */
  readonly withoutScene: ReadonlySet<SegmentId>;
}

/** The preflight of the open show. Only below the gate that waits for an open show. */
export function usePreflight(): Preflight {
  return useMirror(({ session, obs, settings, backup }) => {
    if (!session) throw new Error('no show is open');
    return preflightOf(session, obs, settings, backup);
  });
}

interface Facts extends PreflightFacts {
  /** The second OBS; `null` where there is none. */
  readonly second: Pick<ObsView, 'link' | 'observed'> | null;
}

let last: { readonly facts: Facts; readonly result: Preflight } | null = null;

/** Checked anew only when something changed that it looks at: a take does not. */
export function preflightOf(
  { show, captions, run }: Pick<Session, 'show' | 'captions' | 'run'>,
  obs: Pick<ObsView, 'link' | 'observed'>,
  settings: Pick<PublishedSettings, 'previewNext'>,
  backup: Published['backup'],
): Preflight {
  const { link, observed } = obs;
  const second = backup?.obs ?? null;
  // There studio mode is what it needs, and on by itself.
  const previewNext = settings.previewNext || run.rehearsal?.obs === 'preview';
  const facts: Facts = { show, link: link.status, observed, drawings: captions, previewNext, second };
  if (!last || !isSame(last.facts, facts)) {
    const checks = [...preflight(facts), ...(second ? [backupCheck(show, obs, second)] : [])];
    const findings = findingsOf(checks);
    last = { facts, result: { checks, findings, withoutScene: segmentsWithoutScene(findings) } };
  }
  return last.result;
}

const looksAt = [
  'scenes',
  'emptyScenes',
  'transitions',
  'inputs',
  'sources',
  'scenesWithGroups',
  'filters',
  'hotkeys',
  'ambiguousHotkeys',
  'heard',
  'captions',
  'studioMode',
  'canvas',
  'settings',
  'outputs',
] as const satisfies readonly (keyof ObservedForCheck)[];

function isSame(a: Facts, b: Facts): boolean {
  return (
    a.show === b.show &&
    a.link === b.link &&
    a.drawings === b.drawings &&
    a.previewNext === b.previewNext &&
    isSameObserved(a.observed, b.observed) &&
    a.second?.link.status === b.second?.link.status &&
    isSameObserved(a.second?.observed ?? null, b.second?.observed ?? null)
  );
}

function isSameObserved(a: ObservedForCheck | null, b: ObservedForCheck | null): boolean {
  return a === b || (a !== null && b !== null && looksAt.every((field) => a[field] === b[field]));
}

/** How many of each there are, for a button or a line: `2 problems, 1 warning`. */
export function countsOf(findings: readonly Finding[]): {
  readonly problems: number;
  readonly warnings: number;
} {
  const problems = findings.filter(({ severity }) => severity === 'problem').length;
  return { problems, warnings: findings.length - problems };
}
