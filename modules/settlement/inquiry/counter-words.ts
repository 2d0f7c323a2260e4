/**
 * What a counter is called: by the law's own title, or by what writes to it. Pure.
 */
import type { Words } from '../../../engine/explain/index.ts';
import type { Counter, Program, TierMeasure } from '../../../engine/law/index.ts';

const TIER_WORDS: Readonly<Record<TierMeasure, Words>> = {
  base: { zh: '所及费用', en: 'cost reached' },
  counted: { zh: '计入的费用', en: 'cost counted' },
  limitExcess: { zh: '超过限额的费用', en: 'cost above the limit' },
  deductible: { zh: '已扣起付线', en: 'deductible taken' },
  afterDeductible: { zh: '起付线以上的费用', en: 'cost above the deductible' },
  deductibleAmount: { zh: '起付线标准', en: 'deductible that applied' },
  paid: { zh: '已付', en: 'paid' },
  copay: { zh: '按比例自付', en: 'co-payment' },
  overCap: { zh: '限额以上', en: 'above the cap' },
};

const EVENT_WORDS: Readonly<Record<string, Words>> = {
  totalCostFen: { zh: '总费用', en: 'total cost' },
  inScopeFen: { zh: '政策范围内费用', en: 'cost in scope' },
  stayDays: { zh: '住院天数', en: 'days of stay' },
  eventCount: { zh: '次数', en: 'number of times' },
};

const RESIDUAL: Words = { zh: '个人负担', en: 'borne by the person' };

export function counterWords(program: Program, counter: Counter): Words {
  if (counter.title !== null) return { zh: counter.title, en: counter.title };
  const [writer] = counter.writers;
  if (!writer) return { zh: counter.id, en: counter.id };
  if (writer.kind === 'residual') return RESIDUAL;
  if (writer.kind === 'event') {
    return EVENT_WORDS[writer.measure] ?? { zh: writer.measure, en: writer.measure };
  }
  const tiers = counter.writers.flatMap((one) => (one.kind === 'tier' ? one.tier : []));
  const owners = [...new Set(tiers)].flatMap(
    (id) => program.tiers.find((tier) => tier.id === id) ?? [],
  );
  const payers = program.payers.filter(({ id }) => owners.some(({ payer }) => payer === id));
  const zh = owners.length === 1 ? owners[0]?.title : payers.map((one) => one.zh).join('、');
  const en = payers.map((payer) => payer.en).join(', ');
  const what = TIER_WORDS[writer.measure];
  return { zh: `${zh}：${what.zh}`, en: `${en}: ${what.en}` };
}
