/**
 * A history through the batch executions, compared with what `settle` gives: payments by event and
 * payer, and what stays personal by event and reason.
 */
import {
  collectColumns,
  columnsOf,
  interpreterOf,
  type Kernel,
  kernelOf,
  type Lowered,
  lower,
  outputFor,
  rowsOf,
  run,
} from '../../engine/batch/index.ts';
import { type Law, prepare } from '../../engine/law/index.ts';
import {
  type History,
  openHistory,
  type Settled,
  type SettledHistory,
  settleHistory,
} from '../../engine/settle/index.ts';
import type { Result } from '../../engine/units/index.ts';

export interface BatchTrial {
  /** What the law or the data were refused for; null: they were run. */
  readonly refused: string | null;
  /** `settle` rejected the history. */
  readonly isRejected: boolean;
  /** Execution, event and figure, what it gave, what `settle` gave. */
  readonly differences: readonly string[];
}

/** The executions by name. */
export const EXECUTIONS: Readonly<Record<string, (lowered: Lowered) => Kernel>> = {
  generated: kernelOf,
  table: interpreterOf,
};

type Figures = ReadonlyMap<string, number>;

/** Settles a history by every execution. */
export function batchOn(law: Law, history: History): BatchTrial {
  const settled = settleHistory(law, history);
  const isRejected = !settled.ok;
  const opened = openHistory(law, history);
  if (!opened.ok) {
    const differences = isRejected ? [] : [`opening: ${opened.rejection.code}`];
    return { refused: null, isRejected, differences };
  }
  const { events, kept } = opened.value;
  if (kept.length > 0 && waits(law))
    return { refused: 'kept releases', isRejected, differences: [] };
  // An event has its result in the first run that has it: each run goes as a person of its own.
  const runs = [...kept, events];
  const built = collectColumns(runs.map((each) => ({ events: each, keepsPast: false })));
  if (!built.ok) {
    return { refused: `${built.rejection.code}`, isRejected, differences: [] };
  }
  const options = { isResidual: true };
  const lowered = lower(built.value.dataset, options);
  if (!lowered.ok) {
    const { code, at } = lowered.rejection;
    return { refused: `${code} ${at}`, isRejected, differences: [] };
  }
  const rows = built.value.dataset.sections.map((section) => rowsOf(section, options));
  const columns = columnsOf(built.value, rows);
  const ids = runs.flatMap((each) => each.map(({ event }) => event.id));
  const counted = new Set(events.map(({ event }) => event.id));
  const differences = Object.entries(EXECUTIONS).flatMap(([name, kernelFor]) => {
    const out = outputFor(lowered.value, columns);
    const done = run(kernelFor(lowered.value), lowered.value, columns, out);
    if (!done.ok || !settled.ok) return unlikeAnswers(name, done, settled);
    const firsts = ids.map((id, at) => (ids.indexOf(id) === at && counted.has(id) ? id : null));
    return unlike(name, figuresOf(lowered.value, firsts, out), wantedOf(settled.value));
  });
  return { refused: null, isRejected, differences };
}

function waits({ programs }: Law): boolean {
  return programs.some(({ tiers }) => tiers.some(({ fallsDue }) => fallsDue !== null));
}

function unlikeAnswers(name: string, own: Result<unknown>, settled: Result<unknown>): string[] {
  const codes = [own, settled].map((each) => (each.ok ? 'accepted' : each.rejection.code));
  // The kernel knows one code: an amount that is none, whatever made it so.
  return own.ok === settled.ok ? [] : [`${name}: ${codes.join(', settle ')}`];
}

function figuresOf(
  { payers, residual }: Lowered,
  ids: readonly (string | null)[],
  out: ReturnType<typeof outputFor>,
): Figures {
  const figures = new Map<string, number>();
  for (const [event, id] of ids.entries()) {
    if (id === null) continue;
    for (const [at, payer] of payers.entries()) {
      put(figures, `${id} ${payer}`, out.paid[at]?.[event] ?? 0);
    }
    for (const [at, reason] of residual.entries()) {
      put(figures, `${id} ${reason}`, out.residual[at]?.[event] ?? 0);
    }
  }
  return figures;
}

/** What is released later belongs to the allowance that waited. */
function wantedOf({ steps }: SettledHistory): Figures {
  const figures = new Map<string, number>();
  for (const { event, settled } of steps) {
    for (const [at, { id }] of settled.program.payers.entries()) {
      put(figures, `${event.id} ${id}`, settled.paidFen[at] ?? 0);
    }
    for (const [at, reason] of reasonsOf(settled).entries()) {
      for (const row of settled.residual) put(figures, `${event.id} ${reason}`, row[at] ?? 0);
    }
  }
  return figures;
}

function reasonsOf({ program, kind }: Settled): readonly string[] {
  const on = {
    bill: 'visit',
    premium: 'contribution',
    cashBenefit: 'allowance',
    topUp: 'close',
  } as const;
  return prepare(program).kinds[on[kind]].layout.reasons;
}

function put(figures: Map<string, number>, name: string, fen: number): void {
  if (fen !== 0) figures.set(name, (figures.get(name) ?? 0) + fen);
}

function unlike(name: string, own: Figures, wanted: Figures): string[] {
  return [...new Set([...own.keys(), ...wanted.keys()])]
    .filter((figure) => (own.get(figure) ?? 0) !== (wanted.get(figure) ?? 0))
    .map(
      (figure) => `${name} ${figure}: ${own.get(figure) ?? 0}, settle ${wanted.get(figure) ?? 0}`,
    );
}
