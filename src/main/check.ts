import { parseArgs } from 'node:util';
import { captionText } from '../core/captions/lowerThird';
import { speakersNamed } from '../core/captions/policy';
import { isOnThisMachine } from '../core/obs/address';
import { findingWords } from '../core/obs/findingWords';
import { placeOf } from '../core/obs/fixes';
import type { Known } from '../core/obs/known';
import type { CaptionWay } from '../core/obs/observed';
import { observedOf } from '../core/obs/ownership';
import type { Check, Finding } from '../core/obs/preflight';
import { findingsOf, preflight } from '../core/obs/preflight';
import { fullNameSize } from '../core/obs/textCaption';
import type { Result } from '../core/result';
import { ok, refused } from '../core/result';
import type { Show } from '../core/show/model';
import { readAddress } from './app/address';
import { measuredDrawing } from './obs/captionDrawings';
import { lookAtObs } from './obs/look';
import { realFileSystem } from './storage/fileSystem';
import { readShowFile } from './storage/showFile';
import { t } from './t';

/** How a check ended, for people and for programs. */
export interface CheckOutcome {
  /** 0: ready; 1: something was found; 2: nothing could be checked. */
  readonly exit: 0 | 1 | 2;
  readonly text: string;
}

interface CheckOptions {
  readonly file: string;
  readonly address: string;
  readonly password: string | null;
  /** The app is set to put Next into OBS's preview. */
  readonly previewNext: boolean;
}

/**
 * `lectern check SHOW --obs ws://host:port [--json] [--preview-next]`: the preflight of a show file against an OBS,
 * whose password is `LECTERN_OBS_PASSWORD`. Looks only: nothing in OBS is changed that anybody sees.
 */
export async function check(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<CheckOutcome> {
  const asJson = args.includes('--json');
  const options = readCheckOptions(args, env);
  const found = options.ok ? await run(options.value) : options;
  if (!found.ok) {
    const text = asJson ? JSON.stringify({ error: found.problem }) : found.problem;
    return { exit: 2, text };
  }
  const { show, known, checks } = found.value;
  const findings = findingsOf(checks);
  return {
    exit: findings.length === 0 ? 0 : 1,
    text: asJson
      ? JSON.stringify({
          show: show.title,
          obs: known.version,
          checks: checks.map(({ name, state }) => ({ name, state })),
          findings: findings.map((finding) => ({
            ...finding,
            sentence: sentenceOf(show, finding),
            place: placeOf(finding),
          })),
        })
      : textOf(found.value, findings),
  };
}

function readCheckOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<CheckOptions, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        obs: { type: 'string' },
        json: { type: 'boolean' },
        'preview-next': { type: 'boolean' },
      },
    });
    const [command, file, ...more] = positionals;
    if (command !== 'check' || file === undefined || more.length > 0 || values.obs === undefined) {
      return refused(t('check.usage'));
    }
    const address = readAddress(values.obs);
    if (address === null) return refused(t('terminal.addressWrong', { option: 'obs', given: values.obs }));
    return ok({
      file,
      address,
      password: env['LECTERN_OBS_PASSWORD'] || null,
      previewNext: values['preview-next'] === true,
    });
  } catch (error) {
    return refused(`${error instanceof Error ? error.message : String(error)}\n${t('check.usage')}`);
  }
}

interface Checked {
  readonly show: Show;
  readonly known: Known;
  readonly way: CaptionWay;
  readonly checks: readonly Check[];
}

