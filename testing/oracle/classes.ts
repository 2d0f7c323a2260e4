/**
 * The person class on a day: the first of the scheme's list that the person holds.
 */
import { addMonths, type Iso } from './date.ts';
import { factsOf } from './held.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { PersonClass } from './written.ts';

/** The class, `general` where none is held. */
export function classOf(scene: Scene): string {
  const { scheme, day, note } = scene;
  const facts = factsOf(scene);
  const held = scheme.classes.find(([id, law]) =>
    facts
      .filter((fact) => fact.dimension === 'personClass' && fact.code === id)
      .some((fact) => {
        const lapse =
          law.validMonths === undefined ? null : addMonths(fact.effectiveFrom, law.validMonths);
        const until = earliest(fact.effectiveUntil, lapse);
        const span = { from: fact.effectiveFrom, until };
        const how = law.holds ?? scheme.choice('classChange');
        const holds = isHeld(span, day, how, law);
        const isToday = span.from <= day && (until === null || day < until);
        if (holds) note(`${law.holds ? 'holds' : 'classChange'}.${isToday ? 'fromDay' : how}`);
        return holds;
      }),
  );
  return held?.[0] ?? 'general';
}

interface Span {
  readonly from: Iso;
  readonly until: Iso | null;
}

function isHeld({ from, until }: Span, day: Iso, how: string, law: PersonClass): boolean {
  const isWithin = (start: Iso) => start <= day && (until === null || day < until);
  switch (how) {
    case 'fromDay':
      return isWithin(from);
    case 'monthsBack':
      return isWithin(addMonths(from, -(law.backMonths ?? 0)));
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
