/**
 * Lowers one tier (decision 0001 §5). Profiles for which it has one form share its steps; the form
 * is told by a number of the profile where there are several.
 */
import type { AppliedTier, EventPlan, TierPlan } from '../law/index.ts';
import { lowerAllowance } from './lower-allowance.ts';
import { conditions, formOf, formOfConditions, type Scope } from './lower-amount.ts';
import { formOfPer } from './lower-limit.ts';
import { gather, payParts } from './lower-part.ts';
import type { PartWork, TierWork } from './lower-work.ts';
import { writesForm, writeTier } from './lower-writes.ts';
import type { Reg, Step } from './lowered.ts';
import {
  literal,
  literalOf,
  mayStop,
  notLowered,
  number,
  register,
  sum,
  under,
  value,
  type Workshop,
} from './workshop.ts';

/** So many modifiers under conditions may a tier have: each set of them is a form of its own. */
const MOST_MODIFIERS = 5;

/** Puts the steps of a tier at the end. */
export function lowerTier(shop: Workshop, index: number): void {
  const forms = new Map<string, number[]>();
  const all = shop.section.pairs;
  for (const [pair, { plan }] of all.entries()) {
    const tier = plan.tiers[index];
    if (!tier) continue;
    const form = formOfTier(tier, plan);
    const known = forms.get(form);
    if (known) known.push(pair);
    else forms.set(form, [pair]);
  }
  forms.delete('');
  const applied = [...forms.values()];
  const formOfPair = new Array<number>(all.length).fill(0);
  for (const [form, pairs] of applied.entries()) {
    for (const pair of pairs) formOfPair[pair] = form + 1;
  }
  const which = number(shop, [...all.keys()], formOfPair);
  for (const [form, pairs] of applied.entries()) {
    const work = () => lowerForm(shop, index, pairs);
    if (literalOf(shop, which) === form + 1) work();
    else under(shop, which, form + 1, work);
  }
}

function formOfTier(tier: TierPlan, plan: EventPlan): string {
  if (tier.kind === 'skipped') return '';
  const { asks } = tier;
  const modifiers = asks?.modifiers ?? [];
  return [
    formOfPlan(tier),
    tier.parts.map(({ base }) =>
      base.map(({ weightBp }) => (weightBp ? formOf(weightBp.node) : '-')),
    ),
    formOfConditions(asks?.conditions ?? []),
    asks?.fallsDue ? formOfConditions([asks.fallsDue]) : '',
    modifiers.map((each) => formOfConditions(each.conditions)),
    variantsOf(tier).map(formOfPlan),
    tier.entitlement ? formOf(tier.entitlement.node) : '',
    writesForm(plan, tier.tier),
  ].join('|');
}

/** The form of the numbers that modifiers may change. */
function formOfPlan({ parts, deductible, caps }: AppliedTier): string {
  return JSON.stringify([
    parts.map(({ limit, perLimit, rates, lateRates, bounds }) => [
      limit ? [formOf(limit.amount.node), limit.counter] : null,
      formOfPer(perLimit),
      rates.length,
      bounds.length,
      lateRates.map(({ modifier, by }) => [modifier.operation, formOf(by.node)]),
    ]),
    deductible ? formOf(deductible.amount.node) : null,
    caps.map(({ id, amount }) => [id, formOf(amount.node)]),
  ]);
}

/** A tier's numbers for each set of modifiers under conditions that may act. */
function variantsOf({ asks }: AppliedTier): AppliedTier[] {
  const count = asks?.modifiers.length ?? 0;
  if (!asks || count === 0) return [];
  if (count > MOST_MODIFIERS) throw notLowered(`多于 ${MOST_MODIFIERS} 个带条件的修正`);
  return Array.from({ length: 2 ** count }, (_, acts) =>
    asks.variant(asks.modifiers.map((_each, at) => (acts & (2 ** at)) !== 0)),
  );
}

