import { describe, expect, it } from 'vitest';
import { cappedTier, type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  line,
  paidBy,
  paidInOrder,
  residualOf,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';
import { spreadOverLines } from './spread.ts';

const FORMS = [
  'clippedPayment',
  'costBehindRoundedDown',
  'costBehindRoundedUp',
  'costBehindRoundedHalfUp',
] as const;

/** 50 % up to 1,000 yuan, 80 % up to the next bound, then the last ratio. */
function tier(capFen: number, aboveCap: string, more: Record<string, unknown> = {}): TownTier {
  const numbers = { boundsFenList: [0, 100_000], ratiosBpList: [5000, 8000], capFen, ...more };
  return cappedTier(numbers, aboveCap);
}

function leftBy(law: TownTier, cost: number) {
  const program = townProgram({ tiers: { 'pool.basic': law } });
  const { settled } = settledStep(program, visit('v', '2025-01-01', cost));
  return [
    settled.paidFen[0],
    residualOf(settled)['pool.basic/all.overCap'] ?? 0,
    residualOf(settled)['pool.basic/all.copay'] ?? 0,
  ];
}

describe('a cap reached inside a visit', () => {
  // 120,000: 50,000 + 16,000 = 66,000 before the cap.
  it.each([
    [
      'just not reached',
      66_000,
      [
        [66_000, 0, 54_000],
        [66_000, 0, 54_000],
        [66_000, 0, 54_000],
        [66_000, 0, 54_000],
      ],
    ],
    // One fen is clipped: 1 ÷ 80 % = 1.25 of cost.
    [
      'by one fen',
      65_999,
      [
        [65_999, 1, 54_000],
        [65_999, 1, 54_000],
        [65_999, 2, 53_999],
        [65_999, 1, 54_000],
      ],
    ],
    // 6,000 ÷ 80 % = 7,500
    [
      'in the last segment',
      60_000,
      [
        [60_000, 6000, 54_000],
        [60_000, 7500, 52_500],
        [60_000, 7500, 52_500],
        [60_000, 7500, 52_500],
      ],
    ],
    // 6,001 ÷ 80 % = 7,501.25
    [
      'with a rest below a half',
      59_999,
      [
        [59_999, 6001, 54_000],
        [59_999, 7501, 52_500],
        [59_999, 7502, 52_499],
        [59_999, 7501, 52_500],
      ],
    ],
    // 6,002 ÷ 80 % = 7,502.5
    [
      'with a half',
      59_998,
      [
        [59_998, 6002, 54_000],
        [59_998, 7502, 52_500],
        [59_998, 7503, 52_499],
        [59_998, 7503, 52_499],
      ],
    ],
    // 16,000 is the last segment whole
    [
      'at the bound',
      50_000,
      [
        [50_000, 16_000, 54_000],
        [50_000, 20_000, 50_000],
        [50_000, 20_000, 50_000],
        [50_000, 20_000, 50_000],
      ],
    ],
    // the last segment whole, and 10,000 ÷ 50 % of the first
    [
      'below the bound',
      40_000,
      [
        [40_000, 26_000, 54_000],
        [40_000, 40_000, 40_000],
        [40_000, 40_000, 40_000],
        [40_000, 40_000, 40_000],
      ],
    ],
    // nothing is paid: all of the payable cost lies above the cap
    [
      'at nothing',
      0,
      [
        [0, 66_000, 54_000],
        [0, 120_000, 0],
        [0, 120_000, 0],
        [0, 120_000, 0],
      ],
    ],
  ])('%s: paid, overCap and copay in the four forms', (_, cap, expected) => {
    expect(FORMS.map((form) => leftBy(tier(cap, form), 120_000))).toEqual(expected);
  });

  it('counts a segment of no ratio behind the cut whole, and none before it', () => {
    const more = { boundsFenList: [0, 100_000, 110_000], ratiosBpList: [5000, 8000, 0] };
    const form = 'costBehindRoundedDown';
    // 130,000: 50,000 + 8,000 + 0. Clipped 4,000: 20,000 of no ratio and 4,000 ÷ 80 %.
    expect(leftBy(tier(54_000, form, more), 130_000)).toEqual([54_000, 25_000, 51_000]);
    expect(leftBy(tier(54_000, 'clippedPayment', more), 130_000)).toEqual([54_000, 4000, 72_000]);
    // Nothing clipped: the segment of no ratio is copay.
    expect(leftBy(tier(58_000, form, more), 130_000)).toEqual([58_000, 0, 72_000]);
    const before = { boundsFenList: [0, 100_000, 110_000], ratiosBpList: [5000, 0, 8000] };
    // 130,000: 50,000 + 0 + 16,000. Clipped 16,000 is the last segment; the one before stays copay.
    expect(leftBy(tier(50_000, form, before), 130_000)).toEqual([50_000, 20_000, 60_000]);
    // Clipped 17,000: the last, the one of no ratio, and 1,000 ÷ 50 %.
    expect(leftBy(tier(49_000, form, before), 130_000)).toEqual([49_000, 32_000, 49_000]);
  });

  it('never counts more cost behind the cap than is left unpaid', () => {
    // 1 fen at 99.99 %, up: paid 1 of 1; nothing is left behind. 2 fen cut to 1: at most 1 behind.
    const law: TownTier = {
      numbers: { ratioBp: 5000, capFen: 1 },
      rounding: 'up',
      caps: { visit: { amount: { parameter: 'capFen' } } },
      aboveCap: 'costBehindRoundedUp',
    };
    // 3 × 50 % = 1.5, up 2; 1 clipped; 1 ÷ 50 % = 2 behind, and 3 − 1 = 2 unpaid.
    expect(leftBy(law, 3)).toEqual([1, 2, 0]);
    const steep = { ...law, numbers: { ratioBp: 3000, capFen: 1 } };
    // 4 × 30 % = 1.2, up 2; 1 clipped; 1 ÷ 30 % = 3.33, up 4; only 4 − 1 = 3 are unpaid.
    expect(leftBy(steep, 4)).toEqual([1, 3, 0]);
  });
});

describe('several caps', () => {
  const law: TownTier = {
    numbers: { ratioBp: 10_000, firstFen: 50_000, secondFen: 45_000 },
    caps: {
      first: { amount: { parameter: 'firstFen' } },
      second: { amount: { parameter: 'secondFen' } },
    },
  };

  it('cut one after the other, in declared order', () => {
    const program = townProgram({ tiers: { 'pool.basic': law } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 60_000));
    expect(tierOf(settled, 'pool.basic').caps).toEqual([
      { amountFen: 50_000, usedFen: 0, roomFen: 50_000, clippedFen: 10_000 },
      { amountFen: 45_000, usedFen: 0, roomFen: 45_000, clippedFen: 5000 },
    ]);
    expect(residualOf(settled)).toEqual({ 'pool.basic/all.overCap': 15_000 });
  });

  it('where the first is lower, the second cuts nothing', () => {
    const numbers = { ...law.numbers, firstFen: 40_000 };
    const program = townProgram({ tiers: { 'pool.basic': { ...law, numbers } } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 60_000));
    const clipped = tierOf(settled, 'pool.basic').caps.map(({ clippedFen }) => clippedFen);
    expect(clipped).toEqual([20_000, 0]);
  });
});

describe('a cap over a year', () => {
  const yearly: TownTier = {
    numbers: { ratioBp: 8000, capFen: 100_000 },
    caps: { year: { amount: { parameter: 'capFen' }, counter: 'pool.paid' } },
    counters: { 'pool.paid': { writers: [{ measure: 'paid' }] } },
  };
  const law = townLaw({ tiers: { 'pool.basic': yearly } });

  it('pays out what is left of it, then nothing', () => {
    const visits = [80_000, 80_000, 1, 80_000].map((cost, i) =>
      visit(`v${i}`, `2025-0${i + 1}-01`, cost),
    );
    const run = settledHistory(law, visits);
    expect(paidInOrder(run)).toEqual([64_000, 36_000, 0, 0]);
    expect(tierOf(run.steps[1]?.settled ?? never(), 'pool.basic').caps).toEqual([
      { amountFen: 100_000, usedFen: 64_000, roomFen: 36_000, clippedFen: 28_000 },
    ]);
    expect(tierOf(run.steps[3]?.settled ?? never(), 'pool.basic').caps[0]?.roomFen).toBe(0);
  });

  it('has no room below nothing when it falls in mid-year', () => {
    const numbers = {
      ratioBp: 8000,
      capFen: { from: { '2020-01-01': 100_000, '2025-07-01': 50_000 } },
    };
    const falling = townLaw({ tiers: { 'pool.basic': { ...yearly, numbers } } });
    const run = settledHistory(falling, [
      visit('a', '2025-01-01', 80_000),
      visit('b', '2025-07-01', 10_000),
    ]);
    expect(paidInOrder(run)).toEqual([64_000, 0]);
    expect(tierOf(run.steps[1]?.settled ?? never(), 'pool.basic').caps).toEqual([
      { amountFen: 50_000, usedFen: 64_000, roomFen: 0, clippedFen: 8000 },
    ]);
  });
});

describe('two lines share the last of a cap', () => {
  const both = [line(10_000, { id: 'a' }), line(30_000, { id: 'b', facets: { itemClass: 'B' } })];
  const told = (allot: string): TownTier => ({
    numbers: { ratioBp: 10_000, capFen: 20_000 },
    parts: {
      all: {
        base: [
          { reasons: ['inScope'], lines: { itemClass: ['A'] } },
          { reasons: ['inScope'], lines: { itemClass: ['B'] } },
        ],
        ratio: 'ratioBp',
      },
    },
    caps: { visit: { amount: { parameter: 'capFen' } } },
    allot,
  });

  it.each([
    [
      'proRata',
      [
        [5000, 5000],
        [15_000, 15_000],
      ],
    ],
    [
      'declaredOrder',
      [
        [10_000, 0],
        [10_000, 20_000],
      ],
    ],
  ])('as two atoms, %s: %j paid and left', (allot, expected) => {
    const program = townProgram({ tiers: { 'pool.basic': told(allot) } });
    const { settled } = settledStep(program, visit('v', '2025-01-01', both));
    expect(settled.matrix).toEqual(expected);
  });

  it('as one atom, spread over the lines pro rata', () => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 10_000, capFen: 20_000 },
          caps: { visit: { amount: { parameter: 'capFen' } } },
        },
      },
    });
    const bill = visit('v', '2025-01-01', both);
    const { settled } = settledStep(program, bill);
    expect(settled.atoms.map(({ lines }) => lines)).toEqual([[0, 1]]);
    const shares = spreadOverLines(settled, bill);
    expect(shares.map(({ lineId, paidFen, personFen }) => [lineId, ...paidFen, personFen])).toEqual(
      [
        ['a', 5000, 5000],
        ['b', 15_000, 15_000],
      ],
    );
  });
});

