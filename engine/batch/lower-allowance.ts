/**
 * Lowers when a tier of an allowance runs, and what it entitles to (decisions 0001 §4, 0003 §8).
 */
import { MAX_FEN } from '../units/index.ts';
import { AN_EVENT, answerAt, GIVEN, MODE, toldAt } from './controls.ts';
import { amount, test } from './lower-amount.ts';
import type { TierWork } from './lower-work.ts';
import type { Reg } from './lowered.ts';
import {
  control,
  guarded,
  literal,
  once,
  register,
  sum,
  under,
  type Workshop,
} from './workshop.ts';

/** Lowers what the tier does from its conditions on; steps where they are met, and where not. */
type RunTier = (whenMet: () => void, whenNot: () => void) => void;

/** A tier that may wait runs where it is due, or told to; others run at the event. */
export function lowerAllowance(shop: Workshop, work: TierWork, run: RunTier): void {
  const dues = work.plans.flatMap(({ asks }) => asks?.fallsDue ?? []);
  const mayWait = dues.length > 0;
  const entitled = () => lowerEntitled(shop, work, run);
  const isDue = () => test(shop, work.scope, dues);
  if (shop.task === 'due') {
    if (mayWait) answerWhereAsked(shop, work.index, isDue);
  } else if (!shop.mayWait) entitled();
  else if (mayWait) under(shop, runsWhere(shop, work.index, isDue), 'some', entitled);
  else under(shop, control(shop, MODE), AN_EVENT, entitled);
}

/** Of an allowance that waits only the tiers that wait are asked. */
function answerWhereAsked(shop: Workshop, tier: number, isDue: () => Reg): void {
  const isAsked = control(shop, toldAt(tier));
  under(shop, isAsked, 1, () => shop.steps.push({ op: 'flag', at: answerAt(tier), of: isDue() }));
}

/** More than nothing where the tier is due at the event, or where it is given that it runs. */
function runsWhere(shop: Workshop, tier: number, isDue: () => Reg): Reg {
  const runs = register(shop, { kind: 'sum', bound: 1 });
  const given = control(shop, GIVEN);
  const told = control(shop, toldAt(tier));
  under(shop, control(shop, MODE), AN_EVENT, () => {
    // Also where it is given: `settle` asks too, and its amount may be out of range.
    const of = isDue();
    under(shop, given, 0, () =>
      shop.steps.push({ op: 'flag', at: answerAt(tier), of }, { op: 'add', to: runs, of }),
    );
  });
  under(shop, given, 1, () => shop.steps.push({ op: 'add', to: runs, of: told }));
  return runs;
}

/** The tier that applies adds its entitlement, and takes it back if it is skipped. */
function lowerEntitled(shop: Workshop, work: TierWork, run: RunTier): void {
  const entitlements = work.plans.flatMap((plan) => plan.entitlement ?? []);
  const own =
    entitlements.length === 0
      ? literal(shop, 0)
      : guarded(shop, amount(shop, work.scope, entitlements));
  const total = once(shop, 'entitled', () => ({ kind: 'sum', bound: MAX_FEN }));
  const sumFen = guarded(shop, sum(shop, [total, own]));
  const group = shop.groups[shop.cells.groupOf[work.index] ?? -1];
  if (group !== undefined) shop.steps.push({ op: 'add', to: group, of: own });
  run(
    () => shop.steps.push({ op: 'clear', to: total }, { op: 'add', to: total, of: sumFen }),
    () => {
      if (group !== undefined) shop.steps.push({ op: 'clear', to: group });
    },
  );
}