function lowerForm(shop: Workshop, index: number, pairs: readonly number[]): void {
  const events = pairs.flatMap((pair) => shop.section.pairs[pair]?.plan ?? []);
  const plans = events.flatMap(({ tiers }) => {
    const tier = tiers[index];
    return tier?.kind === 'applied' ? [tier] : [];
  });
  const [first] = plans;
  if (!first) return;
  const isAgain = first.law.midYearChange === 'recompute';
  const scope: Scope = { pairs, own: null, isAgain, lineCode: null };
  const work = { index, scope, plans, events };
  if (shop.section.kind === 'allowance') {
    lowerAllowance(shop, work, (whenMet, whenNot) => runTier(shop, work, whenMet, whenNot));
  } else runTier(shop, work);
}

function runTier(
  shop: Workshop,
  work: TierWork,
  whenMet: () => void = () => {},
  whenNot: () => void = () => {},
): void {
  const [first] = work.plans;
  if (!first) return;
  const parts = gather(shop, work);
  const own = sum(
    shop,
    parts.map(({ base }) => base),
  );
  const scope = { ...work.scope, own };
  const asks = work.plans.flatMap((plan) => plan.asks ?? []);
  const isMet = conditions(
    shop,
    scope,
    asks.map((each) => each.conditions),
  );
  const rest = () => {
    whenMet();
    modifiedTier(shop, { ...work, scope }, parts);
  };
  if (literalOf(shop, isMet) === 1) rest();
  else {
    under(shop, isMet, 1, rest);
    under(shop, isMet, 0, whenNot);
  }
}

/** Asks the modifiers under conditions; each set of those that act has its own numbers. */
function modifiedTier(shop: Workshop, work: TierWork, parts: readonly PartWork[]): void {
  const modifiers = work.plans[0]?.asks?.modifiers ?? [];
  if (modifiers.length === 0) {
    runParts(shop, work, parts);
    return;
  }
  const acts = modifiers.map((_, at) =>
    conditions(
      shop,
      work.scope,
      work.plans.flatMap(({ asks }) =>
        asks?.modifiers[at] ? [asks.modifiers[at].conditions] : [],
      ),
    ),
  );
  const which = setOf(shop, acts);
  for (let set = 0; set < 2 ** acts.length; set++) {
    const plans = work.plans.flatMap((plan) => variantsOf(plan)[set] ?? []);
    under(shop, which, set, () => runParts(shop, { ...work, plans }, parts));
  }
}

/** Numbers a set by its flags. */
function setOf(shop: Workshop, flags: readonly Reg[]): Reg {
  const weighted = flags.flatMap((flag, at) => {
    if (literalOf(shop, flag) === 0) return [];
    const to = value(shop, 2 ** at);
    const times = literal(shop, 2 ** at);
    shop.steps.push({
      op: 'proportion',
      to,
      of: flag,
      times,
      over: literal(shop, 1),
      rounding: 'down',
    });
    return [to];
  });
  const to = register(shop, { kind: 'value', bound: 2 ** flags.length });
  shop.steps.push({ op: 'sum', to, of: weighted.length > 0 ? weighted : [literal(shop, 0)] });
  return to;
}

function runParts(shop: Workshop, work: TierWork, parts: readonly PartWork[]): void {
  const outer = shop.steps;
  const steps: Step[] = [];
  shop.steps = steps;
  const done = payParts(shop, work, parts);
  writeTier(shop, work, done);
  done.move();
  shop.steps = outer;
  // A tier without a base does nothing; one that allots is worth the question.
  const isWorth = parts.some(({ isUniform }) => !isUniform) && !steps.some(mayStop);
  const { own } = work.scope;
  if (isWorth && own !== null && !writesAmount(work)) {
    outer.push({ op: 'if', test: own, is: 'some', isOnlyReader: false, steps });
  } else outer.push(...steps);
}

/** The deductible's amount is written whether or not there is a base. */
function writesAmount({ plans: [first], events: [event] }: TierWork): boolean {
  const writes = event?.writes.tierWrites[first?.tier ?? -1] ?? [];
  return writes.some(({ measure }) => measure === 'deductibleAmount');
}
