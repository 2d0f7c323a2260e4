/**
 * A person and its facts from outside. Facts without days hold always.
 */
import type { Fact, Person } from '../settle/index.ts';
import { dayFromCivil } from '../units/index.ts';
import { field, type InputProblem, index } from './problem.ts';
import { orderedDays, readDay } from './read-value.ts';
import { FactSchema, PersonSchema, PlainFactsSchema } from './schema.ts';
import { shaped } from './shape.ts';

/** From this day a fact holds that names no first day. */
export const ALWAYS = dayFromCivil({ year: 1, month: 1, day: 1 });

export interface ReadPerson {
  readonly person: Person;
  /** For display; the id where none is given. */
  readonly name: string;
}

/** Reads `{ id, name?, bornOn?, facts? }`; on any problem it appends them and gives undefined. */
export function readPerson(
  value: unknown,
  at: string,
  problems: InputProblem[],
): ReadPerson | undefined {
  const before = problems.length;
  const shape = shaped(PersonSchema, value, { at, problems });
  if (!shape) return undefined;
  const bornOn =
    typeof shape.bornOn === 'string' ? readDay(shape.bornOn, field(at, 'bornOn'), problems) : null;
  const facts = readFacts(shape.facts ?? {}, field(at, 'facts'), problems);
  if (problems.length > before || bornOn === undefined) return undefined;
  return { person: { id: shape.id, bornOn, facts }, name: shape.name ?? shape.id };
}

function readFacts(value: unknown, at: string, problems: InputProblem[]): Fact[] {
  return Array.isArray(value) ? datedFacts(value, at, problems) : plainFacts(value, at, problems);
}

function plainFacts(value: unknown, at: string, problems: InputProblem[]): Fact[] {
  const shape = shaped(PlainFactsSchema, value, { at, problems }) ?? {};
  return Object.entries(shape).flatMap(([dimension, codes]) =>
    [codes].flat().map((code) => ({
      dimension,
      code: String(code),
      effectiveFrom: ALWAYS,
      effectiveUntil: null,
    })),
  );
}

function datedFacts(list: readonly unknown[], at: string, problems: InputProblem[]): Fact[] {
  const facts: Fact[] = [];
  list.forEach((value, i) => {
    const place = index(at, i);
    const shape = shaped(FactSchema, value, { at: place, problems });
    if (!shape) return;
    const { dimension, code, effectiveFrom: from, effectiveUntil: until } = shape;
    const effectiveFrom =
      from === undefined ? ALWAYS : readDay(from, field(place, 'effectiveFrom'), problems);
    const effectiveUntil =
      typeof until === 'string' ? readDay(until, field(place, 'effectiveUntil'), problems) : null;
    if (effectiveFrom === undefined || effectiveUntil === undefined) return;
    const last = effectiveUntil ?? Number.POSITIVE_INFINITY;
    orderedDays({ first: effectiveFrom, last, isStrict: true }, place, problems);
    facts.push({ dimension, code: String(code), effectiveFrom, effectiveUntil });
  });
  return facts;
}
