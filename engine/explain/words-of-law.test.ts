/**
 * The words of the second part of the language (decision 0003) in an explanation: each is put in
 * Chinese and English with the numbers that the event gave.
 */
import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw } from '../../testing/laws/town.ts';
import {
  allowance,
  contribution,
  fact,
  line,
  person,
  settledHistory,
  visit,
} from '../../testing/laws/town-events.ts';
import { explain, explainText } from './index.ts';

const who = person(
  {},
  {
    also: [
      fact('incomeFen', '3600000'),
      fact('insuredYears', '12'),
      fact('filed', 'diabetes'),
      fact('filed', 'hypertension'),
    ],
  },
);

function texts(scheme: TownScheme, bill: Parameters<typeof visit>[2], facets = {}) {
  const law = townLaw(scheme);
  const { steps } = settledHistory(law, [visit('v', '2025-01-01', bill, facets)], who);
  const [step] = steps;
  if (!step) throw new Error('no step');
  const explanation = explain(step.settled, law);
  const text = (lang: 'zh' | 'en', isBrief = false) =>
    explainText(explanation, lang, { width: 200, isBrief });
  return { explanation, zh: text('zh'), en: text('en'), brief: text('zh', true) };
}

const gate = { gateFen: 50_000 };

describe('a condition', () => {
  const scheme = (untilFen: number): TownScheme => ({
    tiers: {
      'pool.basic': {
        onlyIf: [{ of: { facet: 'incomeFen' }, until: { parameter: 'poorFen' } }],
        numbers: { ratioBp: 5000, poorFen: untilFen },
      },
    },
  });

  it('that holds is told with its numbers', () => {
    const { zh, en, brief } = texts(scheme(5_000_000), 1000);
    expect(zh).toContain('   条件：年收入 36,000.00，应低于 50,000.00[1]\n');
    expect(en).toContain('   condition: 年收入 36,000.00, must be below 50,000.00[1]\n');
    expect(brief).not.toContain('条件');
  });

  it('that fails says why the tier pays nothing', () => {
    const { zh, en, brief, explanation } = texts(scheme(3_600_000), 1000);
    expect(zh).toContain('(条件不满足：年收入 36,000.00，应低于 36,000.00[1])：pool.basic');
    expect(en).toContain(
      '(its condition is not met: 年收入 36,000.00, must be below 36,000.00[1]): pool (pool.basic)',
    );
    expect(brief).toContain('(条件不满足)：pool.basic');
    expect(explanation.tiers).toMatchObject([
      {
        kind: 'skipped',
        why: 'conditionNotMet',
        conditions: [{ isMet: false, unit: 'Fen', value: 3_600_000, until: 3_600_000, from: null }],
      },
    ]);
  });

  it('counts are written as counts, and both bounds', () => {
    const { zh } = texts(
      {
        tiers: {
          'pool.basic': {
            onlyIf: [
              {
                of: { event: 'stayDays' },
                from: { parameter: 'leastDays' },
                until: { parameter: 'mostDays' },
              },
            ],
            numbers: { ratioBp: 5000, leastDays: 1, mostDays: 30 },
          },
        },
      },
      1000,
    );
    expect(zh).toContain('   条件：住院天数 1，应不低于 1、低于 30[1]\n');
  });

  it('of a modifier: whether it acted', () => {
    const of = (gateFen: number) =>
      texts(
        {
          tiers: {
            'pool.basic': {
              numbers: { ratioBp: 5000, capFen: 300, gateFen },
              caps: { year: { amount: { parameter: 'capFen' } } },
              modifiers: [
                {
                  field: 'cap',
                  operation: 'remove',
                  onlyIf: [{ of: { own: 'base' }, from: { parameter: 'gateFen' } }],
                },
              ],
            },
          },
        },
        1000,
      );
    expect(of(1000).zh).toContain(
      '   支付封顶 按条件调整：本层计入的费用 10.00，应不低于 10.00[1] [镇办〔2024〕1号 第一条]\n',
    );
    expect(of(1001).zh).toContain(
      '支付封顶 条件不满足，不调整：本层计入的费用 10.00，应不低于 10.01',
    );
    expect(of(1001).en).toContain('payment cap not changed, its condition is not met: cost that');
  });
});

