/**
 * Chinese and English words for what the trace names by code.
 */
import type { Named, Program, Tier } from '../law/index.ts';
import type { ResultKind, TierSkipped } from '../settle/index.ts';
import type { RoundingMode } from '../units/index.ts';
import type { Words } from './explanation.ts';

export const RESULT_WORDS: Readonly<Record<ResultKind, Words>> = {
  bill: { zh: '医疗费用', en: 'medical bill' },
  premium: { zh: '参保缴费', en: 'premium' },
  cashBenefit: { zh: '现金待遇', en: 'cash benefit' },
  topUp: { zh: '期末补助', en: 'period top-up' },
};

export const ROUNDING_WORDS: Readonly<Record<RoundingMode, Words>> = {
  halfUp: { zh: '四舍五入到分', en: 'rounded half up' },
  halfEven: { zh: '四舍六入五成双到分', en: 'rounded half to even' },
  down: { zh: '舍去不足一分', en: 'rounded down' },
  up: { zh: '不足一分进为一分', en: 'rounded up' },
};

export const SKIPPED_WORDS: Readonly<Record<TierSkipped['why'], Words>> = {
  notInForce: { zh: '当日不在有效期内', en: 'not in force on that day' },
  notCovered: { zh: '不在它的范围内', en: 'outside its scope' },
  conditionNotMet: { zh: '条件不满足', en: 'its condition is not met' },
  notDueYet: { zh: '还未到可领取的时候', en: 'not due yet' },
};

const FIRST_WORDS: Readonly<Record<string, Words>> = {
  outOfScope: { zh: '目录外费用', en: 'cost outside the catalogue' },
  overLimit: { zh: '超限价费用', en: 'cost above the price limit' },
  firstShare: { zh: '乙类先行自付', en: 'first share of class B' },
  inScope: { zh: '政策范围内费用', en: 'cost in scope' },
  premium: { zh: '应缴保费', en: 'premium due' },
};

const OUTCOME_WORDS: Readonly<Record<string, (tier: Words) => Words>> = {
  deductible: (tier) => ({ zh: `「${tier.zh}」起付线以下`, en: `deductible of ${tier.en}` }),
  copay: (tier) => ({ zh: `「${tier.zh}」按比例自付`, en: `co-payment of ${tier.en}` }),
  overCap: (tier) => ({ zh: `「${tier.zh}」限额以上`, en: `above the limit of ${tier.en}` }),
  entitlement: (tier) => ({ zh: `「${tier.zh}」应享金额`, en: `entitlement of ${tier.en}` }),
};

const MEASURE_WORDS: Readonly<Record<string, Words>> = {
  totalCostFen: { zh: '本次总费用', en: 'total cost' },
  inScopeFen: { zh: '本次政策范围内费用', en: 'cost in scope' },
  stayDays: { zh: '住院天数', en: 'days of stay' },
  eventCount: { zh: '次数', en: 'count' },
  premiumFen: { zh: '应缴保费', en: 'premium' },
  monthlyBaseFen: { zh: '月计发基数', en: 'monthly base' },
  weightedBaseFen: { zh: '加权的月计发基数', en: 'weighted monthly base' },
  weightCount: { zh: '权数', en: 'weights' },
  days: { zh: '天数', en: 'days' },
};

/** Names a tier; English names it by its payer, as law titles are Chinese. */
export function tierWords(program: Program, tier: Tier): Words {
  const payer = payerOf(program, tier);
  return { zh: tier.title, en: `${payer.en} (${tier.id})` };
}

/** Finds a tier's payer. */
export function payerOf(program: Program, tier: Tier): Named {
  const payer = program.payers.find((each) => each.id === tier.payer);
  return payer ?? { id: tier.payer, zh: tier.payer, en: tier.payer };
}

/** Names a reason: a first reason, `<tier>/<part>.<outcome>`, or a counter. */
export function reasonWords(program: Program, id: string): Named {
  const first = FIRST_WORDS[id];
  if (first) return { id, ...first };
  const dot = id.lastIndexOf('.');
  const outcome = OUTCOME_WORDS[id.slice(dot + 1)];
  const owner = id.slice(0, dot);
  const tier = program.tiers.find((each) =>
    id.includes('/')
      ? each.parts.some((part) => owner === `${each.id}/${part.id}`)
      : each.entitlement !== null && id === `${each.id}.entitlement`,
  );
  if (!outcome || !tier) {
    const title = program.counters.find((counter) => counter.id === id)?.title ?? null;
    return { id, zh: title ?? `累计 ${id}`, en: `counter ${id}` };
  }
  return { id, ...outcome({ zh: tier.title, en: payerOf(program, tier).en }) };
}

/** Names a number that an event carries. */
export function measureWords(measure: string): Words {
  return MEASURE_WORDS[measure] ?? { zh: measure, en: measure };
}
