import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay } from '../units/index.ts';
import type { Visit } from './event.ts';
import type { Settled } from './settled.ts';
import { spreadOverLines } from './spread.ts';

const PAYERS = 3;

/** A visit, its lines dealt to atoms, and a matrix that closes to the atoms. */
const settledVisit = fc
  .record({
    costs: fc.array(fc.integer({ min: 0, max: 900_000_000 }), { minLength: 1, maxLength: 12 }),
    deal: fc.array(fc.nat({ max: 3 }), { minLength: 12, maxLength: 12 }),
    cuts: fc.array(fc.nat({ max: 10_000 }), { minLength: 4 * PAYERS, maxLength: 4 * PAYERS }),
  })
  .map(({ costs, deal, cuts }) => {
    const groups = [0, 1, 2, 3]
      .map((atom) => costs.flatMap((_, line) => (deal[line] === atom ? [line] : [])))
      .filter((lines) => lines.length > 0);
    const matrix = groups.map((lines, row) => {
      let left = lines.reduce((sum, line) => sum + (costs[line] ?? 0), 0);
      const paid = Array.from({ length: PAYERS }, (_, payer) => {
        const share = Math.floor((left * (cuts[row * PAYERS + payer] ?? 0)) / 10_000);
        left -= share;
        return share;
      });
      return [...paid, left];
    });
    return { costs, groups, matrix };
  });

function asSettled({
  costs,
  groups,
  matrix,
}: typeof settledVisit extends fc.Arbitrary<infer T> ? T : never) {
  const visit: Visit = {
    kind: 'visit',
    id: 'v',
    admittedOn: asDay(0),
    servedOn: asDay(0),
    dischargedOn: asDay(0),
    settledOn: asDay(0),
    facets: {},
    lines: costs.map((costFen, i) => ({
      id: `l${i}`,
      costFen,
      overLimitFen: 0,
      firstShareBp: 0,
      firstShareFen: null,
      facets: {},
    })),
  };
  const paidFen = Array.from({ length: PAYERS }, (_, payer) =>
    matrix.reduce((sum, row) => sum + (row[payer] ?? 0), 0),
  );
  const settled = {
    eventId: 'v',
    paidFen,
    matrix,
    atoms: groups.map((lines) => ({ lines, exclusion: -1, codes: [], totalFen: 0, cells: [] })),
  } satisfies Partial<Settled>;
  return { visit, settled: settled as unknown as Settled, paidFen };
}

describe('spreadOverLines', () => {
  it('closes on both sides and never goes below zero', () => {
    fc.assert(
      fc.property(settledVisit, (given) => {
        const { visit, settled, paidFen } = asSettled(given);
        const shares = spreadOverLines(settled, visit);
        for (const share of shares) {
          const parts = [...share.paidFen, share.personFen];
          expect(parts.every((fen) => Number.isSafeInteger(fen) && fen >= 0)).toBe(true);
          expect(parts.reduce((sum, fen) => sum + fen, 0)).toBe(share.costFen);
        }
        for (const [payer, fen] of paidFen.entries()) {
          expect(shares.reduce((sum, share) => sum + (share.paidFen[payer] ?? 0), 0)).toBe(fen);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the fen left over to the largest remainder, ties to the earlier line', () => {
    const { visit, settled } = asSettled({
      costs: [100, 100, 100],
      groups: [[0, 1, 2]],
      matrix: [[100, 100, 0, 100]],
    });
    expect(
      spreadOverLines(settled, visit).map(({ paidFen, personFen }) => [...paidFen, personFen]),
    ).toEqual([
      [34, 33, 0, 33],
      [33, 34, 0, 33],
      [33, 33, 0, 34],
    ]);
  });

  it('refuses a visit that is not the one that was settled', () => {
    const { visit, settled } = asSettled({
      costs: [100, 100],
      groups: [[0, 1]],
      matrix: [[100, 0, 0, 100]],
    });
    expect(() => spreadOverLines(settled, { ...visit, lines: visit.lines.slice(0, 1) })).toThrow(
      RangeError,
    );
  });
});