describe('numbers that the event gives', () => {
  it('a table says which band was hit', () => {
    const { zh, en } = texts(
      {
        tiers: {
          'pool.basic': {
            numbers: { ratioBp: 5000, incomeFenList: [0, 1_000_000], gateFenList: [500, 600] },
            deductible: {
              amount: {
                table: {
                  at: { facet: 'incomeFen' },
                  bounds: 'incomeFenList',
                  values: 'gateFenList',
                },
              },
              counts: 'taken',
            },
          },
        },
      },
      1000,
    );
    expect(zh).toContain('   起付线 6.00 = 年收入 36,000.00，第 2 档[1]，本次扣 6.00\n');
    expect(en).toContain('   deductible 6.00 = 年收入 36,000.00, band 2[1], taken now 6.00\n');
  });

  it('a table inside a formula says its value too', () => {
    const { zh } = texts(
      {
        tiers: {
          'pool.basic': {
            numbers: { ratioBp: 5000, ...gate, stayCountList: [0, 1], partBpList: [7500, 5000] },
            counters: { 'pool.stays': { title: '住院次数', writers: [{ event: 'eventCount' }] } },
            deductible: {
              amount: {
                share: {
                  of: { parameter: 'gateFen' },
                  rateBp: {
                    table: {
                      at: { counter: 'pool.stays' },
                      bounds: 'stayCountList',
                      values: 'partBpList',
                    },
                  },
                  rounding: 'halfUp',
                },
              },
              counts: 'taken',
            },
          },
        },
      },
      100_000,
    );
    expect(zh).toContain('起付线 375.00 = 500.00 × 75%（累计（住院次数） 0，第 1 档）[1]');
  });

  it('held codes are listed with what each gives', () => {
    const { zh, en } = texts(
      {
        tiers: {
          'pool.basic': {
            numbers: {
              ratioBp: 5000,
              diseaseFen: { by: ['filed'], value: { diabetes: 300, otherwise: 200 } },
            },
            caps: { year: { amount: { each: { dimension: 'filed', parameter: 'diseaseFen' } } } },
          },
        },
      },
      2000,
    );
    expect(zh).toContain(
      '   支付封顶 5.00 = 备案病种（diabetes 3.00 + hypertension 2.00）[1]，超出不付 5.00\n',
    );
    expect(en).toContain('payment cap 5.00 = 备案病种 (diabetes 3.00 + hypertension 2.00)[1]');
  });

  it('a rate by years of contribution, and an own share that shrinks', () => {
    const { zh, en } = texts(
      {
        tiers: {
          'pool.basic': {
            numbers: { ratioBp: 6000, yearBp: 100, mostCount: 10, shareBp: 6000 },
            modifiers: [
              {
                field: 'ratio',
                operation: 'add',
                value: {
                  times: {
                    of: { parameter: 'yearBp' },
                    count: { min: [{ facet: 'insuredYears' }, { parameter: 'mostCount' }] },
                  },
                },
              },
              { field: 'ratio', operation: 'multiplyOwnShare', value: { parameter: 'shareBp' } },
            ],
          },
        },
      },
      1000,
    );
    // 60 % + 10 % = 70 %; of 30 % the person bears 60 %.
    expect(zh).toContain(
      '10.00 × 82% (= 60% + 10% (= 1% × 较小者(缴费年限 12, 10)) → 个人自付部分 × 60%)[1] = 8.20\n',
    );
    expect(en).toContain(
      '10.00 × 82% (= 60% + 10% (= 1% × least of (缴费年限 12, 10)) → own share × 60%)',
    );
  });
});

describe('what the law makes of the bill', () => {
  const found = texts(
    {
      outOfScope: [{ lines: { itemClass: ['C'] } }, { when: { disease: ['hurt'] } }],
      readAs: [
        {
          when: { place: ['outOfCity'] },
          lines: { itemClass: ['C'], necessity: ['necessary'] },
          set: { itemClass: 'B' },
        },
      ],
      prices: {
        rules: [
          {
            id: 'list',
            title: '按单价',
            lines: { itemClass: ['A'] },
            allowed: { times: { of: { facet: 'listPriceFen' }, count: { facet: 'quantity' } } },
          },
        ],
      },
      tiers: { 'pool.basic': { numbers: { ratioBp: 5000 } } },
    },
    [
      line(10_000, { facets: { listPriceFen: '2000', quantity: '4' } }),
      line(60_000, { facets: { listPriceFen: '60000', quantity: '1' } }),
      line(90_000, { facets: { itemClass: 'C' } }),
      line(500, { facets: { itemClass: 'C', necessity: 'notNecessary' } }),
    ],
    { place: 'outOfCity' },
  );

  it('is told before the tiers', () => {
    expect(found.zh).toContain(
      [
        '视为 费用类别 = B (第 3 行)：镇办〔2024〕1号 第一条',
        '价格规则「按单价」 (第 1 行)：最多计 80.00 = 单价 20.00 × 数量 4，超限价 20.00',
        '价格规则「按单价」 (第 2 行)：最多计 600.00 = 单价 600.00 × 数量 1',
        '不纳入范围 5.00 (第 4 行)：镇办〔2024〕1号 第一条',
        '',
        '1. pool.basic',
      ].join('\n'),
    );
    expect(found.en).toContain('read as 费用类别 = B (line 3): 镇办〔2024〕1号 第一条\n');
    expect(found.en).toContain(
      'price rule town.scheme.prices/list (line 1): at most 80.00 = 单价 20.00 × 数量 4, above it 20.00',
    );
  });

  it('in brief only where it changed an amount', () => {
    expect(found.brief).toContain('(第 1 行)：最多计');
    expect(found.brief).not.toContain('(第 2 行)：最多计');
    expect(found.brief).not.toContain('不纳入');
  });

  it('is data too', () => {
    const { readings, prices, atoms } = found.explanation;
    expect(readings).toMatchObject([{ set: { itemClass: 'B' }, lines: [2] }]);
    expect(prices).toMatchObject([
      { line: 0, rule: 'town.scheme.prices/list', amountFen: 8000, overLimitFen: 2000 },
      { line: 1, overLimitFen: 0, toldOverLimitFen: 0 },
    ]);
    expect(atoms.map(({ exclusion }) => exclusion?.clause ?? null)).toContain('第一条');
  });
});

