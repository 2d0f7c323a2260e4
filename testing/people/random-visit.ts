/**
 * Random bills: lines of every class, first shares, amounts above price limits, referrals out of
 * the city, from a few fen to beyond 2^31.
 */
import type { Line, Visit } from '../../engine/settle/index.ts';
import { asDay, type Day, dayFromCivil, dayToCivil } from '../../engine/units/index.ts';
import type { Chance } from '../laws/chance.ts';
import type { Place } from './place.ts';

/** A visit that is discharged on a day; all its days lie in one year. */
export function randomVisit(chance: Chance, place: Place, id: string, dischargedOn: Day): Visit {
  const { year } = dayToCivil(dischargedOn);
  const [first, last] = [dayFromCivil({ year, month: 1, day: 1 }), yearEnd(year)];
  const stay = Math.min(chance.is(0.4) ? 0 : chance.int(1, 30), dischargedOn - first);
  const wait = chance.is(0.8) ? 0 : chance.int(1, 10);
  const admittedOn = asDay(dischargedOn - stay);
  const isOut = chance.is(0.15);
  const count = chance.weighted([
    [1, 5],
    [2, 4],
    [chance.int(3, 6), 4],
    [chance.int(7, 20), 0.5],
  ] as const);
  const size = chance.pick([5_000, 50_000, 300_000, 1_500_000, 6_000_000, 30_000_000]);
  return {
    kind: 'visit',
    id,
    admittedOn,
    servedOn: asDay(admittedOn + chance.int(0, stay)),
    dischargedOn,
    settledOn: asDay(Math.min(last, dischargedOn + wait)),
    facets: {
      setting: chance.pick(place.settings),
      grade: chance.pick(['primary', 'secondary', 'tertiary']),
      place: isOut ? 'outOfCity' : 'inCity',
      ...(isOut && chance.is(0.6) ? { referral: 'referred' } : {}),
      ...(chance.is(0.2) ? { disease: chance.pick(['dialysis', 'tumour']) } : {}),
    },
    lines: Array.from({ length: count }, (_, index) => randomLine(chance, `l${index}`, size)),
  };
}

function yearEnd(year: number): Day {
  return dayFromCivil({ year, month: 12, day: 31 });
}

function randomLine(chance: Chance, id: string, size: number): Line {
  const itemClass = chance.weighted([
    ['A', 6],
    ['B', 3],
    ['C', 2],
  ] as const);
  const costFen = randomCost(chance, size);
  const overLimitFen = chance.is(0.12) ? chance.int(0, costFen) : 0;
  const isShared = itemClass === 'B' && chance.is(0.8);
  return {
    id,
    costFen,
    overLimitFen,
    firstShareBp: isShared ? chance.pick([500, 1000, 1500, 2000, 3333]) : 0,
    firstShareFen: chance.is(0.05) ? chance.int(0, costFen - overLimitFen) : null,
    facets: { itemClass, necessity: chance.is(0.85) ? 'necessary' : 'notNecessary' },
  };
}

function randomCost(chance: Chance, size: number): number {
  return chance.weighted([
    [chance.int(0, 2 * size), 40],
    [chance.int(0, 2 * Math.ceil(size / 10_000)) * 10_000, 10],
    [chance.int(1, 99), 4],
    [0, 0.4],
    [2_147_483_640 + chance.int(0, 20), 0.05],
    [chance.int(2_147_483_648, 40_000_000_000), 0.05],
  ]);
}
