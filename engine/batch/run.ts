/**
 * Runs a lowered law over columns, by the generated kernel or by the table interpreter.
 */
import { accepted, type Result, rejected } from '../units/index.ts';
import { bind } from './bind.ts';
import type { Amounts, Columns, Output } from './columns.ts';
import { generate } from './generate.ts';
import type { Kernel } from './kernel.ts';
import type { Lowered } from './lowered.ts';
import { entering, type OpenRun } from './open-run.ts';
import { bringResults, eventsIn, runsOfPasts } from './pasts.ts';
import { settleWaiting } from './releases.ts';
import { Stopped } from './runtime.ts';

/** Turns generated source into a kernel: needs a content policy that lets code be made. */
export function loadKernel(source: string): Kernel {
  // The source holds numbers, operators and fixed names only (`generate`).
  return new Function('c', source) as Kernel;
}

/** Generates the kernel of a lowered law. */
export function kernelOf(lowered: Lowered): Kernel {
  return loadKernel(generate(lowered));
}

export interface PersonRange {
  readonly from: number;
  readonly until: number;
}

/**
 * Settles persons, all or a range of them, and fills the columns of the output. Rejects
 * `settlement/amount_too_large` at an event (by number, also of a past) where `settle` does.
 */
export function run(
  kernel: Kernel,
  lowered: Lowered,
  columns: Columns,
  out: Output,
  range?: PersonRange,
): Result<Output> {
  return openRun(kernel, lowered, columns, out)(range);
}

/** A run that is laid out once, for ranges of persons one after the other. */
export function openRun(
  kernel: Kernel,
  lowered: Lowered,
  columns: Columns,
  out: Output,
): (range?: PersonRange) => Result<Output> {
  const isWaiting = lowered.sections.some(({ asksDue }) => asksDue !== null);
  const own = isWaiting ? oneByOne(columns) : columns;
  const bound = bind(lowered, own, out);
  const runs = kernel(bound);
  const { memory } = bound;
  const open: OpenRun = { lowered, columns: own, out, bound, runs, memory };
  return (range = { from: 0, until: columns.persons }) => {
    try {
      if (isWaiting) runOneByOne(open, range);
      else runStretches(open, range);
      bringResults(own, out, range);
    } catch (fault) {
      if (!(fault instanceof Stopped)) throw fault;
      const message = `第 ${fault.event} 个事件的金额超出可计算范围`;
      return rejected('settlement/amount_too_large', message, String(fault.event));
    }
    return accepted(out);
  };
}

/** Pasts come first: where one of their events stops the run, `settle` stops there too. */
function runStretches(open: OpenRun, range: PersonRange): void {
  const { personRun, pasts } = open.columns;
  if (pasts) {
    const { from, until } = runsOfPasts(pasts, range);
    runStretch(open, from, until);
  }
  runStretch(open, personRun[range.from] ?? 0, personRun[range.until] ?? 0);
}

/** Runs of one section, one after the other, in one call. */
function runStretch(open: OpenRun, begin: number, end: number): void {
  const { columns, runs, memory } = open;
  const { runSection } = columns;
  const enter = entering(open);
  for (let from = begin; from < end; ) {
    const section = runSection[from] ?? 0;
    let until = from + 1;
    while (until < end && runSection[until] === section) until++;
    enter(from, section);
    runs[section]?.(memory, from, until);
    from = until;
  }
}

function runOneByOne(open: OpenRun, range: PersonRange): void {
  for (let person = range.from; person < range.until; person++) {
    settleWaiting(open, person);
  }
}

/** The same columns with each event as a run of its own. */
function oneByOne(columns: Columns): Columns {
  const { runFrom, runSection, runProfile, personRun, pasts } = columns;
  const events = eventsIn(columns);
  const byEvent = (begins: Int32Array) => begins.map((run) => runFrom[run] ?? 0);
  const section = new Uint8Array(events);
  const profile = new Uint16Array(events);
  for (let run = 0; run < runSection.length; run++) {
    section.fill(runSection[run] ?? 0, runFrom[run] ?? 0, runFrom[run + 1] ?? 0);
    profile.fill(runProfile[run] ?? 0, runFrom[run] ?? 0, runFrom[run + 1] ?? 0);
  }
  return {
    ...columns,
    personRun: byEvent(personRun),
    pasts: pasts && { ...pasts, pastRun: byEvent(pasts.pastRun) },
    runFrom: Int32Array.from({ length: events + 1 }, (_, event) => event),
    runSection: section,
    runProfile: profile,
  };
}

/** Columns for the results, 32 bits where every amount fits; `make` may give shared memory. */
export function outputFor(
  lowered: Lowered,
  columns: Columns,
  make: (bytes: number) => ArrayBuffer | SharedArrayBuffer = (bytes) => new ArrayBuffer(bytes),
): Output {
  const isSmall = lowered.paidBound < 2 ** 31;
  const events = eventsIn(columns);
  const column = (): Amounts =>
    isSmall ? new Int32Array(make(events * 4)) : new Float64Array(make(events * 8));
  return { paid: lowered.payers.map(column), residual: lowered.residual.map(column) };
}

/** So many amounts, each at most `MAX_FEN`, can be added in doubles. */
const BLOCK = 10_000;

/** The sum of a column, exact. */
export function totalOf(column: Amounts): bigint {
  let total = 0n;
  for (let from = 0; from < column.length; from += BLOCK) {
    let block = 0;
    const until = Math.min(column.length, from + BLOCK);
    for (let at = from; at < until; at++) block += column[at] ?? 0;
    total += BigInt(block);
  }
  return total;
}
