/**
 * The finders: the engine's tests, the oracle's, the agreement of both, and the worked cases beside
 * the law. They run in a copy and stop at the first failure.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A run that takes longer is stopped; the fault that made it endless counts as found. Unit: ms. */
const LONGEST_RUN = 120_000;
const TESTS = ['engine/', 'testing/'];

/** Names what finds a fault in a copy: the likely test first, then the cases, then all tests. */
export async function firstFailure(copy: string, likely?: string): Promise<string | null> {
  return (
    (likely ? await failingTest(copy, [likely]) : null) ??
    (await failingCase(copy)) ??
    (await failingTest(copy, TESTS))
  );
}

async function failingTest(copy: string, paths: readonly string[]): Promise<string | null> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const { code, stderr } = await runNode(copy, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--bail=1',
    '--maxWorkers=1',
    '--no-cache',
    '--configLoader=runner',
    '--reporter=json',
    `--outputFile=${report}`,
    ...paths,
  ]);
  if (code === null) return `${paths.join(' ')}: does not end`;
  const files = existsSync(report) ? readReport(report) : [];
  for (const file of files) {
    const failed = file.assertionResults.find(({ status }) => status === 'failed');
    if (failed) {
      refuseBrokenCode(failed.failureMessages.join('\n'));
      return `${relative(copy, file.name)}: ${failed.fullName}`;
    }
  }
  const broken = files.find(({ status }) => status === 'failed');
  if (broken) throw new Error(`${relative(copy, broken.name)} does not run: ${broken.message}`);
  if (code !== 0 || files.length === 0) throw new Error(`vitest ${paths.join(' ')}: ${stderr}`);
  return null;
}

/** A fault must be code that runs: what no compiler would let pass proves nothing of the tests. */
function refuseBrokenCode(output: string): void {
  const broken = /\b(ReferenceError|SyntaxError): .*/.exec(output);
  if (broken) throw new Error(`the fault does not run: ${broken[0]}`);
}

interface TestFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}

function readReport(report: string): readonly TestFile[] {
  const read: { readonly testResults: readonly TestFile[] } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return read.testResults;
}

async function failingCase(copy: string): Promise<string | null> {
  const { code, stdout, stderr } = await runNode(copy, ['bin/tibao', 'cases', '--json']);
  if (code === 0) return null;
  if (code === null) return 'tibao cases: does not end';
  if (stdout === '') {
    refuseBrokenCode(stderr);
    return `tibao cases: ${stderr.trim().split('\n')[0] ?? ''}`;
  }
  const read: CasesReport = JSON.parse(stdout);
  const failed = read.cases.find(({ failures }) => failures.length > 0);
  return failed ? `${failed.file}:${failed.line} ${failed.name}` : 'tibao cases: unreadable cases';
}

interface CasesReport {
  readonly cases: readonly {
    readonly file: string;
    readonly line: number;
    readonly name: string;
    readonly failures: readonly unknown[];
  }[];
}

interface Ended {
  /** Null where the run was stopped. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runNode(copy: string, args: readonly string[]): Promise<Ended> {
  const options = { cwd: copy, timeout: LONGEST_RUN, maxBuffer: 1 << 26 };
  return new Promise((done) => {
    const child = execFile(process.execPath, [...args], options, (_, stdout, stderr) =>
      done({ code: child.exitCode, stdout, stderr }),
    );
  });
}
