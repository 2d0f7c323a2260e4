/**
 * `tibao check`: what is wrong with law files and cases, all at once.
 */
import { resolve } from 'node:path';
import { type CaseProblem, readCases } from '../../engine/input/index.ts';
import type { Law } from '../../engine/law/index.ts';
import {
  checkEveryChoice,
  type Diagnostic,
  type FlippedDiagnostic,
} from '../../engine/law/read/index.ts';
import { arrangementFaults, readArrangements } from '../../modules/law/index.ts';
import { isInside } from './files.ts';
import { EXIT, type Io } from './io.ts';
import { compile, type LawFolder, readLawFolder } from './load-law.ts';

export interface CheckOptions {
  readonly policies: string;
  readonly json?: boolean;
  /** Checks the law also under each other legal value of each choice, one at a time. */
  readonly everyChoice?: boolean;
}

type ArrangementFinding = Omit<CaseProblem, 'code'> & {
  readonly severity: 'error';
  readonly code: 'law/arrangement_invalid';
};
type Finding =
  | Diagnostic
  | FlippedDiagnostic
  | (CaseProblem & { readonly severity: 'error' })
  | ArrangementFinding;

/**
 * Checks the whole body of law and tells what concerns the given paths; without paths, everything.
 */
export function check(io: Io, paths: readonly string[], options: CheckOptions): number {
  const folder = readLawFolder(options.policies, ...paths);
  const wanted = paths.map((path) => resolve(path));
  const isWanted = ({ file }: { readonly file: string }) =>
    wanted.length === 0 || wanted.some((path) => isInside(resolve(file), path));
  const flipped = options.everyChoice ? checkEveryChoice(folder.laws) : null;
  const compiled = compile(folder.laws);
  const findings: Finding[] = [
    ...compiled.diagnostics,
    ...(compiled.law ? arrangementFindings(folder, compiled.law) : []),
    ...(flipped?.diagnostics ?? []),
    ...folder.cases
      .flatMap(({ path, text }) => readCases(text, path).problems)
      .map((problem) => ({ ...problem, severity: 'error' as const })),
  ].filter(isWanted);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const read = [...folder.laws, ...folder.cases, ...folder.arrangements];
  const files = read.filter(({ path }) => isWanted({ file: path }));
  if (options.json) {
    const flips = flipped ? { flips: flipped.tried } : {};
    const result = { version: 1, files: files.length, ...flips, errors, findings };
    io.out(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    for (const finding of findings) io.err(findingText(io, finding));
    const tried = flipped ? `，逐一改选 ${flipped.tried} 次` : '';
    const reminders = findings.length - errors;
    io.out(`检查 ${files.length} 个文件${tried}：${errors} 个错误，${reminders} 个提醒。\n`);
  }
  return errors > 0 ? EXIT.findings : EXIT.ok;
}

/** What is wrong with the arrangements of areas, as findings at the beginning of their files. */
function arrangementFindings({ arrangements }: LawFolder, law: Law): readonly ArrangementFinding[] {
  return arrangements.flatMap(({ path, text }) =>
    faultsOf(path, text, law).map(
      (message): ArrangementFinding => ({
        file: path,
        line: 1,
        column: 1,
        severity: 'error',
        code: 'law/arrangement_invalid',
        message,
        fix: '对照 modules/law/arrangements.ts 的写法和本区的法规改正。',
      }),
    ),
  );
}

function faultsOf(path: string, text: string, law: Law): readonly string[] {
  try {
    return arrangementFaults(readArrangements(path, text), law);
  } catch (fault) {
    return [fault instanceof Error ? fault.message : String(fault)];
  }
}

/** Writes a finding: place, code and clause, what, what to do. */
export function findingText(io: Io, finding: Finding): string {
  const { file, line, column, severity, code, message, fix } = finding;
  const clause = 'clause' in finding && finding.clause !== null ? `〔${finding.clause}〕` : '';
  const mark = severity === 'error' ? io.paint('red', '错误') : io.paint('yellow', '提醒');
  const place = io.paint('bold', `${file}:${line}:${column}`);
  const lines = [`${place} ${mark} ${code}${clause}`, ...flipLines(finding), message];
  return `${lines.join('\n  ')}\n  ${io.paint('dim', `→ ${fix}`)}\n`;
}

/** Names the other choices under which a finding is one. */
function flipLines(finding: Finding): readonly string[] {
  if (!('flips' in finding)) return [];
  const { flips } = finding;
  const named = flips.slice(0, MOST_FLIPS).map(({ choice, is }) => `${choice} = ${is}`);
  const more = flips.length > named.length ? ` 等 ${flips.length} 种` : '';
  return [`改选 ${named.join('，或 ')}${more} 时：`];
}

const MOST_FLIPS = 3;
