/**
 * One form for what either side settled, flat and by name, so that two sides compare key by key.
 */
import { prepare, TIER_MEASURES } from '../../engine/law/index.ts';
import {
  measured,
  type Settled,
  type SettledHistory,
  type SettledStep,
  type State,
  type TierTrace,
} from '../../engine/settle/index.ts';
import { formatDay } from '../../engine/units/index.ts';
import { type EventResult, type HistoryResult, MEASURES } from '../oracle/index.ts';

/** Name of a figure → its value as text. Figures that are nothing are left out. */
export type Plain = Map<string, string>;

/** What the engine settled. */
export function plainOfEngine(history: SettledHistory): Plain {
  const plain: Plain = new Map();
  plain.set('events', history.steps.map(nameOfStep).join());
  for (const step of history.steps) putStep(plain, step);
  putCounters(plain, 'at the end', countersOfState(history.state));
  for (const { event, settled, stateAfter } of history.steps) {
    // What an event released stands after it: the last of these steps counts.
    putPending(plain, `after ${settled.releasedBy ?? event.id}`, waitingIn(stateAfter));
  }
  putPending(plain, 'at the end', waitingIn(history.state));
  return plain;
}

/** What the oracle settled. */
export function plainOfOracle(history: HistoryResult): Plain {
  const plain: Plain = new Map();
  plain.set('events', history.events.map(nameOfResult).join());
  for (const event of history.events) putEvent(plain, event);
  putCounters(plain, 'at the end', history.counters);
  for (const [id, waiting] of history.pendingAfter) putPending(plain, `after ${id}`, waiting);
  putPending(plain, 'at the end', history.pending);
  return plain;
}

function nameOfStep({ event, settled }: SettledStep): string {
  return nameOf(event.id, settled.releasedBy);
}

function nameOfResult({ id, releasedBy }: EventResult): string {
  return nameOf(id, releasedBy);
}

function nameOf(event: string, releasedBy: string | null): string {
  return releasedBy === null ? event : `${event} by ${releasedBy}`;
}

interface Waiting {
  readonly id: string;
  readonly tiers: readonly string[];
}

function waitingIn({ pending }: State): Waiting[] {
  return pending.map(({ event, tiers }) => ({ id: event.id, tiers }));
}

function putPending(plain: Plain, at: string, waiting: readonly Waiting[]): void {
  const all = waiting.map(({ id, tiers }) => `${id}: ${tiers.join()}`);
  if (all.length > 0) plain.set(`pending ${at}`, all.join('; '));
  else plain.delete(`pending ${at}`);
}

function put(plain: Plain, name: string, value: number | bigint | string): void {
  if (value !== 0 && value !== 0n) plain.set(name, String(value));
}

function putStep(plain: Plain, step: SettledStep): void {
  const { event, settled, stateAfter, isKept } = step;
  const { program } = settled;
  const at = nameOfStep(step);
  put(plain, `${at} scheme`, program.id);
  put(plain, `${at} law day`, formatDay(settled.lawDay));
  put(plain, `${at} window day`, formatDay(settled.windowDay));
  put(plain, `${at} total`, settled.totalFen);
  put(plain, `${at} personal`, settled.personFen);
  program.payers.forEach(({ id }, index) => {
    put(plain, `${at} paid by ${id}`, settled.paidFen[index] ?? Number.NaN);
  });
  putAtoms(plain, at, settled, prepare(program).kinds[event.kind].layout.reasons);
  for (const { line, rule, allowedFen } of settled.trace.prices) {
    plain.set(`${at} price of ${line}`, `${program.prices[rule]?.id} ${allowedFen}`);
  }
  for (const trace of settled.trace.tiers) putTier(plain, at, settled, trace);
  if (!isKept) putCounters(plain, `after ${at}`, countersOfState(stateAfter));
}

function putAtoms(plain: Plain, event: string, settled: Settled, reasons: readonly string[]): void {
  settled.atoms.forEach((atom, index) => {
    const at = `${event} atom ${index}`;
    if (settled.kind === 'bill') plain.set(`${at} lines`, atom.lines.join());
    settled.program.payers.forEach(({ id }, column) => {
      put(plain, `${at} paid by ${id}`, settled.matrix[index]?.[column] ?? Number.NaN);
    });
    reasons.forEach((reason, column) => {
      put(plain, `${at} ${reason}`, settled.residual[index]?.[column] ?? Number.NaN);
    });
  });
}

function putTier(plain: Plain, event: string, { program }: Settled, trace: TierTrace): void {
  const tier = program.tiers[trace.tier];
  const at = `${event} tier ${tier?.id}`;
  put(plain, at, trace.kind === 'skipped' ? trace.why : 'paid');
  if (trace.kind === 'skipped') return;
  for (const measure of TIER_MEASURES) {
    put(plain, `${at} ${measure}`, measured(trace, -1, measure));
    tier?.parts.forEach(({ id }, index) => {
      put(plain, `${at}/${id} ${measure}`, measured(trace, index, measure));
    });
  }
}

function putEvent(plain: Plain, event: EventResult): void {
  const name = nameOfResult(event);
  put(plain, `${name} scheme`, event.scheme);
  put(plain, `${name} law day`, event.lawDay);
  put(plain, `${name} window day`, event.windowDay);
  put(plain, `${name} total`, event.total);
  put(plain, `${name} personal`, event.personal);
  for (const [payer, paid] of Object.entries(event.paid)) {
    put(plain, `${name} paid by ${payer}`, paid);
  }
  event.atoms.forEach(({ lines, paid, residual }, index) => {
    const at = `${name} atom ${index}`;
    if (event.kind === 'visit') plain.set(`${at} lines`, lines.join());
    for (const [payer, amount] of Object.entries(paid))
      put(plain, `${at} paid by ${payer}`, amount);
    for (const [reason, left] of Object.entries(residual)) {
      put(plain, `${at} ${reason.replace(/^counter /, '')}`, left);
    }
  });
  event.prices.forEach((price, line) => {
    if (price) plain.set(`${name} price of ${line}`, `${price.rule} ${price.allowed}`);
  });
  for (const tier of event.tiers) {
    const at = `${name} tier ${tier.tier}`;
    if (tier.kind === 'skipped') {
      if (tier.why !== 'otherEventKind') put(plain, at, tier.why);
      continue;
    }
    put(plain, at, 'paid');
    for (const measure of MEASURES) {
      put(plain, `${at} ${measure}`, tier.whole[measure]);
      for (const [part, measures] of Object.entries(tier.parts)) {
        put(plain, `${at}/${part} ${measure}`, measures[measure]);
      }
    }
  }
  if (!event.isKept) putCounters(plain, `after ${name}`, event.counters);
}

interface Standing {
  readonly counter: string;
  readonly key: string;
  readonly window: number | string;
  readonly value: number | bigint;
}

/** Each side names windows its own way: what counts is their order and what they hold. */
function putCounters(plain: Plain, at: string, counters: readonly Standing[]): void {
  const groups = new Map<string, Standing[]>();
  for (const standing of counters) {
    if (standing.value === 0 || standing.value === 0n) continue;
    const name = `${at} counter ${standing.counter} ${standing.key}`;
    groups.set(name, [...(groups.get(name) ?? []), standing]);
  }
  for (const [name, standings] of groups) {
    standings.sort((a, b) => (a.window < b.window ? -1 : 1));
    plain.set(name, standings.map(({ value }) => String(value)).join());
  }
}

function countersOfState({ counters }: State): readonly Standing[] {
  return counters;
}
