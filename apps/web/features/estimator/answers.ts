/**
 * Answers: what a person tells the estimator, as plain data, and the history that it means.
 * Amounts are fen, days "YYYY-MM-DD"; numbers that are told are decimal text.
 */
import type {
  Fact,
  History,
  HistoryItem,
  Line,
  Person,
  Visit,
} from '../../../../engine/settle/index.ts';
import {
  accepted,
  type Day,
  dayFromCivil,
  dayToCivil,
  parseDay,
  type Result,
  rejected,
} from '../../../../engine/units/index.ts';

export interface Answers {
  readonly area: string;
  /** Whole years; null where the law does not ask. */
  readonly ageYears: number | null;
  /** Codes by dimension, without the age. */
  readonly person: Readonly<Record<string, readonly string[]>>;
  readonly visit: VisitAnswers;
  /** Visits before, in any order; the law says in which they count. */
  readonly earlier: readonly VisitAnswers[];
}

export interface VisitAnswers {
  /** The one day that stands for admission, service, discharge and settlement. */
  readonly on: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly bill: readonly BillRow[];
}

export interface BillRow {
  readonly costFen: number;
  readonly firstShareBp: number;
  readonly facets: Readonly<Record<string, string>>;
}

/** Id of the visit that is estimated; earlier ones are `earlier-1`, `earlier-2` … */
export const VISIT_ID = 'visit';
const PERSON_ID = 'person';

/**
 * The history that answers mean: facts hold, and a person is born, on 1 January. Rejects
 * `estimate/day_unknown`.
 */
export function historyOf(answers: Answers): Result<History> {
  const told = [
    ...answers.earlier.map((visit, index) => ({ visit, id: `earlier-${index + 1}` })),
    { visit: answers.visit, id: VISIT_ID },
  ];
  const items: HistoryItem[] = [];
  for (const { visit, id } of told) {
    const day = parseDay(visit.on);
    if (day === undefined) {
      return rejected('estimate/day_unknown', `日期“${visit.on}”不存在，请按年-月-日填写`, id);
    }
    items.push({ kind: 'event', event: visitOf(visit, id, day) });
  }
  const [first] = daysOf(answers);
  const on = parseDay(answers.visit.on);
  if (first === undefined || on === undefined) throw new RangeError('a day that was just read');
  return accepted({ area: answers.area, person: personOf(answers, on, first), items });
}

/** All days of the visits, ascending; those that do not exist are left out. */
export function daysOf({ visit, earlier }: Answers): readonly Day[] {
  const days = [visit, ...earlier].flatMap(({ on }) => parseDay(on) ?? []);
  return days.sort((left, right) => left - right);
}

function personOf({ person, ageYears }: Answers, on: Day, first: Day): Person {
  const effectiveFrom = newYearOf(first, 0);
  const facts = Object.entries(person).flatMap(([dimension, codes]) =>
    codes.map((code): Fact => ({ dimension, code, effectiveFrom, effectiveUntil: null })),
  );
  return { id: PERSON_ID, bornOn: ageYears === null ? null : newYearOf(on, ageYears), facts };
}

function newYearOf(day: Day, yearsBefore: number): Day {
  return dayFromCivil({ year: dayToCivil(day).year - yearsBefore, month: 1, day: 1 });
}

function visitOf({ facets, bill }: VisitAnswers, id: string, day: Day): Visit {
  return {
    kind: 'visit',
    id,
    admittedOn: day,
    servedOn: day,
    dischargedOn: day,
    settledOn: day,
    facets,
    lines: bill.map(lineOf),
  };
}

function lineOf({ costFen, firstShareBp, facets }: BillRow, index: number): Line {
  return {
    id: `line-${index + 1}`,
    costFen,
    overLimitFen: 0,
    firstShareBp,
    firstShareFen: null,
    facets,
  };
}
