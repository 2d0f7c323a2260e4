/**
 * Picks the law of an event: area, span of days, and whom the scheme covers.
 */
import { type Law, matches, type Program, prepare, profileKey } from '../law/index.ts';
import { accepted, formatDay, type Result, rejected } from '../units/index.ts';
import type { Event, Person } from './event.ts';
import { personCode, profileFault } from './facts.ts';
import type { PersonOn } from './person-on.ts';
import { lawDayOf, outsideSpan } from './profile.ts';

/**
 * Finds the Program in force for a person's event. Only schemes that cover the person are asked; a
 * scheme for which a facet of its `covers` is not told does not cover. Rejects `law/unknown_area`,
 * `law/expired`, `law/not_yet`, `settlement/person_not_enrolled`, and `settlement/facet_missing`
 * where no scheme covers. Two schemes that both cover the person are `settlement/two_schemes`: the
 * order of files is no law.
 */
export function pickProgram(law: Law, area: string, person: Person, event: Event): Result<Program> {
  const programs = law.programs.filter((program) => program.area === area);
  if (programs.length === 0) {
    return rejected('law/unknown_area', `没有装入统筹区“${area}”的法规，请检查 area`, area);
  }
  const found: Program[] = [];
  let untold: Result<never> | null = null;
  let outside: Result<never> | null = null;
  for (const program of programs) {
    const on = lawDayOf(program, event);
    const covered = coverage({ program, person, on }, event);
    if (!covered.ok) {
      if (covered.rejection.code !== 'settlement/facet_missing') return covered;
      untold ??= covered;
      continue;
    }
    if (!covered.value) continue;
    const span = outsideSpan(program, on);
    if (!span) found.push(program);
    else if (!outside || (!span.ok && span.rejection.code === 'law/expired')) outside = span;
  }
  const [only, second] = found;
  if (only && second) return twoSchemes(person, only, second);
  if (only) return accepted(only);
  return outside ?? untold ?? notEnrolled(programs, area, person, event);
}

/** Whether the scheme covers the person, by the facets that its `covers` names, in their order. */
function coverage(subject: PersonOn, event: Event): Result<boolean> {
  const { program } = subject;
  const { facets } = prepare(program).kinds[event.kind];
  for (const side of program.covers) {
    const person = facets.person.filter(({ dimension }) => dimension.id === side.dimension);
    const [facet] = person;
    if (!facet || profileKey(person, subject, personCode) === null) {
      return profileFault(subject, { ...facets, person, event: [] }, event);
    }
    if (!matches([side], () => personCode(subject, facet))) return accepted(false);
  }
  return accepted(true);
}

function notEnrolled(
  [first]: readonly Program[],
  area: string,
  person: Person,
  event: Event,
): Result<never> {
  const day = first ? formatDay(lawDayOf(first, event)) : '';
  return rejected(
    'settlement/person_not_enrolled',
    `人员 ${person.id} 在 ${day} 不属于统筹区“${area}”任何制度的保障对象，请核对参保信息`,
    person.id,
  );
}

function twoSchemes(person: Person, first: Program, second: Program): Result<never> {
  return rejected(
    'settlement/two_schemes',
    `人员 ${person.id} 同时属于“${first.title}”和“${second.title}”，请更正参保信息`,
    person.id,
  );
}