describe('two parts share the last of a cap', () => {
  const law = (allot: string): TownTier => ({
    numbers: { ratioBp: 10_000, halfBp: 5000, capFen: 20_000 },
    parts: {
      near: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' },
      far: { base: [{ reasons: ['outOfScope'] }], ratio: 'halfBp' },
    },
    caps: { visit: { amount: { parameter: 'capFen' } } },
    allot,
  });
  const bill = visit('v', '2025-01-01', [
    line(10_000),
    line(40_000, { facets: { itemClass: 'C' } }),
  ]);

  it.each([
    // 10,000 and 20,000 cut to 20,000: 6,666.67 and 13,333.33
    ['proRata', [6667, 13_333]],
    ['declaredOrder', [10_000, 10_000]],
  ])('%s over what each would have paid: %j', (allot, expected) => {
    const program = townProgram({ tiers: { 'pool.basic': law(allot) } });
    const { parts } = tierOf(settledStep(program, bill).settled, 'pool.basic');
    expect(parts.map(({ paidFen }) => paidFen)).toEqual(expected);
    expect(parts.map(({ paidFen, overCapFen }) => paidFen + overCapFen)).toEqual([10_000, 20_000]);
  });
});

describe('a cap that two tiers share', () => {
  const shared = (reads: string) =>
    townProgram({
      counters: {
        'town.paid': {
          writers: [
            { tier: 'pool.basic', measure: 'paid' },
            { tier: 'aid.second', measure: 'paid' },
          ],
          reads,
        },
      },
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 6000, capFen: 100_000 },
          caps: { year: { amount: { parameter: 'capFen' }, counter: 'town.paid' } },
        },
        'aid.second': {
          numbers: { ratioBp: 10_000, capFen: 100_000 },
          parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
          caps: { year: { amount: { parameter: 'capFen' }, counter: 'town.paid' } },
        },
      },
    });

  it('X16 after earlier tiers: the second sees what the first has just used', () => {
    const first = settledStep(shared('afterEarlierTiers'), visit('a', '2025-01-01', 150_000));
    // 90,000 by the first; 10,000 of room for the second.
    expect(paidBy(first.settled)).toEqual({ pool: 90_000, aid: 10_000 });
  });

  it('X16 before the event: the second sees what was used before the visit', () => {
    const program = shared('beforeEvent');
    const first = settledStep(program, visit('a', '2025-01-01', 150_000));
    expect(paidBy(first.settled)).toEqual({ pool: 90_000, aid: 60_000 });
    const { state } = first;
    const second = settledStep(program, visit('b', '2025-02-01', 1000), { state });
    expect(paidBy(second.settled)).toEqual({});
  });
});

function never(): never {
  throw new Error('not settled');
}
