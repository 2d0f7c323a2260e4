/**
 * Picks the law of an event: area, span of days, and whom the scheme covers.
 */
import { type Law, type Program, prepare } from '../law/index.ts';
import {
  accepted,
  type Day,
  formatDay,
  type Rejection,
  type Result,
  rejected,
} from '../units/index.ts';
import type { Event, Person } from './event.ts';
import {
  eventAsRead,
  isCovered,
  lawDayOf,
  outsideSpan,
  type Profile,
  profileOf,
  type SettleInput,
} from './profile.ts';
import { EMPTY_STATE } from './state.ts';

/**
 * Finds the Program in force for a person's event. Rejects `law/unknown_area`,
 * `settlement/person_not_enrolled`, `law/expired`, `law/not_yet`, and what keeps every scheme of
 * the area from telling whether it covers the person (`settlement/facts_overlap`, `facet_missing`,
 * …). Two schemes that both cover the person are `settlement/two_schemes`: the order of files is no
 * law.
 */
export function pickProgram(law: Law, area: string, person: Person, event: Event): Result<Program> {
  const programs = law.programs.filter((program) => program.area === area);
  if (programs.length === 0) {
    return rejected('law/unknown_area', `没有装入统筹区“${area}”的法规，请检查 area`, area);
  }
  let doubt: Rejection | null = null;
  let outside: Result<never> | null = null;
  let found: Program | null = null;
  for (const program of programs) {
    const day = lawDayOf(program, event);
    const span = outsideSpan(program, day);
    const profile = profileAsRead({ event, person, program, state: EMPTY_STATE }, day);
    if (!profile.ok) {
      if (!span) doubt ??= profile.rejection;
      continue;
    }
    if (!isCovered(program, profile.value)) continue;
    if (!span) {
      if (found) return twoSchemes(person, found, program);
      found = program;
    } else if (!outside || (!span.ok && span.rejection.code === 'law/expired')) {
      outside = span;
    }
  }
  if (found) return accepted(found);
  if (doubt) return { ok: false, rejection: doubt };
  if (outside) return outside;
  const [first] = programs;
  const day = first ? formatDay(lawDayOf(first, event)) : '';
  return rejected(
    'settlement/person_not_enrolled',
    `人员 ${person.id} 在 ${day} 不属于统筹区“${area}”任何制度的保障对象，请核对参保信息`,
    person.id,
  );
}

function profileAsRead(input: SettleInput, day: Day): Result<Profile> {
  const read = eventAsRead(input, day);
  if (!read.ok) return read;
  const { event } = read.value;
  return profileOf(prepare(input.program).kinds[event.kind], { ...input, event }, day);
}

function twoSchemes(person: Person, first: Program, second: Program): Result<never> {
  return rejected(
    'settlement/two_schemes',
    `人员 ${person.id} 同时属于“${first.title}”和“${second.title}”，请更正参保信息`,
    person.id,
  );
}
