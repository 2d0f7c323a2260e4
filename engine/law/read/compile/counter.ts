/**
 * Counters as the Program carries them.
 */
import type { Counter, Window, Writer } from '../../counter-law.ts';
import type { BaseEntry } from '../../tier-law.ts';
import type { LawFile } from '../schema.ts';
import { citationOf } from './citation.ts';
import { formulaOf, type Qualify } from './formula.ts';
import { selectorOf } from './selector.ts';

export type WrittenCounter = NonNullable<LawFile['policy']['counters']>[string];
export type WrittenBaseEntry = LawFile['policy']['parts'][string]['base'][number];
type WrittenWriter = WrittenCounter['writers'][number];

/** Compiles a counter; `reads` may be left out where a single tier writes it. */
export function counterOf(id: string, written: WrittenCounter, qualify: Qualify): Counter {
  return {
    id,
    title: written.title ?? null,
    window: windowOf(written.window),
    key: written.key ?? 'none',
    holds: written.holds ?? 'sum',
    writers: written.writers.map((writer) => writerOf(writer, qualify)),
    reads: written.reads ?? 'afterEarlierTiers',
    carryOver: written.carryOver ?? 'none',
    citation: citationOf(written.source),
  };
}

/** Compiles one entry of a base. */
export function baseEntryOf(written: WrittenBaseEntry, qualify: Qualify): BaseEntry {
  return {
    reasons: written.reasons ?? [],
    counters: written.counters ?? [],
    lines: selectorOf(written.lines),
    weightBp: written.weightBp ? formulaOf(written.weightBp, qualify) : null,
  };
}

/** Compiles a window. */
export function windowOf({ kind, startsOn, months }: WrittenCounter['window']): Window {
  if (kind === 'rolling') return { kind, months: months ?? 0 };
  if (kind !== 'productYear') return { kind };
  const [month, day] = (startsOn ?? '').split('-').map(Number);
  return { kind, month: month ?? 0, day: day ?? 0 };
}

function writerOf(written: WrittenWriter, qualify: Qualify): Writer {
  const { tier, part, event, residual, measure } = written;
  const when = selectorOf(written.when);
  if (tier !== undefined && measure !== undefined) {
    return { kind: 'tier', when, tier, part: part ?? null, measure };
  }
  if (event !== undefined) return { kind: 'event', when, measure: event };
  const base = (residual ?? []).map((entry) => baseEntryOf(entry, qualify));
  return { kind: 'residual', when, base };
}
