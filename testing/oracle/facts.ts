/**
 * What is true of a person and an event on a day, told by dimension.
 */
import { addMonths, ageYears, type Iso } from './date.ts';
import type { Event, Line, Person } from './event.ts';
import type { Note } from './note.ts';
import { fault, Rejected } from './rejection.ts';
import type { Scheme } from './scheme.ts';
import type { Selector } from './written.ts';

export interface Scene {
  readonly scheme: Scheme;
  readonly person: Person;
  readonly event: Event;
  /** The law day: it picks facts and numbers. */
  readonly day: Iso;
  readonly note: Note;
}

/** The code of a dimension, or the years of age as a text. Line dimensions need the line. */
export function codeOf(scene: Scene, dimension: string, line?: Pick<Line, 'facets'>): string {
  if (dimension === 'personClass') return classOf(scene);
  if (dimension === 'ageYears') return ageOf(scene);
  const law = scene.scheme.dimensions[dimension] ?? fault(`no dimension ${dimension}`);
  const found =
    law.of === 'person'
      ? personCode(scene, dimension)
      : (law.of === 'event' ? scene.event.facets : line?.facets)?.[dimension];
  const code = found ?? law.absentMeans;
  if (code === undefined) throw new Rejected('settlement/facet_missing', dimension);
  const isKnown =
    law.values === 'open' ||
    (law.values === 'integer' ? /^-?\d+$/.test(code) : Object.hasOwn(law.codes ?? {}, code));
  if (!isKnown) throw new Rejected('settlement/unknown_code', `${dimension}: ${code}`);
  return code;
}

/** Tells whether all sides of a selector match. */
export function matches(scene: Scene, selector: Selector, line?: Pick<Line, 'facets'>): boolean {
  return Object.entries(selector)
    .map(([dimension, side]) => {
      const code = codeOf(scene, dimension, line);
      if (Array.isArray(side)) return side.includes(code);
      const { from, until } = side as { from?: number; until?: number };
      return Number(code) >= (from ?? -Infinity) && Number(code) < (until ?? Infinity);
    })
    .every((isMatch) => isMatch);
}

function personCode({ scheme, person, day, note }: Scene, dimension: string): string | undefined {
  const held = new Set(
    person.facts
      .filter((fact) => fact.dimension === dimension)
      .filter((fact) => fact.effectiveFrom <= day)
      .filter((fact) => fact.effectiveUntil === null || day < fact.effectiveUntil)
      .map((fact) => fact.code),
  );
  if (held.size > 1) {
    const order = scheme.covers.insuranceType;
    const isOrdered = scheme.choice('doubleEnrolment') === 'declaredOrder';
    if (dimension !== 'insuranceType' || !isOrdered || !Array.isArray(order)) {
      throw new Rejected('settlement/facts_overlap', dimension);
    }
    note('doubleEnrolment.declaredOrder');
    return order.find((code) => held.has(code)) ?? [...held][0];
  }
  return [...held][0];
}

function ageOf({ person, day }: Scene): string {
  if (person.bornOn === null) throw new Rejected('settlement/facet_missing', 'ageYears');
  return String(ageYears(person.bornOn, day));
}

function classOf({ scheme, person, day, note }: Scene): string {
  const held = scheme.classes.find(([id, law]) =>
    person.facts
      .filter((fact) => fact.dimension === 'personClass' && fact.code === id)
      .some((fact) => {
        const lapse =
          law.validMonths === undefined ? null : addMonths(fact.effectiveFrom, law.validMonths);
        const until = earliest(fact.effectiveUntil, lapse);
        const span = { from: fact.effectiveFrom, until };
        const holds = isHeld(span, day, scheme, law.backMonths ?? 0);
        const isToday = span.from <= day && (until === null || day < until);
        if (holds) note(`classChange.${isToday ? 'fromDay' : scheme.choice('classChange')}`);
        return holds;
      }),
  );
  return held?.[0] ?? 'general';
}

interface Span {
  readonly from: Iso;
  readonly until: Iso | null;
}

function isHeld({ from, until }: Span, day: Iso, scheme: Scheme, backMonths: number): boolean {
  const isWithin = (start: Iso) => start <= day && (until === null || day < until);
  switch (scheme.choice('classChange')) {
    case 'fromDay':
      return isWithin(from);
    case 'monthsBack':
      return isWithin(addMonths(from, -backMonths));
    case 'wholeYear': {
      const year = day.slice(0, 4);
      const touchesYear =
        from < `${Number(year) + 1}-01-01` && (until === null || until > `${year}-01-01`);
      return touchesYear && (until === null || from < until);
    }
    default:
      return fault('unknown classChange');
  }
}

function earliest(a: Iso | null, b: Iso | null): Iso | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
