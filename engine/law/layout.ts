/**
 * Layout: where the cells of an event lie. One list of reasons per kind of event: first the first
 * reasons, then what each tier on that kind leaves behind.
 */
import type { Program } from './program.ts';
import type { EventKind } from './terms.ts';
import { type BaseEntry, FIRST_REASONS, OUTCOMES, type Tier } from './tier-law.ts';

export interface Layout {
  readonly reasons: readonly string[];
  /** How many of the reasons are first reasons. */
  readonly firstCount: number;
  /** Indexes into `program.tiers` of the tiers on this kind of event. */
  readonly tiers: readonly number[];
}

/** Lists the reasons of an event kind in their fixed order. */
export function layoutOf(program: Program, kind: EventKind): Layout {
  const tiers = program.tiers.flatMap((tier, index) => (tier.on === kind ? [index] : []));
  const first = firstReasons(program, kind);
  const left = program.tiers
    .filter((tier) => tier.on === kind)
    .flatMap((tier) =>
      tier.parts.flatMap((part) => OUTCOMES.map((out) => outcome(tier, part.id, out))),
    );
  return { reasons: [...first, ...left], firstCount: first.length, tiers };
}

/** Names what a part of a tier leaves: `<tier>/<part>.<outcome>`. */
export function outcome(tier: Tier, part: string, out: (typeof OUTCOMES)[number]): string {
  return `${tier.id}/${part}.${out}`;
}

/** Finds the reasons that a base entry names, in its order; `<tier>.<outcome>` means all parts. */
export function reasonIndexes(layout: Layout, program: Program, entry: BaseEntry): number[] {
  const named = entry.reasons.length > 0 ? entry.reasons : entry.counters;
  const indexes = named.flatMap((name) => {
    const exact = layout.reasons.indexOf(name);
    if (exact >= 0) return [exact];
    const tier = program.tiers.find((candidate) =>
      OUTCOMES.some((out) => name === `${candidate.id}.${out}`),
    );
    const suffix = name.slice(name.lastIndexOf('.') + 1);
    return (tier?.parts ?? []).flatMap((part) => {
      const index = layout.reasons.indexOf(`${tier?.id}/${part.id}.${suffix}`);
      return index >= 0 ? [index] : [];
    });
  });
  return [...new Set(indexes)];
}

function firstReasons(program: Program, kind: EventKind): readonly string[] {
  const on = program.tiers.filter((tier) => tier.on === kind);
  if (kind === 'allowance') return on.map((tier) => `${tier.id}.entitlement`);
  if (kind !== 'close') return FIRST_REASONS[kind];
  const counters = on.flatMap((tier) =>
    tier.parts.flatMap((part) => part.base.flatMap((entry) => entry.counters)),
  );
  return [...new Set(counters)];
}
