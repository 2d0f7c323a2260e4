import { describe, expect, it } from 'vitest';
import { type TownScheme, townProgram } from '../../testing/laws/town.ts';
import { line, rejectionOf, settledStep, visit } from '../../testing/laws/town-events.ts';
import { MAX_FEN } from '../units/index.ts';
import type { Line } from './event.ts';
import { settle } from './settle.ts';
import { EMPTY_STATE } from './state.ts';

const plain: TownScheme = { tiers: { 'pool.basic': { numbers: { ratioBp: 5000 } } } };
const program = townProgram(plain);

/** First cells of each atom: outOfScope, overLimit, firstShare, inScope. */
function cellsOf(lines: readonly Line[], law = program) {
  return settledStep(law, visit('v', '2025-01-01', lines)).settled.atoms.map(({ cells }) => cells);
}

describe('first cells of a line', () => {
  it.each<[string, Line, number[]]>([
    ['in scope', line(1000), [0, 0, 0, 1000]],
    [
      'out of scope whole, whatever else is said of it',
      line(1000, { overLimitFen: 100, firstShareBp: 2000, facets: { itemClass: 'C' } }),
      [1000, 0, 0, 0],
    ],
    ['above a price limit', line(1000, { overLimitFen: 300 }), [0, 300, 0, 700]],
    ['all above a price limit', line(1000, { overLimitFen: 1000 }), [0, 1000, 0, 0]],
    // 20 % of what the limit leaves
    [
      'a first share after the limit',
      line(1000, { overLimitFen: 300, firstShareBp: 2000 }),
      [0, 300, 140, 560],
    ],
    ['a first share of the whole', line(1000, { firstShareBp: 10_000 }), [0, 0, 1000, 0]],
    [
      'a first share in money goes before the ratio',
      line(1000, { overLimitFen: 300, firstShareBp: 2000, firstShareFen: 1 }),
      [0, 300, 1, 699],
    ],
    [
      'a first share in money of nothing',
      line(1000, { firstShareBp: 2000, firstShareFen: 0 }),
      [0, 0, 0, 1000],
    ],
    ['of nothing', line(0), [0, 0, 0, 0]],
  ])('%s', (_, given, expected) => {
    expect(cellsOf([given])).toEqual([expected]);
  });

  it.each([
    // 10 % of 5, 15, 25 and 26 fen: 0.5, 1.5, 2.5 and 2.6
    ['halfUp', [1, 2, 3, 3]],
    ['halfEven', [0, 2, 2, 3]],
    ['down', [0, 1, 2, 2]],
    ['up', [1, 2, 3, 3]],
  ])('rounds a first share %s, line by line', (firstShareRounding, expected) => {
    const law = townProgram({ ...plain, choices: { firstShareRounding } });
    const shares = [5, 15, 25, 26].map(
      (cost) => cellsOf([line(cost, { firstShareBp: 1000 })], law)[0]?.[2],
    );
    expect(shares).toEqual(expected);
    const [all] = cellsOf(
      [5, 15, 25, 26].map((cost) => line(cost, { firstShareBp: 1000 })),
      law,
    );
    expect(all?.[2]).toBe(expected.reduce((sum, share) => sum + share, 0));
  });
});

