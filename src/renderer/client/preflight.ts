import type { PublishedSettings, Session } from '../../contract/published';
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
  return useMirror(({ session, obs, settings }) => {
    if (!session) throw new Error('no show is open');
    return preflightOf(session, obs, settings);
  });
}

let last: { readonly facts: PreflightFacts; readonly result: Preflight } | null = null;

/** Checked anew only when something changed that it looks at: a take does not. */
export function preflightOf(
  { show, captions }: Pick<Session, 'show' | 'captions'>,
  { link, observed }: Pick<ObsView, 'link' | 'observed'>,
  { previewNext }: Pick<PublishedSettings, 'previewNext'>,
): Preflight {
  const facts = { show, link: link.status, observed, drawings: captions, previewNext };
  if (!last || !isSame(last.facts, facts)) {
    const checks = preflight(facts);
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

function isSame(a: PreflightFacts, b: PreflightFacts): boolean {
  return (
    a.show === b.show &&
    a.link === b.link &&
    a.drawings === b.drawings &&
    a.previewNext === b.previewNext &&
    (a.observed === b.observed ||
      (a.observed !== null &&
        b.observed !== null &&
        looksAt.every((field) => a.observed?.[field] === b.observed?.[field])))
  );
}

/** How many of each there are, for a button or a line: `2 problems, 1 warning`. */
export function countsOf(findings: readonly Finding[]): {
  readonly problems: number;
  readonly warnings: number;
} {
  const problems = findings.filter(({ severity }) => severity === 'problem').length;
  return { problems, warnings: findings.length - problems };
}
