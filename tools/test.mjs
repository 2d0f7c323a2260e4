/**
 * `npm test`: makes the clone ready, then runs the checks, the tests, the law's own cases, and each
 * bench and trial once with --quick. The last line counts all of them: `N passed, N failed`.
 * `npm test -- --filter TEXT` runs only the test files whose path contains the text.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CHECK_STEPS, runStep } from './check-steps.mjs';
import { makeReady, root, runNode } from './setup.mjs';

const LAW_STEPS = [
  { name: 'law: tibao check', file: 'bin/tibao', args: ['check'] },
  { name: 'law: tibao cases', file: 'bin/tibao', args: ['cases'] },
];
/** Trials that read the reference material beside the project and prove nothing without it. */
const NEED_SHARED = ['clauses'];
const FIELDS = ['name', 'value', 'bar', 'holds', 'quick', 'seed', 'figures'];
/** A run with --quick that takes longer is stopped and has failed. Unit: milliseconds. */
const LONGEST_RUN = 300_000;
const count = { passed: 0, failed: 0 };

const filters = filtersOf(process.argv.slice(2));
makeReady();
if (filters.length === 0) for (const step of CHECK_STEPS) note(runStep(step));
else say(`Only the test files with ${filters.join(' or ')} in their path; nothing else is run.`);
runTests(filters);
if (filters.length === 0) {
  for (const step of LAW_STEPS) note(runStep(step));
  for (const kind of ['bench', 'trial']) {
    for (const name of namesOf(kind)) {
      if (canRun(kind, name)) note(runQuick(kind, name));
    }
  }
}
say(`${count.passed} passed, ${count.failed} failed`);
if (count.failed > 0 || count.passed === 0) process.exitCode = 1;

function filtersOf(args) {
  const values = args
    .filter((arg) => arg !== '--filter')
    .map((arg) => arg.replace('--filter=', ''));
  const wrong = values.find((value) => value.startsWith('-') || value === '');
  if (wrong === undefined) return values;
  process.stderr.write(`unknown option ${wrong}; use: npm test -- --filter TEXT\n`);
  process.exit(2);
}

function runTests(names) {
  const folder = mkdtempSync(join(tmpdir(), 'tibao-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = runNode('node_modules/vitest/vitest.mjs', ['run', ...reporters, ...names]);
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
  rmSync(folder, { recursive: true, force: true });
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file })));
  const failed = tests.filter(({ status }) => status === 'failed').length;
  const broken = files.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  count.passed += tests.filter(({ status }) => status === 'passed').length;
  count.failed += failed + broken;
  if (code !== 0 && failed + broken === 0) count.failed += 1;
  saySkipped(tests.filter(({ status }) => status !== 'passed' && status !== 'failed'));
}

function saySkipped(tests) {
  if (tests.length === 0) return;
  const shared = existsSync(join(root, '..', 'shared'));
  say(`\nSKIPPED: ${tests.length} tests did not run and prove nothing here.`);
  if (!shared) say('../shared is missing: what reads the reference material there is skipped.');
  for (const { fullName, file } of tests) say(`  ${relative(root, file.name)}  ${fullName}`);
  say('');
}

function namesOf(kind) {
  return JSON.parse(measure([kind, '--json']).stdout);
}

function canRun(kind, name) {
  if (!NEED_SHARED.includes(name) || existsSync(join(root, '..', 'shared'))) return true;
  say(`SKIPPED: ${kind} ${name} reads ../shared, which is missing; it proves nothing here.`);
  return false;
}

/** A bench is run for its form only, never for its time; a trial must also find no failure. */
function runQuick(kind, name) {
  const started = Date.now();
  const { code, stdout, stderr } = measure([kind, name, '--quick', '--json']);
  const faults = formFaults(kind, stdout);
  if (code > 1) faults.push(`exit code ${code}`);
  if (kind === 'trial' && code === 1) faults.push('the trial does not hold');
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(`${faults.length === 0 ? 'ok    ' : 'failed'}  ${kind} ${name} --quick (${seconds} s)`);
  if (faults.length > 0) say([...faults, stdout, stderr].join('\n'));
  else saySkippedPart(kind, name, JSON.parse(stdout).figures.skipped);
  return faults.length === 0;
}

/** A run that left something out, for want of a browser or a database, says so in its figures. */
function saySkippedPart(kind, name, skipped) {
  if (skipped === undefined || skipped === 0) return;
  say(`SKIPPED: ${kind} ${name}: ${skipped}`);
}

function formFaults(kind, stdout) {
  let result;
  try {
    result = JSON.parse(stdout);
  } catch {
    return ['stdout is not one JSON object'];
  }
  const fields = [...FIELDS, kind === 'bench' ? 'ratio' : 'tried'];
  return fields
    .filter((field) => !(field in result))
    .map((field) => `the field ${field} is missing`);
}

function measure(args) {
  return runNode('tools/measure.ts', args, {
    stdio: 'pipe',
    encoding: 'utf8',
    timeout: LONGEST_RUN,
  });
}

function note(isPassed) {
  if (isPassed) count.passed += 1;
  else count.failed += 1;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
