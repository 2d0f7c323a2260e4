/**
 * Facts: what is true of a person on a day, as codes by dimension.
 */
import {
  type Codes,
  classOf,
  type Dimension,
  type Facet,
  type Facets,
  type FacetTable,
  givenCode,
  type PersonClass,
  type Program,
} from '../law/index.ts';
import {
  ageOn,
  asDay,
  type Day,
  dayFromCivil,
  dayToCivil,
  formatDay,
  plusMonths,
  type Result,
  rejected,
} from '../units/index.ts';
import { beginOf } from './backdating.ts';
import type { Fact, Person } from './event.ts';
import type { PersonOn } from './person-on.ts';

/** Code of a person in none of the scheme's classes. */
export const GENERAL_CLASS = 'general';

/**
 * The code of a person's facet, or the codes of one that may have several; null where it is missing
 * or contradicts itself.
 */
export function personCode(subject: PersonOn, facet: Facet): Codes {
  if (!facet.isFact) return workedOut(subject, facet);
  const { program, person, on } = subject;
  const { dimension } = facet;
  let code: string | null = null;
  for (const fact of person.facts) {
    if (fact.dimension !== dimension.id || !(fact.effectiveFrom <= on)) continue;
    if (hasEnded(fact, on)) continue;
    if (code === null || code === fact.code) code = fact.code;
    else if (!isOrdered(program, dimension.id)) return null;
    else code = firstCovered(program, code, fact.code);
  }
  return code ?? dimension.absentMeans;
}

/** A code that is more than a fact in force: the class, the age, held codes, backdated facts. */
function workedOut(subject: PersonOn, { dimension }: Facet): Codes {
  const { program, person, on } = subject;
  if (dimension.id === 'personClass') return personClassOn(program, person, on);
  if (dimension.id === 'ageYears') {
    return person.bornOn === null ? null : String(ageOn(person.bornOn, on));
  }
  const held = heldCodes(subject, dimension);
  if (dimension.many) return held;
  const [first = null, ...others] = held;
  if (first === null || others.length === 0) return first;
  if (!isOrdered(program, dimension.id)) return null;
  return others.reduce((code, other) => firstCovered(program, code, other), first);
}

/** The codes of a dimension that a person holds, each once. */
function heldCodes(subject: PersonOn, { id, absentMeans }: Dimension): readonly string[] {
  const held = subject.person.facts.filter(
    (fact) => fact.dimension === id && isInForce(subject, fact),
  );
  if (held.length === 0) return absentMeans === null ? [] : [absentMeans];
  return [...new Set(held.map((fact) => fact.code))];
}

/**
 * Says why a person or an event has no key: first what contradicts itself, then what is missing,
 * then what is unknown.
 */
export function profileFault(
  subject: PersonOn,
  facets: FacetTable,
  event: { readonly id: string; readonly facets: Facets },
): Result<never> {
  for (const facet of facets.person) {
    const overlap = overlapFault(subject, facet);
    if (overlap) return overlap;
  }
  const whose = `人员 ${subject.person.id} 在 ${formatDay(subject.on)}`;
  return firstFault([
    ...facets.person.map((facet) => ({ facet, code: personCode(subject, facet), where: whose })),
    ...lookedAt(event.facets, facets.event, `事件 ${event.id}`),
  ]);
}

/** Says why a line has no key: first what is missing, then what is unknown. */
export function givenFault(given: Facets, facets: readonly Facet[], where: string): Result<never> {
  return firstFault(lookedAt(given, facets, where));
}

/** The class that counts for a person on a day: the first of the scheme's that is held. */
export function personClassOn(program: Program, person: Person, on: Day): string {
  for (const known of program.classes) {
    for (const fact of person.facts) {
      if (fact.dimension !== 'personClass' || fact.code !== known.id) continue;
      const from =
        program.backdating.length === 0
          ? fact.effectiveFrom
          : beginOf({ program, person, on }, fact);
      if (holds(program, known, from, fact.effectiveUntil, on)) return known.id;
    }
  }
  return GENERAL_CLASS;
}

