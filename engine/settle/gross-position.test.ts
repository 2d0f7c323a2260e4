/**
 * Gross segments under a deductible on the cumulated base: the position is what was counted before
 * (decision 0003 §6).
 */
import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw } from '../../testing/laws/town.ts';
import { settledHistory, visit } from '../../testing/laws/town-events.ts';

/** 60 % up to 1,000 of the year's cost, 80 % above; nothing of the first 300. */
const tier = (measure: string, more: TownTier = {}): TownTier => ({
  numbers: { gateFen: 300, lowFenList: [0, 1000], lowBpList: [6000, 8000] },
  parts: {
    all: {
      base: [{ reasons: ['inScope'] }],
      segments: { bounds: 'lowFenList', ratios: 'lowBpList', measure: { choice: 'measure' } },
    },
  },
  choices: { measure },
  deductible: { amount: { parameter: 'gateFen' }, counts: 'base', counter: 'pool.base' },
  counters: { 'pool.base': { writers: [{ measure: 'base' }] } },
  ...more,
});

const paid = (law: TownTier) =>
  settledHistory(townLaw({ tiers: { 'pool.basic': law } }), [
    visit('a', '2025-01-01', 200),
    visit('b', '2025-02-01', 500),
    visit('c', '2025-03-01', 600),
    visit('d', '2025-04-01', 100),
  ]).steps.map(({ settled }) => settled.paidFen[0]);

describe('segments over the cost of the year', () => {
  it('gross: continue where the counted cost stands', () => {
    // b: 300–700 × 60 %. c: 700–1,000 × 60 %, 1,000–1,300 × 80 %. d: 100 × 80 %.
    expect(paid(tier('gross'))).toEqual([0, 240, 180 + 240, 80]);
  });

  it('excess: continue where the cost above the deductible stands', () => {
    // b: 0–400 × 60 %. c: 400–1,000 × 60 %. d: 1,000–1,100 × 80 %.
    expect(paid(tier('excess'))).toEqual([0, 240, 360, 80]);
  });

  it('a deductible for each event starts each event from zero', () => {
    const each = tier('gross', {
      deductible: { amount: { parameter: 'gateFen' }, counts: 'taken' },
      counters: {},
    });
    // b: 300–500 × 60 %. c: 300–600 × 60 %.
    expect(paid(each)).toEqual([0, 120, 180, 0]);
  });
});
