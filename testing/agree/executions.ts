/**
 * One person's years through the executions that work on columns: the figures on which they differ
 * from what `settle` found, or the word for which they refuse.
 */
import {
  type Amounts,
  type Columns,
  collectColumns,
  columnsOf,
  type Dataset,
  interpreterOf,
  type Kernel,
  kernelOf,
  type Lowered,
  lower,
  type Output,
  outputFor,
  run,
} from '../../engine/batch/index.ts';
import { type Law, prepare } from '../../engine/law/index.ts';
import {
  type History,
  type Opened,
  type OpenedHistory,
  openHistory,
  type Settled,
  type SettledHistory,
} from '../../engine/settle/index.ts';
import type { Rejection, Result } from '../../engine/units/index.ts';

/** What became of a history over columns. */
export type ColumnsAnswer =
  /** Each execution settled it; `reached`: what it held, by the names of `reach.ts`. */
  | {
      readonly kind: 'settled';
      readonly events: number;
      readonly reached: readonly string[];
      readonly differences: readonly string[];
    }
  /** Each stopped where `settle` rejects an amount. */
  | { readonly kind: 'stopped'; readonly differences: readonly string[] }
  /** Refused before it ran: as `settle` refuses it, or by a word that is not lowered. */
  | { readonly kind: 'refused'; readonly by: string; readonly differences: readonly string[] };

const EXECUTIONS: Readonly<Record<string, (lowered: Lowered) => Kernel>> = {
  kernel: kernelOf,
  tables: interpreterOf,
};

/** Settles a history by every execution and compares with what `settle` gave. */
export function columnsAgree(
  law: Law,
  history: History,
  settled: Result<SettledHistory>,
): ColumnsAnswer {
  const opened = openHistory(law, history);
  if (!opened.ok) return refused(opened.rejection, settled);
  // The person stands twice: what one leaves behind must not reach the next.
  const people = [opened.value, opened.value];
  const collected = collectColumns(people);
  if (!collected.ok) return refused(collected.rejection, settled);
  const isOfCity = opened.value.events.length % 2 === 0;
  const dataset = isOfCity ? ofCity(collected.value.dataset) : collected.value.dataset;
  const lowered = lower(dataset, { isResidual: true });
  if (!lowered.ok) return refused(lowered.rejection, settled);
  const rows = lowered.value.sections.map(({ rowOfClass }) => rowOfClass);
  const columns = columnsOf(collected.value, rows);
  const answers = Object.entries(EXECUTIONS).map(([name, executionOf]) => {
    const output = outputFor(lowered.value, columns);
    const result = run(executionOf(lowered.value), lowered.value, columns, output);
    return { name, result, output };
  });
  const differences = answers.flatMap(({ name, result, output }) =>
    result.ok
      ? compared({ name, people, lowered: lowered.value, output }, settled)
      : stopped(name, result.rejection, people, settled),
  );
  return answers.every(({ result }) => !result.ok)
    ? { kind: 'stopped', differences }
    : {
        kind: 'settled',
        events: columns.events,
        reached: reachedBy(lowered.value, columns),
        differences,
      };
}

/** The same as if it were a city's: each kind of event is common enough for steps of its own. */
function ofCity(dataset: Dataset): Dataset {
  const sections = dataset.sections.map((section) => ({
    ...section,
    seen: section.seen.map((each) => ({ ...each, events: each.events * 1_000 })),
  }));
  return { ...dataset, sections };
}

function reachedBy({ sections }: Lowered, { pasts }: Columns): string[] {
  if (!pasts) return [];
  const mayWait = sections.some(({ asksDue }) => asksDue !== null);
  return ['columns.pasts', ...(mayWait ? ['columns.pasts.waiting'] : [])];
}

function byWord(by: string): ColumnsAnswer {
  return { kind: 'refused', by, differences: [] };
}

