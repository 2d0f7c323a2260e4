/**
 * The facts of a person as a scheme takes them: some hold from before the day they begin on.
 */
import { daysBetween } from './date.ts';
import { numbersFor } from './dated.ts';
import type { Fact } from './event.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { Backdating } from './written.ts';

/** All facts, backdated where the scheme is in force and says so. */
export function factsOf(scene: Scene): readonly Fact[] {
  const { scheme, person, day } = scene;
  if (day < scheme.from || day >= scheme.until) return person.facts;
  return scheme.backdatings.reduce<readonly Fact[]>(
    (facts, rule) => facts.map((fact) => backdated(scene, rule, fact)),
    person.facts,
  );
}

/**
 * A fact that begins after the birth, or after the 1 January of its year, by at most so many days
 * holds from that day on.
 */
function backdated(scene: Scene, rule: Backdating, fact: Fact): Fact {
  if (fact.dimension !== rule.dimension || !rule.codes.includes(fact.code)) return fact;
  const start =
    rule.to === 'birth' ? scene.person.bornOn : `${fact.effectiveFrom.slice(0, 4)}-01-01`;
  if (start === null || fact.effectiveFrom <= start) return fact;
  const late = BigInt(daysBetween(start, fact.effectiveFrom));
  const within = withinDays(scene, rule);
  const side = late === within ? 'onTheLastDay' : late < within ? 'inTime' : 'tooLate';
  scene.note(`backdating.${rule.to}.${side}`);
  return late <= within ? { ...fact, effectiveFrom: start } : fact;
}

function withinDays(scene: Scene, { within }: Backdating): bigint {
  const { parameter, of } = within;
  const from = of ?? scene.scheme.id;
  const [days] = numbersFor(
    scene,
    scene.scheme.parametersOf(from),
    parameter ?? fault('no within'),
    [],
  );
  return days ?? fault(`${parameter} is empty`);
}