async function run({ file, address, password, previewNext }: CheckOptions): Promise<Result<Checked, string>> {
  const read = readShowFile(realFileSystem, file);
  if (read === null) return refused(t('check.noFile', { file }));
  if (!read.ok) return refused(fileSentence(file, read.problem));
  const { show } = read.value;
  const people = speakersNamed(show).map((person) => ({ id: person.id, caption: captionText(person) }));
  const looked = await lookAtObs({ address, password }, (known) => ({
    names: wayOf(known, address) === 'text' ? people.map(({ caption }) => caption.name) : [],
    sizePx: fullNameSize(known.canvas),
  }));
  if (!looked.ok) return refused(obsSentence(looked.problem));
  const { known, widths } = looked.value;
  const way = wayOf(known, address);
  const drawings = people.map(({ id, caption }) => {
    const width = widths.get(caption.name) ?? null;
    return [id, measuredDrawing(caption, known.canvas, way, width)] as const;
  });
  const observed = observedOf(known, way, show);
  const checks = preflight({
    show,
    link: 'connected',
    // What was not measured now never is: pictures are drawn in the app alone.
    observed: { ...observed, captions: { ...observed.captions, measures: false } },
    drawings: Object.fromEntries(drawings),
    previewNext,
  });
  return ok({ show, known, way, checks });
}

/** How the app would draw captions there: pictures reach only an OBS on its own machine. */
function wayOf({ own }: Known, address: string): CaptionWay {
  if (isOnThisMachine(address) && own.page !== undefined) return 'page';
  const isSetUpAsText = own.text !== undefined && own.picture === undefined;
  return isOnThisMachine(address) && !isSetUpAsText ? 'pictures' : 'text';
}

function sentenceOf(show: Show, finding: Finding): string {
  const { key, values } = findingWords(show, finding);
  const meant = 'closest' in finding ? finding.closest : null;
  const sentence = t(`preflight.finding.${key}`, values);
  return meant === null ? sentence : `${sentence} ${t('preflight.way.meant', { name: meant })}`;
}

function textOf({ show, known: { version }, way, checks }: Checked, findings: readonly Finding[]): string {
  const lines = findings.map(
    (finding) => `  ${t(`preflight.verdict.${finding.severity}`)}: ${sentenceOf(show, finding)}`,
  );
  const ready = checks.filter(({ state }) => state === 'ready').length;
  const unknown = checks.filter(({ state }) => state === 'unknown').length;
  return [
    t('check.against', { title: show.title, version }),
    ...lines,
    // All else is known once OBS was read.
    ...(unknown > 0 ? [`  ${t(`check.namesUnmeasured.${way === 'text' ? 'text' : 'pictures'}`)}`] : []),
    findings.length + unknown === 0
      ? t('preflight.ready')
      : [
          t('preflight.summary', { checked: checks.length - unknown, all: checks.length, ready }),
          ...(findings.length > 0 ? [countOf(findings)] : []),
        ].join(' · '),
  ].join('\n');
}

/** Both exit 1: this says what it was. */
function countOf(findings: readonly Finding[]): string {
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return [
    t('preflight.problems', { count: of('problem') }),
    t('preflight.warnings', { count: of('warning') }),
  ].join(', ');
}

type FileProblem = Extract<ReturnType<typeof readShowFile>, { readonly ok: false }>['problem'];
type LookProblem = Extract<Awaited<ReturnType<typeof lookAtObs>>, { readonly ok: false }>['problem'];

function fileSentence(file: string, problem: FileProblem): string {
  switch (problem.code) {
    case 'fileDamaged':
      return problem.damage.what === 'unreadable'
        ? t('check.unreadable', { detail: problem.damage.detail })
        : t('check.fileDamaged', { file });
    case 'fileEmpty':
      return t('check.fileEmpty', { file });
    case 'fileNewer':
      return t('check.fileNewer', { file, version: problem.version });
    case 'fileTooLarge':
      return t('check.fileTooLarge', { file, megabytes: problem.megabytes });
  }
}

function obsSentence(problem: LookProblem): string {
  switch (problem) {
    case 'notReady':
      return t('check.notReady');
    case 'passwordNeeded':
    case 'passwordWrong':
      return `${t(`problem.${problem}`)} ${t('check.password')}`;
    default:
      return t(`problem.${problem}`);
  }
}
