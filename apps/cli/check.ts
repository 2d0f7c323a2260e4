/**
 * `tibao check`: what is wrong with law files and cases, all at once.
 */
import { resolve } from 'node:path';
import { type CaseProblem, readCases } from '../../engine/input/index.ts';
import type { Diagnostic } from '../../engine/law/read/index.ts';
import { isInside } from './files.ts';
import { EXIT, type Io } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';

export interface CheckOptions {
  readonly policies: string;
  readonly json?: boolean;
}

type Finding = Diagnostic | (CaseProblem & { readonly severity: 'error' });

/**
 * Checks the whole body of law and tells what concerns the given paths; without paths, everything.
 */
export function check(io: Io, paths: readonly string[], options: CheckOptions): number {
  const folder = readLawFolder(options.policies, ...paths);
  const wanted = paths.map((path) => resolve(path));
  const isWanted = ({ file }: { readonly file: string }) =>
    wanted.length === 0 || wanted.some((path) => isInside(resolve(file), path));
  const findings: Finding[] = [
    ...compile(folder.laws).diagnostics,
    ...folder.cases
      .flatMap(({ path, text }) => readCases(text, path).problems)
      .map((problem) => ({ ...problem, severity: 'error' as const })),
  ].filter(isWanted);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const files = [...folder.laws, ...folder.cases].filter(({ path }) => isWanted({ file: path }));
  if (options.json) {
    io.out(`${JSON.stringify({ version: 1, files: files.length, errors, findings }, null, 2)}\n`);
  } else {
    for (const finding of findings) io.err(findingText(io, finding));
    io.out(`检查 ${files.length} 个文件：${errors} 个错误，${findings.length - errors} 个提醒。\n`);
  }
  return errors > 0 ? EXIT.findings : EXIT.ok;
}

/** Writes a finding: place, code and clause, what, what to do. */
export function findingText(io: Io, finding: Finding): string {
  const { file, line, column, severity, code, message, fix } = finding;
  const clause = 'clause' in finding && finding.clause !== null ? `〔${finding.clause}〕` : '';
  const mark = severity === 'error' ? io.paint('red', '错误') : io.paint('yellow', '提醒');
  const place = io.paint('bold', `${file}:${line}:${column}`);
  return `${place} ${mark} ${code}${clause}\n  ${message}\n  ${io.paint('dim', `→ ${fix}`)}\n`;
}
