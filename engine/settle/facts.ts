/**
 * Facts: what is true of a person on a day, as codes by dimension.
 */
import type { Facet, PersonClass, Program } from '../law/index.ts';
import {
  accepted,
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
import type { Facets, Person } from './event.ts';

/** Code of a person in none of the scheme's classes. */
export const GENERAL_CLASS = 'general';

/** Finds the codes of a person on a day, parallel to the facets. */
export function personCodes(
  program: Program,
  facets: readonly Facet[],
  person: Person,
  on: Day,
): Result<string[]> {
  const codes: string[] = [];
  for (const facet of facets) {
    const found = personCode(program, facet, person, on);
    if (!found.ok) return found;
    codes.push(found.value);
  }
  return accepted(codes);
}

/** Finds the codes of an event or a line, parallel to the facets. */
export function facetCodes(
  facets: readonly Facet[],
  given: Facets,
  what: '事件' | '明细',
  id: string,
): Result<string[]> {
  const codes: string[] = [];
  for (const facet of facets) {
    const code = given[facet.dimension.id] ?? facet.dimension.absentMeans;
    if (code === null) return facetMissing(facet, `${what} ${id}`);
    if (!isAllowed(facet, code)) return unknownCode(facet, code, `${what} ${id}`);
    codes.push(code);
  }
  return accepted(codes);
}

/** The class that counts for a person on a day: the first of the scheme's that is held. */
export function personClassOn(program: Program, person: Person, on: Day): string {
  for (const known of program.classes) {
    for (const fact of person.facts) {
      if (fact.dimension !== 'personClass' || fact.code !== known.id) continue;
      if (holds(program, known, fact.effectiveFrom, fact.effectiveUntil, on)) return known.id;
    }
  }
  return GENERAL_CLASS;
}

function personCode(program: Program, facet: Facet, person: Person, on: Day): Result<string> {
  const { dimension } = facet;
  if (dimension.id === 'personClass') return accepted(personClassOn(program, person, on));
  if (dimension.id === 'ageYears') {
    return person.bornOn === null
      ? facetMissing(facet, `人员 ${person.id}`)
      : accepted(String(ageOn(person.bornOn, on)));
  }
  let code: string | null = null;
  for (const fact of person.facts) {
    if (fact.dimension !== dimension.id || fact.effectiveFrom > on) continue;
    if (fact.effectiveUntil !== null && on >= fact.effectiveUntil) continue;
    if (code === null || code === fact.code) code = fact.code;
    else if (dimension.id === 'insuranceType' && isOrdered(program)) {
      code = firstCovered(program, code, fact.code);
    } else {
      return rejected(
        'settlement/facts_overlap',
        `人员 ${person.id} 在 ${formatDay(on)} 的 ${dimension.zh} 同时为 ${code} 和 ${fact.code}，请更正起止日期`,
        dimension.id,
      );
    }
  }
  const meant = code ?? dimension.absentMeans;
  if (meant === null) return facetMissing(facet, `人员 ${person.id} 在 ${formatDay(on)}`);
  return isAllowed(facet, meant) ? accepted(meant) : unknownCode(facet, meant, `人员 ${person.id}`);
}

function isOrdered(program: Program): boolean {
  return program.choices.doubleEnrolment === 'declaredOrder';
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
  const { classChange } = program.choices;
  if (classChange === 'wholeYear') {
    const year = dayToCivil(on).year;
    if (from > dayFromCivil({ year, month: 12, day: 31 })) return false;
    return lapses === null || asDay(lapses - 1) >= dayFromCivil({ year, month: 1, day: 1 });
  }
  const since =
    classChange === 'monthsBack' && known.backMonths !== null
      ? plusMonths(from, -known.backMonths)
      : from;
  return since <= on && (lapses === null || on < lapses);
}

function earlier(left: Day | null, right: Day): Day {
  return left !== null && left < right ? left : right;
}

function isAllowed(facet: Facet, code: string): boolean {
  return facet.allowed === null || facet.allowed.has(code);
}

function unknownCode(facet: Facet, code: string, where: string): Result<never> {
  return rejected(
    'settlement/unknown_code',
    `${where} 的 ${facet.dimension.zh}（${facet.dimension.id}）代码“${code}”不在词表中`,
    facet.dimension.id,
  );
}

function facetMissing(facet: Facet, where: string): Result<never> {
  return rejected(
    'settlement/facet_missing',
    `${where} 缺少 ${facet.dimension.zh}（${facet.dimension.id}），法规按它区分待遇，请补充`,
    facet.dimension.id,
  );
}
