/**
 * The other kinds of results under a law as small as can be: a premium, a cash benefit, a top-up at
 * the end of the year, a catch-up, a cap that binds, and a class that lapses.
 */
import { describe, expect, it } from 'vitest';
import { readEvents, undatedClasses } from '../input/index.ts';
import { compileLaw } from '../law/read/index.ts';
import { settleHistory } from '../settle/index.ts';
import type { Explanation } from './explanation.ts';
import { explain, explainText } from './index.ts';

const assumed = { mark: 'assumed', why: '检验用' };
const named = (is: unknown, otherwise: unknown[] = []) => ({ is, otherwise, ...assumed });
const number = (value: unknown) => ({ from: { '2000-01-01': { value, ...assumed } } });
const two = (zh: string, en: string) => ({ zh, en });

function policy(id: string, on: string, more: object): object {
  return {
    kind: 'policy',
    id,
    title: `待遇${id}`,
    status: 'complete',
    payer: 'fund',
    on,
    source: assumed,
    rounding: { choice: 'rounding' },
    allot: { choice: 'allot' },
    midYearChange: { choice: 'midYearChange' },
    ...more,
  };
}

const YEAR = { window: { kind: 'calendarYear' }, source: assumed };
const FILES = [
  {
    kind: 'vocabulary',
    dimensions: {
      insuranceType: {
        of: 'person',
        title: two('险种', 'Type'),
        codes: { resident: two('居民', 'R') },
      },
      personClass: { of: 'person', title: two('类别', 'Class') },
      itemClass: {
        of: 'line',
        title: two('费用', 'Item'),
        codes: { A: two('甲', 'A'), C: two('丙', 'C') },
      },
    },
    payers: { fund: two('基金', 'Fund'), finance: two('财政', 'Finance') },
  },
  {
    kind: 'area',
    id: 'town',
    title: two('某市', 'Town'),
    personClasses: { poor: { title: two('困难', 'Poor'), validMonths: 12, source: assumed } },
  },
  {
    kind: 'scheme',
    id: 'town.2020',
    area: 'town',
    title: '某市办法',
    effectiveFrom: '2020-01-01',
    effectiveUntil: '2030-01-01',
    source: assumed,
    covers: { insuranceType: ['resident'] },
    personClasses: ['poor'],
    classification: {
      outOfScope: { itemClass: ['C'] },
      firstShareRounding: { choice: 'rounding' },
      firstShareOrder: { choice: 'firstShareOrder' },
    },
    tiers: ['basic', 'subsidy', 'maternity', 'yearEnd'],
    choices: {
      lawDay: named('dischargedOn'),
      windowDay: named('dischargedOn'),
      order: named('settledAt'),
      lateBill: named('keepPast'),
      reversal: named('replay'),
      negativeDifference: named('recover'),
      leastDifferenceFen: named(1),
      classChange: named('fromDay'),
      doubleEnrolment: named('reject'),
      schemeChange: named('keep'),
      rounding: named('halfUp', ['down']),
      firstShareOrder: named('beforeDeductible'),
      allot: named('proRata'),
      midYearChange: named('incremental'),
      catchUp: named('catchUp'),
      aboveCap: named('clippedPayment', ['costBehindRoundedDown']),
    },
  },
  policy('basic', 'visit', {
    midYearChange: { choice: 'catchUp' },
    aboveCap: { choice: 'aboveCap' },
    parameters: { gateFen: number(10_000), ratioBp: number(5_000), capFen: number(40_000) },
    paidCounter: 'basic.paid',
    deductible: { amount: { parameter: 'gateFen' }, counter: 'basic.base', counts: 'base' },
    parts: { scope: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' } },
    caps: { year: { amount: { parameter: 'capFen' }, counter: 'basic.paid' } },
    counters: {
      'basic.base': { ...YEAR, writers: [{ tier: 'basic', measure: 'counted' }] },
      'basic.paid': { ...YEAR, writers: [{ tier: 'basic', measure: 'paid' }] },
      'basic.copay': { ...YEAR, writers: [{ tier: 'basic', measure: 'copay' }] },
      'basic.visits': { ...YEAR, writers: [{ event: 'eventCount' }] },
    },
  }),
  policy('subsidy', 'contribution', {
    payer: 'finance',
    parameters: { shareBp: number(6_000) },
    parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'shareBp' } },
  }),
  policy('maternity', 'allowance', {
    parameters: { ratioBp: number(10_000), monthDays: number(30), monthDaysCount: number(30) },
    entitlement: {
      proportion: {
        of: { event: 'monthlyBaseFen' },
        times: { event: 'days' },
        over: { parameter: 'monthDaysCount' },
        rounding: 'halfUp',
      },
    },
    parts: { all: { base: [{ reasons: ['maternity.entitlement'] }], ratio: 'ratioBp' } },
  }),
  policy('yearEnd', 'close', {
    scope: 'person',
    parameters: { ratioBp: number(2_500) },
    parts: { all: { base: [{ counters: ['basic.copay'] }], ratio: 'ratioBp' } },
  }),
];