describe('parts with titles, their caps, and limits by code', () => {
  const { zh, en, explanation } = texts(
    {
      tiers: {
        'pool.basic': {
          numbers: {
            ratioBp: 5000,
            ownFen: 1000,
            drugFen: { by: ['medicine'], value: { imatinib: 3000, otherwise: 100_000 } },
          },
          parts: {
            a: {
              title: '甲类',
              base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }],
              limit: { amount: { parameter: 'drugFen' }, per: 'medicine' },
              ratio: 'ratioBp',
            },
            b: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' },
          },
          caps: { own: { part: 'b', amount: { parameter: 'ownFen' } } },
        },
      },
    },
    [
      line(8000, { facets: { medicine: 'imatinib' } }),
      line(100),
      line(9000, { facets: { itemClass: 'B' } }),
    ],
  );

  it('in Chinese', () => {
    expect(zh).toContain('   「甲类」计入 81.00：政策范围内费用\n');
    expect(zh).toContain('   「甲类」计入上限 (imatinib) 30.00[1]，超出不计 50.00\n');
    expect(zh).toContain('   「甲类」计入上限 (none) 1,000.00[1]\n');
    expect(zh).toContain('   （二）支付封顶 10.00[1]，超出不付 35.00\n');
  });

  it('in English parts are numbered', () => {
    expect(en).toContain('   (1) counts at most (imatinib) 30.00[1], not counted above it 50.00\n');
    expect(en).toContain('   (2) payment cap 10.00[1], not paid above it 35.00\n');
  });

  it('as data', () => {
    const [tier] = explanation.tiers;
    if (tier?.kind !== 'applied') throw new Error('not applied');
    expect(tier.parts.map(({ title }) => title)).toEqual(['甲类', null]);
    expect(tier.caps).toMatchObject([{ id: 'own', part: 'b', clippedFen: 3500 }]);
    expect(tier.parts[0]?.limit).toMatchObject({
      excessFen: 5000,
      groups: [
        { code: 'imatinib', baseFen: 8000, amountFen: 3000, usedFen: 0, excessFen: 5000 },
        { code: 'none', baseFen: 100, amountFen: 100_000, excessFen: 0 },
      ],
    });
  });
});

describe('an allowance that falls due', () => {
  const law = townLaw({
    counters: {
      'town.months': { title: '缴费金额', writers: [{ event: 'premiumFen' }] },
    },
    tiers: {
      'pool.grant': {
        on: 'allowance',
        entitlement: {
          share: {
            of: { event: 'weightedBaseFen' },
            rateBp: { parameter: 'partBp' },
            rounding: 'halfUp',
          },
        },
        fallsDue: { counter: 'town.months', atLeast: { parameter: 'needFen' } },
        numbers: { ratioBp: 10_000, partBp: 5000, needFen: 20_000 },
        parts: { all: { base: [{ reasons: ['pool.grant.entitlement'] }], ratio: 'ratioBp' } },
      },
      'critical.premium': {
        on: 'contribution',
        numbers: { ratioBp: 1000 },
        parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
      },
    },
  });
  const { steps } = settledHistory(law, [
    allowance('a', '2025-01-15', 300_000),
    contribution('c', '2025-02-01', 25_000),
  ]);
  const text = (index: number, lang: 'zh' | 'en') => {
    const step = steps[index];
    if (!step) throw new Error('no step');
    return explainText(explain(step.settled, law), lang, { width: 200 });
  };

  it('says what it waits for', () => {
    expect(text(0, 'zh')).toContain(
      '(还未到可领取的时候：累计（缴费金额） 0.00，应不低于 200.00[1])：pool.grant',
    );
    expect(text(0, 'en')).toContain(
      '(not due yet: counter town.months 0.00, must be at least 200.00',
    );
  });

  it('says what released it, and what it entitles to', () => {
    expect(text(2, 'zh')).toContain('到期补发，触发于 c\n');
    expect(text(2, 'zh')).toContain('   应享 1,500.00 = 加权的月计发基数 × 50%[1]\n');
    expect(text(2, 'en')).toContain('fell due after c\n');
    expect(text(1, 'zh')).not.toContain('到期补发');
  });
});
