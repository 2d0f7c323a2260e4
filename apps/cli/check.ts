/**
 * `tibao check`: what is wrong with law files and cases, all at once.
 */
import { resolve } from 'node:path';
import { type CaseProblem, readCases } from '../../engine/input/index.ts';
import {
  checkEveryChoice,
  type Diagnostic,
  type FlippedDiagnostic,
} from '../../engine/law/read/index.ts';
import { isInside } from './files.ts';
import { EXIT, type Io } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';

export interface CheckOptions {
  readonly policies: string;
  readonly json?: boolean;
  /** Checks the law also under each other legal value of each choice, one at a time. */
  readonly everyChoice?: boolean;
}

type Finding = Diagnostic | FlippedDiagnostic | (CaseProblem & { readonly severity: 'error' });

/**
 * Checks the whole body of law and tells what concerns the given paths; without paths, everything.
 */
export function check(io: Io, paths: readonly string[], options: CheckOptions): number {
  const folder = readLawFolder(options.policies, ...paths);
  const wanted = paths.map((path) => resolve(path));
  const isWanted = ({ file }: { readonly file: string }) =>
    wanted.length === 0 || wanted.some((path) => isInside(resolve(file), path));
  const flipped = options.everyChoice ? checkEveryChoice(folder.laws) : null;
  const findings: Finding[] = [
    ...compile(folder.laws).diagnostics,
    ...(flipped?.diagnostics ?? []),
    ...folder.cases
      .flatMap(({ path, text }) => readCases(text, path).problems)
      .map((problem) => ({ ...problem, severity: 'error' as const })),
  ].filter(isWanted);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const files = [...folder.laws, ...folder.cases].filter(({ path }) => isWanted({ file: path }));
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