const compiled = compileLaw(
  FILES.map((file, i) => ({ path: `${i}.yaml`, text: JSON.stringify(file) })),
  { digest: (text) => String(text.length) },
);

const ITEMS = [
  { kind: 'contribution', id: 'c', on: '2020-01-05', premium: '400.00' },
  { id: 'v1', on: '2020-02-01', lines: [{ cost: '300.00', facets: { itemClass: 'A' } }] },
  { id: 'v2', on: '2020-03-01', lines: [{ cost: '900.00', facets: { itemClass: 'A' } }] },
  { kind: 'allowance', id: 'a', on: '2020-06-01', monthlyBase: '3000.00', days: 98 },
  { kind: 'close', id: 'k', on: '2020-12-31' },
];

function explained(): ReadonlyMap<string, Explanation> {
  const { law, diagnostics } = compiled;
  if (!law) throw new Error(JSON.stringify(diagnostics, null, 2));
  const person = { id: 'p', facts: { insuranceType: 'resident' } };
  const read = readEvents({ area: 'town', person, items: ITEMS });
  const [first] = read.histories ?? [];
  if (!first) throw new Error(JSON.stringify(read.problems));
  const settled = settleHistory(law, first.history);
  if (!settled.ok) throw new Error(settled.rejection.message);
  return new Map(settled.value.steps.map((step) => [step.event.id, explain(step.settled, law)]));
}

function textOf(id: string, lang: 'zh' | 'en' = 'zh'): string {
  const explanation = explained().get(id);
  if (!explanation) throw new Error(`no ${id}`);
  const paid = explanation.payers.reduce((sum, { fen }) => sum + fen, explanation.personFen);
  expect(paid).toBe(explanation.totalFen);
  const because = explanation.personBecause.reduce((sum, { fen }) => sum + fen, 0);
  expect(because).toBe(explanation.personFen);
  return explainText(explanation, lang, { width: 100 });
}

describe('explainText of every kind', () => {
  it('says a premium', () => {
    const text = textOf('c');
    expect(text).toContain('参保缴费 c · 2020-01-05 · 400.00 元');
    expect(text).toContain('计入 400.00：应缴保费');
    expect(text).toContain('400.00 × 60%（推定）[1] = 240.00');
  });

  it('says a cash benefit from its entitlement', () => {
    const text = textOf('a');
    expect(text).toContain('现金待遇 a · 2020-06-01 · 9,800.00 元');
    expect(text).toContain('计入 9,800.00：「待遇maternity」应享金额');
    expect(text).toContain('个人不用付钱。');
  });

  it('says a top-up over what the year has gathered', () => {
    const text = textOf('k', 'en');
    expect(text).toContain('period top-up k · 2020-12-31');
    expect(text).toMatch(/counts 550\.00: counter basic\.copay/);
  });

  it('says a catch-up: the whole period, less what was paid before', () => {
    const text = textOf('v2');
    expect(text).toContain('起付线 100.00（推定）[1]，此前已累计 300.00，已扣满');
    expect(text).toContain('1,100.00 × 50%（推定）[1] = 550.00');
    expect(text).toContain('全期应付 550.00，此前已付 100.00');
  });

  it('says a cap that binds', () => {
    const text = textOf('v2');
    expect(text).toContain('支付封顶 400.00（推定）[1]，已用 100.00，超出不付 150.00');
    expect(text).toContain('「待遇basic」限额以上');
    expect(text).toContain('town.2020/aboveCap = clippedPayment');
  });

  it('tells counts from amounts among the counters', () => {
    const counters = explained().get('v2')?.counters;
    expect(counters?.find(({ counter }) => counter === 'basic.visits')).toEqual({
      counter: 'basic.visits',
      title: null,
      key: '',
      unit: 'count',
      before: 2,
      after: 3,
    });
    expect(counters?.find(({ counter }) => counter === 'basic.base')).toMatchObject({
      unit: 'fen',
      before: 30_000,
      after: 120_000,
    });
  });
});

describe('undatedClasses', () => {
  it('wants the day of a recognition that lapses', () => {
    const { law } = compiled;
    if (!law) throw new Error('no law');
    const of = (facts: unknown) => {
      const read = readEvents({ area: 'town', person: { id: 'p', facts }, items: ITEMS });
      return read.histories?.flatMap(({ history }) => undatedClasses(law, history)) ?? [];
    };
    expect(of({ personClass: 'poor' }).map(({ at }) => at)).toEqual(['person.facts[0]']);
    expect(of([{ dimension: 'personClass', code: 'poor', effectiveFrom: '2020-01-01' }])).toEqual(
      [],
    );
    expect(of({ personClass: 'other' })).toEqual([]);
  });
});
