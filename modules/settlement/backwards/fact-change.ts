/**
 * A change of a person's facts, held against the words of the law. Pure.
 */
import type { Dimension, Law } from '../../../engine/law/index.ts';
import { accepted, parseDay, type Result, rejected } from '../../../engine/units/index.ts';
import type { Enrolled, EnrolledFact, NewFact } from '../../enrolment/index.ts';
import { dayOf } from '../settle/visit-event.ts';

export type FactChange =
  | { readonly kind: 'grant'; readonly fact: NewFact }
  /** From its first day: it was never so. One that only ended is granted anew, shorter. */
  | { readonly kind: 'revoke'; readonly factId: number };

/** A fact that is not stored yet has no id. */
const NO_ID = -1;

/** A fact as settling takes it before it is stored; its days were read from a message's dates. */
export function newFact(
  given: {
    readonly dimension: string;
    readonly code: string;
    readonly from: string;
    readonly until: string | null;
  },
  source: string,
): EnrolledFact {
  const { dimension, code, from, until } = given;
  return {
    factId: NO_ID,
    source,
    dimension,
    code,
    effectiveFrom: dayOf(from),
    effectiveUntil: until === null ? null : dayOf(until),
  };
}

/** Gives all facts after the change. Rejects `fact_invalid`, `fact_held` and `fact_unknown`. */
export function changedFacts(
  law: Law,
  { area, facts }: Pick<Enrolled, 'area' | 'facts'>,
  change: FactChange,
): Result<readonly EnrolledFact[]> {
  if (change.kind === 'revoke') {
    const left = facts.filter(({ factId }) => factId !== change.factId);
    if (left.length < facts.length) return accepted(left);
    return rejected('enrolment/fact_unknown', '该人员没有此项身份，或已撤销，请核对');
  }
  const fact = readFact(law, area, change.fact);
  if (!fact.ok) return fact;
  const { dimension, code, effectiveFrom, effectiveUntil } = fact.value;
  const isHeld = facts.some(
    (one) =>
      one.dimension === dimension &&
      one.code === code &&
      one.effectiveFrom === effectiveFrom &&
      one.effectiveUntil === effectiveUntil,
  );
  if (isHeld) return rejected('enrolment/fact_held', '该人员已有同一身份和起止日期，无须再办');
  return accepted([...facts, fact.value]);
}

function readFact(law: Law, area: string, given: NewFact): Result<EnrolledFact> {
  const dimension = law.dimensions.find(({ id, of }) => of === 'person' && id === given.dimension);
  if (!dimension) return invalid('dimension', '不是法规所说的人员事实');
  const isKnown =
    dimension.id === 'personClass'
      ? classesOf(law, area).has(given.code)
      : isCode(dimension, given.code);
  if (!isKnown) return invalid('code', '不在词表中');
  const from = parseDay(given.effectiveFrom);
  if (from === undefined) return invalid('effectiveFrom', '应为存在的日期 yyyy-MM-dd');
  const until = given.effectiveUntil === null ? null : parseDay(given.effectiveUntil);
  if (until === undefined || (until !== null && until <= from)) {
    return invalid('effectiveUntil', '应为空，或晚于开始日期的日期 yyyy-MM-dd');
  }
  const { code } = given;
  const span = { effectiveFrom: from, effectiveUntil: until };
  return accepted({ factId: NO_ID, source: '', dimension: dimension.id, code, ...span });
}

/** The classes that the schemes of an area know. */
function classesOf({ programs }: Law, area: string): ReadonlySet<string> {
  const own = programs.filter((program) => program.area === area);
  return new Set(own.flatMap(({ classes }) => classes.map(({ id }) => id)));
}

function isCode({ kind, codes }: Dimension, code: string): boolean {
  if (kind === 'integer') return /^\d{1,15}$/.test(code);
  if (kind === 'open') return /^[\w.-]{1,60}$/.test(code);
  return codes.some(({ id }) => id === code);
}

function invalid(at: string, why: string): Result<never> {
  return rejected('enrolment/fact_invalid', `人员事实的 ${at} ${why}，请核对`, at);
}