/** What `settle` rejects before its tiers must be refused alike; what it accepts only by a word. */
function refused({ code, at }: Rejection, settled: Result<SettledHistory>): ColumnsAnswer {
  if (code === 'batch/not_lowered' || code === 'batch/out_of_bounds') {
    return byWord(`${code} ${wordOf(at ?? '')}`);
  }
  const own = settled.ok ? 'accepted' : settled.rejection.code;
  return {
    kind: 'refused',
    by: code,
    differences: own === code ? [] : [`columns: ${code}, settle: ${own}`],
  };
}

/** Names of counters and tiers are chance: only what kind of word it is counts. */
function wordOf(at: string): string {
  return at.replace(/\bs\d+\.[\w.]+/g, '…');
}

function stopped(
  name: string,
  { code, at }: Rejection,
  people: readonly OpenedHistory[],
  settled: Result<SettledHistory>,
): string[] {
  const event = inColumns(people)[Number(at)]?.event.id;
  if (settled.ok) return [`${name}: ${code} at ${event}, settle: accepted`];
  const own = settled.rejection;
  // The columns know one code: an amount that is none, whatever made it so.
  return own.at === event ? [] : [`${name}: ${code} at ${event}, settle: ${own.code} at ${own.at}`];
}

/** Events in the order of the columns: pasts lie behind all that counts. */
function inColumns(people: readonly OpenedHistory[]): readonly Opened[] {
  return [...people.map(({ events }) => [events]), ...people.map(({ kept }) => kept)].flat(2);
}

interface Ran {
  readonly name: string;
  readonly people: readonly OpenedHistory[];
  readonly lowered: Lowered;
  readonly output: Output;
}

/** Every person must come to the same; pasts must hold nothing. */
function compared(ran: Ran, settled: Result<SettledHistory>): string[] {
  const { name, people } = ran;
  if (!settled.ok) return [`${name}: accepted, settle: ${settled.rejection.code}`];
  const byEvent = new Map<string, Settled[]>();
  for (const { event, settled: result } of settled.value.steps) {
    byEvent.set(event.id, [...(byEvent.get(event.id) ?? []), result]);
  }
  const ids = people.flatMap(({ events }) => events.map(({ event }) => event.id));
  if (byEvent.size * people.length !== ids.length) {
    return [`${name}: ${ids.length} events, settle: ${byEvent.size}`];
  }
  const differences = ids.flatMap((id, at) => unlikeAt(ran, byEvent.get(id) ?? [], at));
  const { paid, residual } = ran.output;
  const left = [...paid, ...residual].some((column) => column.slice(ids.length).some(Boolean));
  return left ? [...differences, `${name}: a past holds amounts`] : differences;
}

/** What an allowance is released later stands with it. */
function unlikeAt({ name, lowered, output }: Ran, results: readonly Settled[], at: number) {
  const id = results[0]?.eventId;
  const payments = lowered.payers.flatMap((payer, column) => {
    const own = sum(results, ({ program, paidFen }) => {
      return paidFen[program.payers.findIndex((one) => one.id === payer)] ?? 0;
    });
    return unlike(`${name} ${id} paid by ${payer}`, output.paid[column], at, own);
  });
  const cells = lowered.residual.flatMap((reason, column) => {
    const own = sum(results, (result) => {
      const place = reasonsOf(result).indexOf(reason);
      return place < 0 ? 0 : sum(result.residual, (row) => row[place] ?? 0);
    });
    return unlike(`${name} ${id} ${reason}`, output.residual[column], at, own);
  });
  return [...payments, ...cells];
}

const KINDS = {
  bill: 'visit',
  premium: 'contribution',
  cashBenefit: 'allowance',
  topUp: 'close',
} as const;

function reasonsOf({ program, kind }: Settled): readonly string[] {
  return prepare(program).kinds[KINDS[kind]].layout.reasons;
}

function sum<T>(all: readonly T[], fenOf: (one: T) => number): number {
  return all.reduce((total, one) => total + fenOf(one), 0);
}

function unlike(what: string, column: Amounts | undefined, at: number, own: number): string[] {
  const fen = column?.[at] ?? Number.NaN;
  return fen === own ? [] : [`${what}: ${fen}, settle: ${own}`];
}
