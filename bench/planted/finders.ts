/**
 * The finders: the engine's tests, the oracle's, the agreement of both, and the worked cases beside
 * the law. They run in a copy and stop at the first failure.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A run that takes longer is stopped and proves nothing. Unit: ms. */
const LONGEST_RUN = 900_000;
const TESTS = ['engine/', 'testing/'];

/** Names what finds a fault in a copy: the likely test first, then the cases, then all tests. */
export async function firstFailure(copy: string, likely?: string): Promise<string | null> {
  return (await likelyFailure(copy, likely ? [likely] : [])) ?? (await failingTest(copy, TESTS));
}

/** Names what fails among likely tests and the cases. */
export async function likelyFailure(
  copy: string,
  likely: readonly string[],
): Promise<string | null> {
  const failing = likely.length > 0 ? await failingTest(copy, likely) : null;
  return failing ?? (await failingCase(copy));
}

async function failingTest(copy: string, paths: readonly string[]): Promise<string | null> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const { code, stderr } = await runNode(copy, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--bail=1',
    '--maxWorkers=1',
    `--testTimeout=${LONGEST_RUN}`,
    '--no-cache',
    '--configLoader=runner',
    '--reporter=json',
    `--outputFile=${report}`,
    ...paths,
  ]);
  const files = existsSync(report) ? readReport(report) : [];
  for (const file of files) {
    const failed = file.assertionResults.find(({ status }) => status === 'failed');
    if (failed) {
      refuseOtherReasons(failed.failureMessages.join('\n'));
      return `${relative(copy, file.name)}: ${failed.fullName}`;
    }
  }
  const broken = files.find(({ status }) => status === 'failed');
  if (broken) throw new Error(`${relative(copy, broken.name)} does not run: ${broken.message}`);
  if (code !== 0 || files.length === 0) throw new Error(`vitest ${paths.join(' ')}: ${stderr}`);
  return null;
}

/**
 * A fault must be code that runs: what no compiler would let pass proves nothing of the tests.
 * Neither does a test that a busy machine made late.
 */
function refuseOtherReasons(output: string): void {
  const other = /\b(ReferenceError|SyntaxError): .*|Test timed out.*/.exec(output);
  if (other) throw new Error(`the test did not fail by the fault: ${other[0]}`);
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
  if (stdout === '') {
    refuseOtherReasons(stderr);
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
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runNode(copy: string, args: readonly string[]): Promise<Ended> {
  const options = { cwd: copy, timeout: LONGEST_RUN, maxBuffer: 1 << 26 };
  return new Promise((done, fail) => {
    const child = execFile(process.execPath, [...args], options, (_, stdout, stderr) => {
      if (child.killed) fail(new Error(`does not end in ${LONGEST_RUN} ms: ${args.join(' ')}`));
      else done({ code: child.exitCode, stdout, stderr });
    });
  });
}
