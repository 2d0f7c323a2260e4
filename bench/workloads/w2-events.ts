/** Claims of W2 as people and bills of the engine. */
import type { Facets, Person, Visit } from '../../engine/settle/index.ts';
import { dayFromCivil } from '../../engine/units/index.ts';

export const LEVELS = ['primary', 'secondary', 'tertiary'] as const;
/** Class 0 is nobody's: such a person has no recognition. */
const CLASSES = [undefined, 'c1', 'c2', 'c3'] as const;
const DAY = dayFromCivil({ year: 2024, month: 6, day: 1 });
const BEFORE = dayFromCivil({ year: 2000, month: 1, day: 1 });

/** A person of a type (1 employee, 0 resident) and class. */
export function personOf(number: number, type: number, personClass: number): Person {
  const insured = fact('insuranceType', type === 1 ? 'employee' : 'resident');
  const known = CLASSES[personClass];
  const facts = known === undefined ? [insured] : [insured, fact('personClass', known)];
  return { id: String(number), bornOn: null, facts };
}

function fact(dimension: string, code: string) {
  return { dimension, code, effectiveFrom: BEFORE, effectiveUntil: null };
}

const FACETS: readonly Facets[] = LEVELS.map((grade) => ({
  setting: 'inpatient',
  grade,
  place: 'inCity',
}));
const LINE_FACETS: Facets = { itemClass: 'A', necessity: 'necessary' };

/** A claim: a bill of one day with one line. */
export function claimOf(id: string, level: number, costFen: number): Visit {
  return {
    kind: 'visit',
    id,
    admittedOn: DAY,
    servedOn: DAY,
    dischargedOn: DAY,
    settledOn: DAY,
    facets: FACETS[level] ?? {},
    lines: [
      {
        id: '1',
        costFen,
        overLimitFen: 0,
        firstShareBp: 0,
        firstShareFen: null,
        facets: LINE_FACETS,
      },
    ],
  };
}
