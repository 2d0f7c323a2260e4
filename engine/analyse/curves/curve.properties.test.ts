/**
 * A curve against the engine: thousands of costs under random laws with random prior counters, and
 * under every scheme of the laws written here; around every bend too.
 */
import { describe, expect, it } from 'vitest';
import { compareWithEngine, costsAtBreaks } from '../../../testing/curves/faithful.ts';
import { randomScenes } from '../../../testing/curves/random-scene.ts';
import { chanceOf } from '../../../testing/laws/chance.ts';
import { lawAsWritten } from '../../../testing/people/laws.ts';
import { asDay } from '../../units/index.ts';
import { MIXES } from '../findings/mixes.ts';
import { profilesOf, sceneOf } from '../findings/profiles.ts';
import { curveOf } from './curve.ts';

const MOST_FEN = 20_000_000;

describe('curveOf', () => {
  it('agrees with settle to a fen for each rounding under random laws', () => {
    const faults: string[] = [];
    const refused = new Map<string, number>();
    let compared = 0;
    let pieces = 0;
    for (let seed = 1; seed <= 14; seed++) {
      const chance = chanceOf(seed);
      for (const scene of randomScenes(seed)) {
        const curve = curveOf(scene, MOST_FEN);
        if (!curve.ok) {
          const { code } = curve.rejection;
          refused.set(code, (refused.get(code) ?? 0) + 1);
          continue;
        }
        const small = Array.from({ length: 8 }, () => chance.int(0, 300_000));
        const large = Array.from({ length: 8 }, () => chance.int(0, MOST_FEN));
        const costs = [...costsAtBreaks(curve.value), ...small, ...large];
        const result = compareWithEngine(curve.value, costs);
        compared += result.compared;
        pieces += curve.value.pieces.length;
        faults.push(...result.faults.map((fault) => `seed ${seed} ${scene.event.id} ${fault}`));
      }
    }
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(5_000);
    expect(pieces).toBeGreaterThan(500);
    expect([...refused.keys()].filter((code) => code !== 'curve/line_counter')).toEqual([]);
  });

  it('keeps the order of lines where a tier allots line by line', () => {
    const faults = [51, 117].flatMap(randomScenes).flatMap((scene) => {
      const curve = curveOf(scene, MOST_FEN);
      if (!curve.ok) return [];
      return compareWithEngine(curve.value, costsAtBreaks(curve.value)).faults;
    });
    expect(faults).toEqual([]);
  });

  it('agrees with settle under the laws written here', () => {
    const chance = chanceOf(5);
    const faults: string[] = [];
    let compared = 0;
    let besideJumps = 0;
    for (const program of lawAsWritten().law.programs) {
      const profiles = profilesOf(program, asDay(program.until - 1));
      for (const profile of chance.shuffled(profiles).slice(0, 1)) {
        for (const mix of MIXES) {
          const curve = curveOf(sceneOf(program, profile, mix), MOST_FEN);
          if (!curve.ok) continue;
          const costs = Array.from({ length: 12 }, () => chance.int(0, MOST_FEN));
          const result = compareWithEngine(curve.value, [...costsAtBreaks(curve.value), ...costs]);
          compared += result.compared;
          besideJumps += result.besideJumps;
          faults.push(...result.faults.map((fault) => `${program.id} ${mix.id} ${fault}`));
        }
      }
    }
    expect(faults).toEqual([]);
    expect(besideJumps).toBeLessThan(compared / 100);
    expect(compared).toBeGreaterThan(5_000);
  });
});
