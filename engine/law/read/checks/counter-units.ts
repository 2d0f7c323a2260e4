/**
 * What a counter counts: told by its writers.
 */
import type { Unit as NumberUnit } from '../../formula-law.ts';
import type { WrittenCounter } from '../compile/counter.ts';

/** Unit of each number that an event carries. */
const MEASURE_UNITS: Readonly<Record<string, NumberUnit>> = {
  totalCostFen: 'Fen',
  inScopeFen: 'Fen',
  premiumFen: 'Fen',
  monthlyBaseFen: 'Fen',
  weightedBaseFen: 'Fen',
  weightCount: 'Count',
  stayDays: 'Days',
  days: 'Days',
  eventCount: 'Count',
};

/** Finds the unit of a number that an event carries. */
export function measureUnitOf(measure: string): NumberUnit | undefined {
  return Object.hasOwn(MEASURE_UNITS, measure) ? MEASURE_UNITS[measure] : undefined;
}

/** Tells the unit of a number that is told, by the end of its dimension's name. */
export function toldUnitOf(dimension: string): NumberUnit {
  const units = ['Fen', 'Bp', 'Days'] as const;
  return units.find((unit) => dimension.endsWith(unit)) ?? 'Count';
}

/** Tells the unit of a counter; null where its writers disagree or say nothing. */
export function counterUnitOf({ writers }: WrittenCounter): NumberUnit | null {
  const units = new Set(
    writers.map(({ event }) => (event === undefined ? 'Fen' : (measureUnitOf(event) ?? null))),
  );
  const [unit] = units;
  return units.size === 1 && unit ? unit : null;
}
