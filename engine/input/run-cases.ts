/**
 * Runs worked cases through the engine and tells every expectation that does not hold, with its
 * place.
 */
import type { ChoiceValue, Law } from '../law/index.ts';
import type { Compiled, Path } from '../law/read/index.ts';
import {
  type CounterState,
  EMPTY_STATE,
  type Event,
  pickProgram,
  type SettledHistory,
  type SettledStep,
  type State,
  settleHistory,
  windowNumber,
} from '../settle/index.ts';
import { accepted, dayToCivil, type Result, rejected } from '../units/index.ts';
import { type Difference, differencesFrom, rejectionDifference } from './case-differences.ts';
import { releaseDifferences } from './case-releases.ts';
import type { WorkedCase } from './read-cases.ts';
import { undatedClasses } from './undated.ts';
import { unknownDimensions } from './unknown-dimensions.ts';

export interface CaseResult {
  readonly worked: WorkedCase;
  /** Empty: the case holds. */
  readonly failures: readonly CaseFailure[];
  /** The law of its area has errors, whatever the case flips: it was not run. */
  readonly isLawBroken: boolean;
}

export interface CaseFailure {
  readonly file: string;
  readonly line: number;
  /** Field of the case, e.g. `expect.paidFen.basic`. */
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Compiles the law with other choices made; the same flips give the same law. The law of the area
 * is enough.
 */
export type CompileWith = (flips: Readonly<Record<string, ChoiceValue>>, area: string) => Compiled;

/** Runs cases; each law that flips and areas ask for is compiled once. */
export function runCases(compile: CompileWith, cases: readonly WorkedCase[]): CaseResult[] {
  const laws = new Map<string, Compiled>();
  const lawOf = (flips: WorkedCase['flips'], area: string) => {
    const key = JSON.stringify([area, Object.entries(flips).sort()]);
    const compiled = laws.get(key) ?? compile(flips, area);
    laws.set(key, compiled);
    return compiled;
  };
  return cases.map((worked) => {
    const { area } = worked.history;
    const compiled = lawOf(worked.flips, area);
    if (compiled.law !== null) {
      return { worked, failures: failuresIn(compiled.law, worked), isLawBroken: false };
    }
    const isLawBroken = lawOf({}, area).law === null;
    return { worked, failures: [notCompiled(worked, compiled, isLawBroken)], isLawBroken };
  });
}

function failuresIn(law: Law, worked: WorkedCase): CaseFailure[] {
  const misnamed = misnamedIn(law, worked);
  if (misnamed.length > 0) return misnamed;
  return runCase(law, worked).map((difference) => failure(worked, difference));
}

function failure(worked: WorkedCase, { path, expected, actual }: Difference): CaseFailure {
  const line = worked.lineOf(path);
  return { file: worked.file, line, at: path.join('.'), expected, actual };
}

/** Facts and facets that the law would never look at. */
function misnamedIn(law: Law, worked: WorkedCase): CaseFailure[] {
  return unknownDimensions(law, worked.history).map(({ path, problem }) => ({
    file: worked.file,
    line: lineOfHistory(worked, path),
    at: problem.at.replace(/^items/, 'events'),
    expected: problem.fix,
    actual: problem.message,
  }));
}

/** Facts are a map by their names, or a list; the path of the other form ends early. */
function lineOfHistory({ lineOf }: WorkedCase, path: Path): number {
  const [first, ...rest] = path;
  if (first === 'items') return lineOf(['events', ...rest]);
  const asMap = path.filter((step) => typeof step === 'string');
  return Math.max(lineOf(asMap), lineOf(path));
}

function notCompiled(
  worked: WorkedCase,
  { diagnostics }: Compiled,
  isLawBroken: boolean,
): CaseFailure {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const place = first ? `${first.file}:${first.line} ${first.message}` : '法规没有编译出来';
  return {
    file: worked.file,
    line: worked.lineOf(isLawBroken ? ['area'] : ['flips']),
    at: isLawBroken ? '法规' : 'flips',
    expected: '一部没有错误的法规',
    actual: isLawBroken ? `${errors.length} 个错误，第一个：${place}` : place,
  };
}

function runCase(law: Law, worked: WorkedCase): Difference[] {
  const [undated] = undatedClasses(law, worked.history);
  if (undated) {
    return [{ path: ['person', 'facts'], expected: undated.fix, actual: undated.message }];
  }
  const start = startOf(law, worked);
  const run = start.ok ? settleHistory(law, worked.history, { start: start.value }) : start;
  const wanted = worked.expected?.rejection;
  if (!run.ok) return rejectionDifference(wanted, run.rejection);
  if (wanted !== undefined) return rejectionDifference(wanted, null);
  const { value } = run;
  const last = lastStanding(worked, value);
  const each = [...worked.expectedEach].flatMap(([id, expected]) => {
    const path = ['expectEach', id];
    const step = ownSteps(value).find(({ event }) => event.id === id);
    if (!step) return [{ path, expected: '有这个事件', actual: '没有，或已冲销' }];
    return differencesFrom(expected, step, step.stateAfter, path);
  });
  each.push(...releaseDifferences(worked.released, value));
  if (!worked.expected) return each;
  if (!last) return [...each, { path: ['expect'], expected: '有一个事件', actual: '都已冲销' }];
  return [...differencesFrom(worked.expected, last, value.state, ['expect']), ...each];
}

/** The steps of events, without those of what fell due later. */
function ownSteps({ steps }: SettledHistory): readonly SettledStep[] {
  return steps.filter(({ settled }) => settled.releasedBy === null);
}

/** The last event of the list that is not reversed. */
function lastStanding({ history }: WorkedCase, settled: SettledHistory) {
  const steps = ownSteps(settled);
  const ids = history.items.flatMap((item) => (item.kind === 'event' ? [item.event.id] : []));
  for (const id of ids.toReversed()) {
    const step = steps.find(({ event }) => event.id === id);
    if (step) return step;
  }
  return undefined;
}

/** Puts the counters of `before` into the window of the first event, under its law. */
function startOf(law: Law, { before, history }: WorkedCase): Result<State> {
  const first = history.items.find((item) => item.kind === 'event');
  if (before.size === 0 || first?.kind !== 'event') return accepted(EMPTY_STATE);
  const program = pickProgram(law, history.area, history.person, first.event);
  if (!program.ok) return program;
  const { id: scheme, choices, counters } = program.value;
  const on = windowDayOf(first.event, choices.windowDay);
  const states: CounterState[] = [];
  for (const [id, byKey] of before) {
    const counter = counters.find((each) => each.id === id);
    if (!counter) return rejected('input/unknown_counter', `制度 ${scheme} 没有累计 ${id}`, id);
    const window = windowNumber(counter.window, dayToCivil(on), on);
    for (const [key, value] of byKey) states.push({ counter: id, key, window, value });
  }
  return accepted({ scheme, counters: states, pending: [] });
}

function windowDayOf(event: Event, name: 'admittedOn' | 'servedOn' | 'dischargedOn' | 'settledOn') {
  return event.kind === 'visit' ? event[name] : event.on;
}
