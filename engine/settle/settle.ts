/**
 * Settles one event: the explaining interpreter. Same event, person, state and Program give the same
 * fen, the same trace and the same next state.
 */
import { type Prepared, type PreparedKind, prepare, type TierPlan } from '../law/index.ts';
import { accepted, type Day, type Result } from '../units/index.ts';
import { type CounterBook, closeBook, moveCounter, openBook } from './counters.ts';
import type { Event } from './event.ts';
import type { TierRun } from './event-run.ts';
import { type First, firstCells, tooLarge } from './first-cells.ts';
import { readerOf } from './measures.ts';
import { lawDayOf, outsideSpan, plansOf, profileOf, type SettleInput } from './profile.ts';
import type { CellGrid } from './rooms.ts';
import { enterScheme } from './scheme-change.ts';
import type { ResultKind, Settled, TierTrace } from './settled.ts';
import { TRACE_VERSION } from './settled.ts';
import type { State } from './state.ts';
import { runTier } from './tier.ts';

export interface Step {
  readonly settled: Settled;
  readonly state: State;
}

const KINDS: Readonly<Record<Event['kind'], ResultKind>> = {
  visit: 'bill',
  contribution: 'premium',
  allowance: 'cashBenefit',
  close: 'topUp',
};

/**
 * Settles an event on a state. Rejects, in this order: `law/expired`, `law/not_yet`,
 * `settlement/facts_overlap`, `settlement/facet_missing`, `settlement/unknown_code`,
 * `settlement/person_not_enrolled`, `law/value_gap`, `law/value_missing`, `settlement/event_invalid`,
 * line by line `settlement/line_invalid`, `facet_missing` and `unknown_code`, and
 * `settlement/amount_too_large`.
 */
export function settle(input: SettleInput): Result<Step> {
  const { event, program } = input;
  const prepared = prepare(program);
  const kind = prepared.kinds[event.kind];
  const lawDay = lawDayOf(program, event);
  const expired = outsideSpan(program, lawDay);
  if (expired) return expired;
  const profile = profileOf(kind, input, lawDay);
  if (!profile.ok) return profile;
  const plan = plansOf(prepared, kind, input, profile.value, lawDay);
  if (!plan.ok) return plan;
  const windowDay = event.kind === 'visit' ? event[program.choices.windowDay] : event.on;
  const state = enterScheme(program, input.state);
  const book = openBook(prepared, state, windowDay, profile.value);
  const first = firstCells(prepared, kind, input, plan.value, book);
  if (!first.ok) return first;
  return finish({ prepared, kind, input, book, first: first.value, lawDay, windowDay }, plan.value);
}

interface Running {
  readonly prepared: Prepared;
  readonly kind: PreparedKind;
  readonly input: SettleInput;
  readonly book: CounterBook;
  readonly first: First;
  readonly lawDay: Day;
  readonly windowDay: Day;
}

function finish(running: Running, plan: readonly TierPlan[]): Result<Step> {
  const { prepared, kind, input, book, first } = running;
  const { program } = prepared;
  const grid = openGrid(kind, first);
  const inScopeFen = input.event.kind === 'visit' ? firstReasonTotal(first, 3) : 0;
  const run: TierRun = {
    grid,
    classes: first.classes,
    book,
    reader: readerOf(input.event, first.totalFen, inScopeFen, book),
    payments: copies(kind.blankPayments, first.atoms.length),
    tierWrites: kind.tierWrites,
  };
  const tiers = new Array<TierTrace>(plan.length);
  const totals = kind.blankPayments.slice(1);
  let paidFen = 0;
  for (let index = 0; index < plan.length; index++) {
    const tier = plan[index];
    if (!tier) break;
    if (tier.kind === 'skipped') {
      tiers[index] = tier;
      continue;
    }
    const paid = runTier(run, tier);
    if (!paid) return tooLarge(input.event);
    paidFen += paid.paidFen;
    totals[tier.payer] = (totals[tier.payer] ?? 0) + paid.paidFen;
    assertCloses(grid, paidFen, first.totalFen, tier.law.id);
    tiers[index] = paid;
  }
  writeEvent(running, run, grid);
  const { state, moves } = closeBook(book, program.id);
  return accepted({ settled: settledOf(running, run, { tiers, moves, paidFen, totals }), state });
}

function firstReasonTotal(first: First, reason: number): number {
  let total = 0;
  for (const atom of first.atoms) total += atom.cells[reason] ?? 0;
  return total;
}

function openGrid(kind: PreparedKind, first: First): CellGrid {
  const rows = copies(kind.blankCells, first.atoms.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? [];
    const cells = first.atoms[index]?.cells ?? [];
    for (let reason = 0; reason < cells.length; reason++) row[reason] = cells[reason] ?? 0;
  }
  return { width: kind.blankCells.length, rows };
}

function copies(row: readonly number[], count: number): number[][] {
  if (count === 1) return [row.slice()];
  const rows: number[][] = [];
  for (let index = 0; index < count; index++) rows.push(row.slice());
  return rows;
}

/** After each tier: the cells and the payments close to the total and nothing is negative. */
function assertCloses(grid: CellGrid, paidFen: number, totalFen: number, tier: string): void {
  let personal = 0;
  let isNegative = false;
  for (const row of grid.rows) {
    for (const fen of row) {
      personal += fen;
      if (fen < 0) isNegative = true;
    }
  }
  if (isNegative) throw new RangeError(`tier ${tier}: a cell is negative`);
  if (personal + paidFen !== totalFen) {
    throw new RangeError(`tier ${tier}: ${personal} + ${paidFen} is not ${totalFen}`);
  }
}

function writeEvent({ kind, book }: Running, run: TierRun, grid: CellGrid): void {
  for (const write of kind.eventWrites) {
    if (write.kind === 'event') {
      moveCounter(book, write.counter, run.reader.measure(write.measure));
      continue;
    }
    let fen = 0;
    const taken = new Set<number>();
    for (const { reasons, lines } of write.base) {
      for (const reason of reasons) {
        for (let atom = 0; atom < grid.rows.length; atom++) {
          const cell = atom * grid.width + reason;
          if (taken.has(cell) || (lines >= 0 && !run.classes[atom]?.matches[lines])) continue;
          taken.add(cell);
          fen += grid.rows[atom]?.[reason] ?? 0;
        }
      }
    }
    moveCounter(book, write.counter, fen);
  }
}

function settledOf(
  { prepared, input, first, lawDay, windowDay }: Running,
  { grid, payments }: TierRun,
  done: {
    readonly tiers: TierTrace[];
    readonly moves: Settled['trace']['counters'];
    readonly paidFen: number;
    readonly totals: readonly number[];
  },
): Settled {
  const { program } = prepared;
  for (let index = 0; index < payments.length; index++) {
    const row = payments[index];
    let personFen = first.atoms[index]?.totalFen ?? 0;
    if (!row) continue;
    for (let payer = 0; payer < program.payers.length; payer++) personFen -= row[payer] ?? 0;
    row[program.payers.length] = personFen;
  }
  return {
    kind: KINDS[input.event.kind],
    eventId: input.event.id,
    law: program.hash,
    program,
    lawDay,
    windowDay,
    totalFen: first.totalFen,
    personFen: first.totalFen - done.paidFen,
    paidFen: done.totals,
    atoms: first.atoms,
    matrix: payments,
    residual: grid.rows,
    trace: { version: TRACE_VERSION, tiers: done.tiers, counters: done.moves },
  };
}
