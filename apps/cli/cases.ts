/**
 * `tibao cases`: runs the worked cases beside the law.
 */
import { areaLaws } from '../../engine/analyse/index.ts';
import { type CaseResult, readCases, runCases } from '../../engine/input/index.ts';
import { findingText } from './check.ts';
import { EXIT, type Io } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';

export interface CasesOptions {
  readonly policies: string;
  readonly json?: boolean;
}

/**
 * Runs the cases of the given paths, without paths all; fails on a case that fails or cannot be
 * read.
 */
export function cases(io: Io, paths: readonly string[], options: CasesOptions): number {
  const { laws } = readLawFolder(options.policies);
  const folder = readLawFolder(...(paths.length === 0 ? [options.policies] : paths));
  const read = folder.cases.map(({ path, text }) => readCases(text, path));
  const problems = read.flatMap((file) => file.problems);
  const results = runCases(
    areaLaws(laws, compile),
    read.flatMap((file) => file.cases),
  );
  const failed = results.filter(({ failures }) => failures.length > 0);
  if (options.json) io.out(`${JSON.stringify(jsonOf(results, problems), null, 2)}\n`);
  else {
    for (const problem of problems) io.err(findingText(io, { ...problem, severity: 'error' }));
    io.err(brokenLaws(io, failed));
    for (const result of failed) if (!result.isLawBroken) io.err(failureText(io, result));
    io.out(summary(results, failed.length, problems.length));
  }
  if (results.length === 0 && problems.length === 0) {
    io.err('没有找到例子（*.cases.yaml）。请检查路径。\n');
    return EXIT.usage;
  }
  return failed.length + problems.length > 0 ? EXIT.findings : EXIT.ok;
}

function jsonOf(results: readonly CaseResult[], problems: readonly object[]): unknown {
  return {
    version: 1,
    passed: results.filter(({ failures }) => failures.length === 0).length,
    cases: results.map(({ worked, failures }) => ({
      file: worked.file,
      line: worked.line,
      of: worked.of,
      name: worked.name,
      clause: worked.clause,
      expectedFrom: worked.expectedFrom,
      failures,
    })),
    problems,
  };
}

/** Says once per area that its law has errors. */
function brokenLaws(io: Io, failed: readonly CaseResult[]): string {
  const broken = failed.filter(({ isLawBroken }) => isLawBroken);
  const areas = [...new Set(broken.map(({ worked }) => worked.history.area))];
  return areas
    .map((area) => {
      const own = broken.filter(({ worked }) => worked.history.area === area);
      const why = own[0]?.failures[0]?.actual ?? '';
      const head = `${io.paint('red', '法规有误')} ${io.paint('bold', area)}：${own.length} 个例子没有运行`;
      return `${head}\n  ${why}\n  → 先运行 tibao check，改正法规\n`;
    })
    .join('');
}

function failureText(io: Io, { worked, failures }: CaseResult): string {
  const head = `${io.paint('red', '不符')} ${io.paint('bold', worked.name)}〔${worked.clause}〕\n`;
  const lines = failures.map(
    ({ file, line, at, expected, actual }) =>
      `  ${file}:${line} ${at}\n    期望 ${expected}\n    实际 ${actual}\n`,
  );
  return head + lines.join('');
}

function summary(results: readonly CaseResult[], failed: number, problems: number): string {
  const from = (source: string) =>
    results.filter(({ worked }) => worked.expectedFrom === source).length;
  return (
    `${results.length} 个例子：${results.length - failed} 个相符，${failed} 个不符，${problems} 处写法有误` +
    `（官方 ${from('official')}，手算 ${from('hand')}，引擎 ${from('engine')}）。\n`
  );
}
