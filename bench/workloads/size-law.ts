/**
 * Laws of 5 to 100 tiers for bench `kernel-size`: each tier pays some of what the one before left,
 * by three segments over what exceeds a yearly deductible, up to a yearly cap.
 */
import type { Law } from '../../engine/law/index.ts';
import type { History, HistoryItem } from '../../engine/settle/index.ts';
import { chanceOf } from '../../testing/laws/chance.ts';
import { type TownTier, townLaw } from '../../testing/laws/town.ts';
import { history, person, visit } from '../../testing/laws/town-events.ts';

/** The law with so many tiers. */
export function sizeLaw(tiers: number): Law {
  const ids = Array.from({ length: tiers }, (_, index) => `pool.t${index}`);
  return townLaw({
    tiers: Object.fromEntries(ids.map((id, index) => [id, sizeTier(id, ids[index - 1])])),
  });
}

function sizeTier(id: string, before: string | undefined): TownTier {
  const reasons =
    before === undefined
      ? ['inScope']
      : ['deductible', 'copay', 'overCap'].map((outcome) => `${before}.${outcome}`);
  return {
    choices: { measure: 'excess' },
    numbers: {
      deductibleFen: { by: ['grade'], value: { primary: 20_000, otherwise: 40_000 } },
      boundsFenList: [0, 500_000, 2_000_000],
      ratiosBpList: {
        by: ['grade'],
        value: { primary: [800, 900, 1000], otherwise: [500, 600, 700] },
      },
      yearFen: 300_000,
    },
    deductible: { amount: { parameter: 'deductibleFen' }, counter: `${id}.base`, counts: 'base' },
    parts: {
      all: {
        base: [{ reasons }],
        segments: {
          bounds: 'boundsFenList',
          ratios: 'ratiosBpList',
          measure: { choice: 'measure' },
        },
      },
    },
    caps: { year: { amount: { parameter: 'yearFen' }, counter: `${id}.paid` } },
    counters: {
      [`${id}.base`]: { writers: [{ measure: 'counted' }] },
      [`${id}.paid`]: { writers: [{ measure: 'paid' }] },
    },
  };
}

/** The history of a person: ten bills of a year. */
export function sizeHistory(seed: number, number: number): History {
  const chance = chanceOf(Math.imul(seed, 0x9e3779b1) ^ number);
  const items = Array.from({ length: 10 }, (_, index): HistoryItem => {
    const costFen = Math.round(500_000 * chance.next() ** 2) + 1;
    const grade = chance.pick(['primary', 'secondary', 'tertiary']);
    const on = `2025-${String(index + 1).padStart(2, '0')}-11`;
    return { kind: 'event', event: visit(`v${index}`, on, costFen, { grade }) };
  });
  return history(items, person());
}
