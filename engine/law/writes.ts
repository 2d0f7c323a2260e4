/**
 * Which counters an event writes: tier by tier, and after the last.
 */
import type { Writer } from './counter-law.ts';
import { type Layout, reasonIndexes } from './layout.ts';
import type { Facet } from './profile.ts';
import type { Program } from './program.ts';
import type { EventKind } from './terms.ts';
import { TIER_MEASURES, type Tier, type TierMeasure } from './tier-law.ts';
import { hasMeasure } from './usage.ts';

export interface Writes {
  /** Per tier of the Program: the counters it writes, in declared order. */
  readonly tierWrites: readonly (readonly TierWrite[])[];
  /** Per tier: the counters keyed by a line dimension that it writes room by room. */
  readonly lineWrites: readonly (readonly LineWrite[])[];
  readonly eventWrites: readonly EventWrite[];
}

export interface TierWrite {
  readonly counter: number;
  /** Part index, or -1 for the whole tier. */
  readonly part: number;
  readonly measure: TierMeasure;
}

export interface LineWrite extends TierWrite {
  /** Place of the key's dimension among an atom's codes. */
  readonly facet: number;
}

export type EventWrite =
  | { readonly kind: 'event'; readonly counter: number; readonly measure: string }
  | {
      readonly kind: 'residual';
      readonly counter: number;
      readonly cells: readonly ResidualCells[];
    };

/** The cells of one reason that a residual writer counts, each once however often it is named. */
export interface ResidualCells {
  readonly reason: number;
  /** Numbers of line selectors, one of which must match; null: every line. */
  readonly lines: readonly number[] | null;
}

export interface WritesInput {
  readonly program: Program;
  readonly kind: EventKind;
  readonly layout: Layout;
  readonly lineFacets: readonly Facet[];
  /** Line selectors of base entries, by number. */
  readonly selectorNumber: ReadonlyMap<unknown, number>;
}

/** Lists the writes of an event kind by the writers that apply. */
export function writesOf(input: WritesInput, applies: (writer: Writer) => boolean): Writes {
  const { program, kind } = input;
  const byTier = program.tiers.map((tier) =>
    tier.on === kind ? writesBy(input, tier, applies) : [],
  );
  return {
    tierWrites: byTier.map((writes) =>
      writes.flatMap(({ facet, ...write }) => (facet < 0 ? [write] : [])),
    ),
    lineWrites: byTier.map((writes) => writes.filter(({ facet }) => facet >= 0)),
    eventWrites: program.counters.flatMap((counter, index) =>
      counter.writers.flatMap((writer) =>
        applies(writer) ? eventWrite(input, index, writer) : [],
      ),
    ),
  };
}

function writesBy(
  { program, lineFacets }: WritesInput,
  tier: Tier,
  applies: (writer: Writer) => boolean,
): LineWrite[] {
  return program.counters.flatMap((counter, index) =>
    counter.writers.flatMap((writer) =>
      writer.kind === 'tier' && writer.tier === tier.id && applies(writer)
        ? [
            {
              counter: index,
              part: tier.parts.findIndex((part) => part.id === writer.part),
              measure: TIER_MEASURES.find((own) => own === writer.measure) ?? 'paid',
              facet: lineFacets.findIndex(({ dimension }) => dimension.id === counter.key),
            },
          ]
        : [],
    ),
  );
}

function eventWrite(
  { program, kind, layout, selectorNumber }: WritesInput,
  counter: number,
  writer: Writer,
): EventWrite[] {
  if (writer.kind === 'event') {
    return hasMeasure(kind, writer.measure)
      ? [{ kind: 'event', counter, measure: writer.measure }]
      : [];
  }
  if (writer.kind !== 'residual' || kind !== 'visit') return [];
  const named = writer.base.flatMap((entry) =>
    reasonIndexes(layout, program, entry).map((reason) => ({
      reason,
      lines: selectorNumber.get(entry) ?? -1,
    })),
  );
  const cells = [...new Set(named.map(({ reason }) => reason))].map((reason) => {
    const lines = named.flatMap((cell) => (cell.reason === reason ? [cell.lines] : []));
    return { reason, lines: lines.includes(-1) ? null : lines };
  });
  return [{ kind: 'residual', counter, cells }];
}
