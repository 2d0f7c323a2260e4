/**
 * Trial `calibration`: published totals of the four cities against cities from seeds that no fit
 * has seen, and the structure of their spending. Every miss is named.
 */
import {
  type CityChecked,
  checkCity,
  fittedLevers,
  PROFILES,
  publishedOf,
} from '../../modules/city/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';

const BAR =
  'published totals missed by more than 3 % on ≤ 10 % of them, each named; ' +
  'structure inside its bands';
/** Sampling is coarse in a small city: a quick run judges its form by a wide tolerance. */
const QUICK_TOLERANCE = 1;
const FIRST_TEST_SEED = 101;

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const cities: Record<string, CityChecked> = {};
  for (const like of quick ? ['zhoushan'] : Object.keys(PROFILES)) {
    cities[like] = await checkCity(
      {
        published: publishedOf(like),
        people: quick ? 4_000 : like === 'zhoushan' ? 500_000 : 150_000,
        seed: FIRST_TEST_SEED + seed,
        levers: fittedLevers(like),
        ...(quick ? { tolerance: QUICK_TOLERANCE } : {}),
      },
      {
        workers: quick ? 0 : 2,
        execArgv: ['--import', new URL('../../tools/typescript.mjs', import.meta.url).href],
      },
    );
  }
  const all = Object.entries(cities);
  const missed = all.flatMap(([like, { compared }]) =>
    compared.filter(({ holds }) => holds === false).map((one) => missText(like, one)),
  );
  const outside = all.flatMap(([like, { bands }]) =>
    bands
      .filter(({ holds }) => !holds)
      .map(({ id, value, least, most }) => `${like} ${id} ${value} not in ${least}–${most}`),
  );
  const tried = all.reduce((sum, [, checked]) => sum + checked.tried, 0);
  return {
    name: 'calibration',
    value: missed.length,
    tried,
    bar: BAR,
    holds: missed.length <= tried / 10 && (quick || outside.length === 0),
    figures: {
      missed,
      outside,
      differences: Object.fromEntries(all.map(([like, checked]) => [like, differences(checked)])),
      structure: Object.fromEntries(
        all.map(([like, { bands }]) => [
          like,
          Object.fromEntries(bands.map(({ id, value }) => [id, Math.round(value * 1e4) / 1e4])),
        ]),
      ),
    },
  };
}

function missText(like: string, { figure, difference }: CityChecked['compared'][number]): string {
  return `${like} ${figure.id} ${(difference * 100).toFixed(1)} %`;
}

function differences({ compared }: CityChecked): Record<string, string> {
  const judged = compared.filter(({ holds }) => holds !== null);
  return Object.fromEntries(
    judged.map(({ figure, difference }) => [figure.id, `${(difference * 100).toFixed(2)} %`]),
  );
}
