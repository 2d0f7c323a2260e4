/**
 * A bill and the close after it over one cost, against the engine: random laws with closes, alone
 * and in households, and the laws written here, also read so that their closes pay.
 */
import { describe, expect, it } from 'vitest';
import { loadLaw } from '../../../apps/cli/load-law.ts';
import {
  type Compared,
  compareWithEngine,
  costsAtBreaks,
} from '../../../testing/curves/faithful.ts';
import { randomYearEnds } from '../../../testing/curves/random-scene.ts';
import { chanceOf } from '../../../testing/laws/chance.ts';
import { asDay } from '../../units/index.ts';
import { MIXES } from '../findings/mixes.ts';
import { profilesOf, sceneOf } from '../findings/profiles.ts';
import { closeOf } from '../findings/year-ends.ts';
import { type Curve, curveOf, paidBy } from './curve.ts';
import { isZero } from './quotient.ts';
import type { Scene } from './scene.ts';
import { withClose } from './year-end.ts';

const MOST_FEN = 20_000_000;

interface Held {
  readonly faults: readonly string[];
  readonly compared: number;
  /** Curves on which some close pays. */
  readonly paying: number;
}

function held(scenes: readonly Scene[], seed: number): Held {
  const chance = chanceOf(seed);
  const all = scenes.flatMap((scene) => {
    const curve = curveOf(scene, MOST_FEN);
    if (!curve.ok) return [];
    const costs = [300_000, MOST_FEN].flatMap((most) =>
      Array.from({ length: 8 }, () => chance.int(0, most)),
    );
    const at = [...costsAtBreaks(curve.value), ...costs];
    return [{ curve: curve.value, result: compareWithEngine(curve.value, at) }];
  });
  const sum = (of: (result: Compared) => number) =>
    all.reduce((total, { result }) => total + of(result), 0);
  return {
    faults: all.flatMap(({ curve: { scene }, result }) =>
      result.faults.map((fault) => `${scene.program.id} ${scene.mix.id} ${fault}`),
    ),
    compared: sum(({ compared }) => compared),
    paying: all.filter(({ curve }) => closePays(curve)).length,
  };
}

function closePays({ scene: { program }, pieces }: Curve): boolean {
  return program.tiers.some(
    ({ on }, tier) => on === 'close' && pieces.some((piece) => !isZero(paidBy(piece, tier))),
  );
}

describe('curveOf with the end of a year', () => {
  it('agrees with settle of bill and close under random laws', () => {
    const seeds = [3, 8, 44, 70];
    const all = seeds.map((seed) => held(randomYearEnds(seed), seed));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
    expect(all.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(1_000);
    expect(all.reduce((sum, { paying }) => sum + paying, 0)).toBeGreaterThan(30);
  });

  it('agrees with settle under the laws written here, with closes that pay', () => {
    const { law } = loadLaw(undefined, {
      'xianning.burdenGoal/goalReading': 'topUp',
      'xianning.burdenGoal/burden': 'all',
      'wenzhou.relief.householdCap/explored': 'tried',
    });
    const chance = chanceOf(7);
    const scenes = (law?.programs ?? []).flatMap((program) => {
      const day = asDay(program.until - 1);
      if (!program.tiers.some(({ on, until }) => on === 'close' && day < until)) return [];
      const profiles = chance.shuffled(profilesOf(program, day)).slice(0, 5);
      return profiles.flatMap((profile) => {
        const scene = sceneOf(program, profile, chance.pick(MIXES));
        const earlier = chance.is(0.5) ? [chance.int(0, 3_000_000)] : [];
        const year = withClose(scene, closeOf(program, day, profile), earlier);
        return year.ok ? [year.value] : [];
      });
    });
    const { faults, compared, paying } = held(scenes, 11);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(600);
    expect(paying).toBeGreaterThan(8);
  });
});