describe('atoms', () => {
  const told = townProgram({
    tiers: {
      'pool.basic': {
        numbers: { ratioBp: 5000 },
        parts: {
          all: {
            base: [
              { reasons: ['inScope'], lines: { itemClass: ['B'], necessity: ['necessary'] } },
              { reasons: ['inScope'], lines: { priceLevel: { from: 3, until: 6 } } },
            ],
            ratio: 'ratioBp',
          },
        },
      },
    },
  });
  const of = (itemClass: string, priceLevel: string, necessity = 'necessary') =>
    line(100, { facets: { itemClass, priceLevel, necessity } });

  it('join lines that no selector tells apart, in the order of their first line', () => {
    const { atoms } = settledStep(
      told,
      visit('v', '2025-01-01', [
        of('A', '0'),
        of('B', '0'),
        of('A', '2'),
        of('B', '1', 'notNecessary'),
        of('A', '3'),
        of('A', '5'),
        of('A', '6'),
        of('C', '9'),
        of('B', '2'),
      ]),
    ).settled;
    expect(atoms.map(({ lines }) => lines)).toEqual([[0, 2], [1, 8], [3], [4, 5], [6], [7]]);
    expect(atoms.map(({ totalFen }) => totalFen)).toEqual([200, 200, 100, 200, 100, 100]);
  });

  it('do not look at facets that the law does not name', () => {
    const lines = [
      line(100, { facets: { necessity: 'notNecessary', brand: 'x' } }),
      line(200, { facets: { itemClass: 'B', brand: 'y' } }),
    ];
    expect(cellsOf(lines)).toEqual([[0, 0, 0, 300]]);
  });

  it('are the same whatever was settled before: an integer is told by its interval', () => {
    const settledOn = (law: typeof told) =>
      settledStep(law, visit('v', '2025-01-01', [of('A', '5')])).settled.atoms;
    const fresh = settledOn(structuredClone(told));
    settledStep(told, visit('other', '2025-01-01', [of('A', '4')]));
    expect(settledOn(told)).toEqual(fresh);
  });

  it('of a visit without lines are none, and it costs nothing', () => {
    const { settled } = settledStep(program, visit('v', '2025-01-01', []));
    expect([settled.totalFen, settled.atoms, settled.matrix]).toEqual([0, [], []]);
  });
});

describe('lines that are refused', () => {
  it.each<[string, Line]>([
    ['a cost below nothing', line(-1)],
    ['half a fen', line(0.5)],
    ['no number', line(Number.NaN)],
    ['a cost above the range', line(MAX_FEN + 1)],
    ['above the limit by more than the cost', line(100, { overLimitFen: 101 })],
    ['above the limit by less than nothing', line(100, { overLimitFen: -1 })],
    ['above the limit by half a fen', line(100, { overLimitFen: 0.5 })],
    ['a first share above the whole', line(100, { firstShareBp: 10_001 })],
    ['a first share below nothing', line(100, { firstShareBp: -1 })],
    ['a first share of half a basis point', line(100, { firstShareBp: 0.5 })],
    ['a first share in money above the cost', line(100, { firstShareFen: 101 })],
    [
      'a first share in money above what the limit leaves',
      line(100, { overLimitFen: 60, firstShareFen: 41 }),
    ],
    ['a first share in money below nothing', line(100, { firstShareFen: -1 })],
    ['a first share of half a fen', line(100, { firstShareFen: 0.5 })],
    ['a bad cost though out of scope', line(-1, { facets: { itemClass: 'C' } })],
  ])('%s', (_, bad) => {
    const bill = visit('v', '2025-01-01', [line(100), { ...bad, id: 'bad' }]);
    const result = settle({ event: bill, person: resident, state: EMPTY_STATE, program });
    expect(result.ok ? null : result.rejection).toMatchObject({
      code: 'settlement/line_invalid',
      at: 'bad',
    });
  });

  it.each([
    ['settlement/facet_missing', { itemClass: undefined }],
    ['settlement/unknown_code', { itemClass: 'Z' }],
  ])('%s', (code, facets) => {
    const bad = { ...line(100), facets: facets as unknown as Record<string, string> };
    expect(rejectionOf(program, visit('v', '2025-01-01', [bad]))).toBe(code);
  });
});

describe('great bills', () => {
  it.each([2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, MAX_FEN])('%i fen is settled to the fen', (cost) => {
    const { settled } = settledStep(program, visit('v', '2025-01-01', cost));
    const paid = cost % 2 === 0 ? cost / 2 : (cost + 1) / 2;
    expect(settled.matrix).toEqual([[paid, cost - paid]]);
    expect(settled.totalFen).toBe(cost);
  });

  it('whose lines sum to more than the range are refused, one fen below they are not', () => {
    const half = MAX_FEN / 2;
    expect(
      rejectionOf(program, visit('v', '2025-01-01', [line(half), line(half)])),
    ).toBeUndefined();
    expect(rejectionOf(program, visit('v', '2025-01-01', [line(half), line(half + 1)]))).toBe(
      'settlement/amount_too_large',
    );
  });
});

const resident = {
  id: 'p1',
  bornOn: null,
  facts: [
    {
      dimension: 'insuranceType',
      code: 'resident',
      effectiveFrom: program.from,
      effectiveUntil: null,
    },
  ],
};