function hasEnded({ effectiveUntil }: Fact, on: Day): boolean {
  return effectiveUntil !== null && on >= effectiveUntil;
}

function isInForce(subject: PersonOn, fact: Fact): boolean {
  const { on } = subject;
  if (hasEnded(fact, on)) return false;
  return fact.effectiveFrom <= on || beginOf(subject, fact) <= on;
}

/** Rejects two codes of one facet on one day; null where there is one at most. */
export function overlapFault(subject: PersonOn, { dimension }: Facet): Result<never> | null {
  const { program, person, on } = subject;
  if (dimension.id === 'personClass' || dimension.many) return null;
  if (isOrdered(program, dimension.id)) return null;
  const held = person.facts.filter(
    (fact) => fact.dimension === dimension.id && isInForce(subject, fact),
  );
  const [first, second] = [...new Set(held.map((fact) => fact.code))];
  if (second === undefined) return null;
  return rejected(
    'settlement/facts_overlap',
    `人员 ${person.id} 在 ${formatDay(on)} 的 ${dimension.zh} 同时为 ${first} 和 ${second}，请更正起止日期`,
    dimension.id,
  );
}

/** X09: with a declared order the first enrolment that the scheme covers counts. */
function isOrdered(program: Program, dimension: string): boolean {
  return dimension === 'insuranceType' && program.choices.doubleEnrolment === 'declaredOrder';
}

function firstCovered(program: Program, left: string, right: string): string {
  const order = program.covers.find((side) => side.dimension === 'insuranceType')?.codes ?? [];
  return order.find((code) => code === left || code === right) ?? left;
}

function holds(
  program: Program,
  known: PersonClass,
  from: Day,
  until: Day | null,
  on: Day,
): boolean {
  const lapses =
    known.validMonths === null ? until : earlier(until, plusMonths(from, known.validMonths));
  if (lapses !== null && lapses <= from) return false;
  const change = known.holds ?? program.choices.classChange;
  if (change === 'wholeYear') {
    const year = dayToCivil(on).year;
    if (from > dayFromCivil({ year, month: 12, day: 31 })) return false;
    return lapses === null || asDay(lapses - 1) >= dayFromCivil({ year, month: 1, day: 1 });
  }
  const since =
    change === 'monthsBack' && known.backMonths !== null
      ? plusMonths(from, -known.backMonths)
      : from;
  return since <= on && (lapses === null || on < lapses);
}

function earlier(left: Day | null, right: Day): Day {
  return left !== null && left < right ? left : right;
}

interface LookedAt {
  readonly facet: Facet;
  readonly code: Codes;
  readonly where: string;
}

function lookedAt(given: Facets, facets: readonly Facet[], where: string): LookedAt[] {
  return facets.map((facet) => ({ facet, code: givenCode(given, facet), where }));
}

function firstFault(all: readonly LookedAt[]): Result<never> {
  for (const { facet, code, where } of all) {
    if (code === null && !facet.mayBeUntold) return missing(facet.dimension, where);
  }
  for (const { facet, code, where } of all) {
    for (const each of typeof code === 'string' ? [code] : (code ?? [])) {
      if (classOf(facet, each) < 0) return unknown(facet.dimension, each, where);
    }
  }
  throw new RangeError('no key, and no fault');
}

function missing({ id, zh }: Dimension, where: string): Result<never> {
  return rejected(
    'settlement/facet_missing',
    `${where} 缺少 ${zh}（${id}），法规按它区分待遇，请补充`,
    id,
  );
}

function unknown({ id, zh }: Dimension, code: string, where: string): Result<never> {
  return rejected(
    'settlement/unknown_code',
    `${where} 的 ${zh}（${id}）代码“${code}”不在词表中`,
    id,
  );
}
