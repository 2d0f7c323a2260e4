/**
 * The law of a kind of event for one profile: its tiers, what is out of scope, its price rules and
 * its writers. Made once per profile and kept.
 */
import { accepted, type Day } from '../units/index.ts';
import { nodesIn } from './amount.ts';
import { amountOf, type Codes, type ValueLookup } from './look-up.ts';
import { isTold, planTier } from './plan.ts';
import type {
  EventPlan,
  ExclusionPlan,
  KnownPlan,
  Prepared,
  PreparedKind,
  PricePlan,
} from './prepare.ts';
import { matches } from './profile.ts';
import { writesOf } from './writes.ts';

/** So many plans of a kind are kept: more than a city has profiles, less than fills a memory. */
const MOST_PLANS = 4_000;

/** Looks the plan of a profile up, or makes it. Throws `ValueMissing`. */
export function planFor(
  prepared: Prepared,
  kind: PreparedKind,
  key: string | number,
  day: Day,
  codeOf: (dimension: string) => Codes,
): KnownPlan {
  const known = kind.plans.get(key);
  if (known) return known;
  const plan = planOn(prepared, kind, day, codesOf(kind, codeOf));
  const fresh = { plan, found: accepted(plan) };
  if (kind.plans.size >= MOST_PLANS) kind.plans.clear();
  kind.plans.set(key, fresh);
  return fresh;
}

/** The codes of a profile, free of the person and the event that brought them. */
function codesOf({ facets }: PreparedKind, codeOf: (dimension: string) => Codes) {
  const codes = new Map<string, Codes>();
  for (const { dimension } of [...facets.person, ...facets.event]) {
    codes.set(dimension.id, codeOf(dimension.id));
  }
  return (dimension: string): Codes => codes.get(dimension) ?? null;
}

function planOn(
  prepared: Prepared,
  kind: PreparedKind,
  day: Day,
  codeOf: (dimension: string) => Codes,
): EventPlan {
  const { program, parameters, counterIndex } = prepared;
  const lookup: ValueLookup = { day, parameters, counterIndex, codeOf };
  const isCovered = matches(program.covers, codeOf);
  if (!isCovered) return { isCovered, tiers: [], exclusions: null, prices: [], writes: kind };
  const input = {
    program,
    layout: kind.layout,
    lineSelectors: kind.selectorNumber,
    lineFacets: kind.facets.line,
    lineWriters: kind.lineWriters,
    lookup,
  };
  return {
    isCovered,
    tiers: kind.layout.tiers.flatMap((index) => {
      const tier = program.tiers[index];
      return tier ? [planTier(input, index, tier)] : [];
    }),
    exclusions: exclusionsOn(prepared, kind, codeOf),
    prices: pricesOn(prepared, kind, lookup),
    writes: kind.hasConditionalWriters
      ? writesOf(kind.writesInput, (writer) => matches(writer.when, codeOf))
      : kind,
  };
}

function exclusionsOn(
  { program }: Prepared,
  { kind, selectorNumber }: PreparedKind,
  codeOf: (dimension: string) => Codes,
): ExclusionPlan[] | null {
  const rules = program.classification.outOfScope;
  if (kind !== 'visit' || rules.every(({ when }) => when.length === 0)) return null;
  return rules.flatMap((rule, exclusion) =>
    matches(rule.when, codeOf) ? [{ exclusion, lines: selectorNumber.get(rule) ?? -1 }] : [],
  );
}

function pricesOn(
  { program }: Prepared,
  { kind, selectorNumber }: PreparedKind,
  lookup: ValueLookup,
): PricePlan[] {
  if (kind !== 'visit') return [];
  return program.prices.flatMap((rule, index) => {
    if (!matches(rule.when, lookup.codeOf)) return [];
    const allowed = amountOf(lookup, rule.allowed);
    const told = nodesIn(allowed.node).filter(isTold);
    return [{ rule: index, lines: selectorNumber.get(rule) ?? -1, allowed, told }];
  });
}
