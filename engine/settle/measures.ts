/**
 * Measures: the numbers of an event that formulas and writers may name.
 */
import type { AllowanceBase, Event } from './event.ts';

/** The number that an event carries under a name; a name that its kind lacks throws. */
export function measureOf(
  event: Event,
  name: string,
  totalFen: number,
  inScopeFen: number,
): number {
  if (name === 'eventCount') return 1;
  if (event.kind === 'visit') {
    if (name === 'totalCostFen') return totalFen;
    if (name === 'inScopeFen') return inScopeFen;
    if (name === 'stayDays') return Math.max(1, event.dischargedOn - event.admittedOn);
  }
  if (event.kind === 'contribution' && name === 'premiumFen') return event.premiumFen;
  if (event.kind === 'allowance') {
    if (name === 'days') return event.days;
    if (name === 'monthlyBaseFen') return oneBase(event.bases).monthlyBaseFen;
    let weightedFen = 0;
    let weights = 0;
    for (const { monthlyBaseFen, weight } of event.bases) {
      weightedFen += monthlyBaseFen * weight;
      weights += weight;
    }
    if (name === 'weightedBaseFen') return weightedFen;
    if (name === 'weightCount') return weights;
  }
  throw new RangeError(`no measure ${name} on ${event.kind}`);
}

/** Thrown where the law asks for the base of an allowance that has several. */
export class SeveralBases extends Error {}

function oneBase(bases: readonly AllowanceBase[]): AllowanceBase {
  const [only] = bases;
  if (!only || bases.length > 1) throw new SeveralBases();
  return only;
}
