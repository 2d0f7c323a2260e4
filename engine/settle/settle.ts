/**
 * Settles one event: the explaining interpreter. Same event, person, state and Program give the
 * same fen, the same trace and the same next state.
 */
import { type AppliedTier, type EventWrite, prepare, type TierPlan } from '../law/index.ts';
import { accepted, type Result } from '../units/index.ts';
import { closeBook, moveCounter, openBook } from './counters.ts';
import type { Event } from './event.ts';
import { type EventRun, openRun } from './event-run.ts';
import { firstCells, tooLarge } from './first-cells.ts';
import { lawDayOf, outsideSpan, plansOf, profileOf, type SettleInput } from './profile.ts';
import { enterScheme } from './scheme-change.ts';
import {
  type Atom,
  type ResultKind,
  type Settled,
  type TierTrace,
  TRACE_VERSION,
} from './settled.ts';
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
 * `settlement/person_not_enrolled`, `law/value_gap`, `law/value_missing`,
 * `settlement/event_invalid`, line by line `settlement/line_invalid`, `facet_missing` and
 * `unknown_code`, and `settlement/amount_too_large`.
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
  const run = openRun(kind, event, first.value, book);
  const tiers = runTiers(run, plan.value);
  if (!tiers) return tooLarge(event);
  writeEvent(run);
  const { state: counted, moves } = closeBook(book, program.id);
  const settled: Settled = {
    kind: KINDS[event.kind],
    eventId: event.id,
    releasedBy: null,
    law: program.hash,
    program,
    lawDay,
    windowDay,
    totalFen: run.totalFen,
    personFen: personShare(run, first.value.atoms),
    paidFen: run.paidFen,
    atoms: first.value.atoms,
    matrix: run.payments,
    residual: run.cells,
    trace: { version: TRACE_VERSION, readings: [], prices: [], tiers, counters: moves },
  };
  return accepted({
    settled,
    state: { scheme: counted.scheme, counters: counted.counters, pending: state.pending },
  });
}

/** Runs the tiers in order; null where an amount leaves the range that the engine computes with. */
function runTiers(run: EventRun, plan: readonly TierPlan[]): TierTrace[] | null {
  const traces = new Array<TierTrace>(plan.length);
  let paidFen = 0;
  for (let index = 0; index < plan.length; index++) {
    const tier = plan[index];
    if (!tier) break;
    if (tier.kind === 'skipped') {
      traces[index] = tier;
      continue;
    }
    const paid = runTier(run, tier);
    if (!paid) return null;
    paidFen += paid.paidFen;
    run.paidFen[tier.payer] = (run.paidFen[tier.payer] ?? 0) + paid.paidFen;
    assertCloses(run, tier, paidFen);
    traces[index] = paid;
  }
  return traces;
}

/** After each tier: the cells and the payments close to the total and nothing is negative. */
function assertCloses({ cells, totalFen }: EventRun, tier: AppliedTier, paidFen: number): void {
  let personal = 0;
  let isNegative = false;
  for (let atom = 0; atom < cells.length; atom++) {
    const row = cells[atom] ?? [];
    for (let reason = 0; reason < tier.reach; reason++) {
      const fen = row[reason] ?? 0;
      personal += fen;
      if (fen < 0) isNegative = true;
    }
  }
  if (isNegative) throw new RangeError(`tier ${tier.law.id}: a cell is negative`);
  if (personal + paidFen !== totalFen) {
    throw new RangeError(`tier ${tier.law.id}: ${personal} + ${paidFen} is not ${totalFen}`);
  }
}

/** Writers that wait for the last tier: numbers of the event, and what stays personal. */
function writeEvent(run: EventRun): void {
  const { eventWrites } = run.kind;
  for (let index = 0; index < eventWrites.length; index++) {
    const write = eventWrites[index];
    if (!write) break;
    const fen = write.kind === 'event' ? run.measure(write.measure) : residualFen(run, write.base);
    moveCounter(run.book, write.counter, fen);
  }
}

function residualFen(
  { cells, classes }: EventRun,
  base: Extract<EventWrite, { kind: 'residual' }>['base'],
): number {
  const taken = cells.map(() => new Set<number>());
  let fen = 0;
  for (const { reasons, lines } of base) {
    for (const reason of reasons) {
      for (const [atom, row] of cells.entries()) {
        if (taken[atom]?.has(reason) || (lines >= 0 && !classes[atom]?.matches[lines])) continue;
        taken[atom]?.add(reason);
        fen += row[reason] ?? 0;
      }
    }
  }
  return fen;
}

/** Fills the person's column of the matrix and gives its sum. */
function personShare({ payments }: EventRun, atoms: readonly Atom[]): number {
  let totalFen = 0;
  for (let index = 0; index < payments.length; index++) {
    const row = payments[index];
    let fen = atoms[index]?.totalFen ?? 0;
    if (!row) continue;
    const person = row.length - 1;
    for (let payer = 0; payer < person; payer++) fen -= row[payer] ?? 0;
    row[person] = fen;
    totalFen += fen;
  }
  return totalFen;
}
