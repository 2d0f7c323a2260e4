/**
 * Facts that hold from an earlier day than they begin: newborns, late enrolments (decision 0003
 * §3).
 */
import { type Backdating, prepare } from '../law/index.ts';
import { type Day, dayFromCivil, dayToCivil } from '../units/index.ts';
import type { Fact } from './event.ts';
import type { PersonOn } from './person-on.ts';

/**
 * The day from which a fact holds as the law sees it on a day; its rules act one on the other. A
 * scheme that is not in force backdates nothing.
 */
export function beginOf(subject: PersonOn, fact: Fact): Day {
  const { program, on } = subject;
  let from = fact.effectiveFrom;
  if (on < program.from || on >= program.until) return from;
  for (const rule of program.backdating) {
    if (rule.dimension === fact.dimension && rule.codes.includes(fact.code)) {
      from = backdated(subject, rule, from);
    }
  }
  return from;
}

function backdated(subject: PersonOn, rule: Backdating, from: Day): Day {
  const anchor = rule.to === 'birth' ? subject.person.bornOn : yearStart(from);
  if (anchor === null || from <= anchor) return from;
  return from - anchor <= withinDays(subject, rule.within) ? anchor : from;
}

function yearStart(day: Day): Day {
  return dayFromCivil({ year: dayToCivil(day).year, month: 1, day: 1 });
}

/** Days that a parameter gives on the law day; where it gives none, nothing is backdated. */
function withinDays({ program, on }: PersonOn, parameter: string): number {
  const entry = prepare(program)
    .parameters.get(parameter)
    ?.entries.find(({ from, until }) => from <= on && (until === null || on < until));
  return typeof entry?.value === 'number' ? entry.value : -1;
}
