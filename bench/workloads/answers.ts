/**
 * Random answers to the estimator under the laws of this repository, and what `settle` makes of
 * them. Shares no code with the page: neither its questions nor its way from answers to events.
 */
import type { Answers, BillRow, VisitAnswers } from '../../apps/web/features/estimator/answers.ts';
import type { Dimension, Law, Program } from '../../engine/law/index.ts';
import {
  EMPTY_STATE,
  type Event,
  type Person,
  pickProgram,
  type Settled,
  settle,
} from '../../engine/settle/index.ts';
import {
  accepted,
  asDay,
  type Day,
  dayFromCivil,
  dayToCivil,
  formatDay,
  parseDay,
  type Result,
} from '../../engine/units/index.ts';

/** Areas of samples have no page. */
const PLACES = ['wenzhou', 'zhoushan', 'xianning', 'panzhihua'];
type Random = () => number;

/** Makes answers from a seed: every scheme, day and code has its chance. */
export function randomAnswers(law: Law, count: number, seed: number): readonly Answers[] {
  const random = chance(seed);
  const programs = law.programs.filter(({ area }) => PLACES.includes(area));
  return Array.from({ length: count }, () => answersUnder(pick(random, programs), random));
}

/** Mulberry32: small, and the same everywhere. */
function chance(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(random: Random, all: readonly T[]): T {
  const found = all[below(random, all.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}

function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

function answersUnder(program: Program, random: Random): Answers {
  const { from, until, area, classes } = program;
  const on = asDay(from + below(random, until - from));
  const insurance = program.covers.find(({ dimension }) => dimension === 'insuranceType')?.codes;
  const person: Record<string, readonly string[]> = {
    insuranceType: [pick(random, insurance ?? [])],
  };
  for (const dimension of program.dimensions) {
    const { id, of } = dimension;
    if (of !== 'person' || id === 'insuranceType' || id === 'ageYears') continue;
    if (id === 'personClass') {
      person[id] = [pick(random, [...classes.map((each) => each.id), 'general'])];
      continue;
    }
    const code = codeOf(dimension, random);
    if (code !== null) person[id] = [code];
  }
  const yearFrom = asDay(Math.max(from, dayFromCivil({ ...dayToCivil(on), month: 1, day: 1 })));
  const earlier = Array.from({ length: below(random, 4) }, () =>
    visitOn(program, asDay(yearFrom + below(random, on - yearFrom + 1)), random),
  );
  const ageYears = below(random, 100);
  return { area, ageYears, person, visit: visitOn(program, on, random), earlier };
}

function visitOn(program: Program, on: Day, random: Random): VisitAnswers {
  return {
    on: formatDay(on),
    facets: facetsOf(program, 'event', random),
    bill: Array.from({ length: 1 + below(random, 4) }, () => rowOf(program, random)),
  };
}

function rowOf(program: Program, random: Random): BillRow {
  const itemClass = pick(random, ['A', 'A', 'B', 'C']);
  return {
    costFen: 1 + Math.floor(10 ** (3 + random() * 4.5)),
    firstShareBp: itemClass === 'B' ? below(random, 5) * 500 : 0,
    facets: { ...facetsOf(program, 'line', random), itemClass },
  };
}

function facetsOf(program: Program, of: Dimension['of'], random: Random): Record<string, string> {
  const facets: Record<string, string> = {};
  for (const dimension of program.dimensions) {
    const code = dimension.of === of ? codeOf(dimension, random) : null;
    if (code !== null) facets[dimension.id] = code;
  }
  return facets;
}

/** Codes of which most law speaks. */
const USUAL = ['inpatient', 'outpatient', 'specialDiseaseOutpatient'];

/** A code, the usual ones more often; null: not told. One in 200 is unknown. */
function codeOf(dimension: Dimension, random: Random): string | null {
  const { kind, codes, absentMeans } = dimension;
  if (absentMeans !== null && random() < 0.7) return random() < 0.5 ? null : absentMeans;
  if (kind === 'integer') return String(below(random, random() < 0.5 ? 40 : 50_000));
  if (kind === 'open') return pick(random, ['E11', 'I10', 'C34']);
  if (random() < 0.005) return 'unheardOf';
  if (codes.length === 0) return null;
  const usual = codes.filter(({ id }) => USUAL.includes(id));
  return pick(random, usual.length > 0 && random() < 0.7 ? usual : codes).id;
}

/** Settles answers event by event, in the order of their days, as told where days are equal. */
export function settledByHand(law: Law, answers: Answers): Result<Settled> {
  const visits = [...answers.earlier, answers.visit].map((visit, index) => ({ visit, index }));
  const inOrder = visits.sort(
    (left, right) => left.visit.on.localeCompare(right.visit.on) || left.index - right.index,
  );
  const person = personOf(answers, inOrder[0]?.visit.on ?? '');
  let state = EMPTY_STATE;
  let asked: Settled | null = null;
  const planned = [];
  for (const { visit, index } of visits.toSorted((left, right) => left.index - right.index)) {
    const event = eventOf(visit, index);
    const program = pickProgram(law, answers.area, person, event);
    if (!program.ok) return program;
    planned[index] = { event, program: program.value };
  }
  for (const { index } of inOrder) {
    const step = planned[index];
    if (!step) throw new RangeError('an event that was not planned');
    const result = settle({ ...step, person, state });
    if (!result.ok) return result;
    state = result.value.state;
    if (index === answers.earlier.length) asked = result.value.settled;
  }
  if (!asked) throw new Error('the visit was not settled');
  return accepted(asked);
}

function personOf({ person, ageYears, visit }: Answers, firstOn: string): Person {
  const year = Number(visit.on.slice(0, 4)) - (ageYears ?? 0);
  const since = dayFromCivil({ year: Number(firstOn.slice(0, 4)), month: 1, day: 1 });
  return {
    id: 'someone',
    bornOn: ageYears === null ? null : dayFromCivil({ year, month: 1, day: 1 }),
    facts: Object.entries(person).flatMap(([dimension, codes]) =>
      codes.map((code) => ({ dimension, code, effectiveFrom: since, effectiveUntil: null })),
    ),
  };
}

function eventOf({ on, facets, bill }: VisitAnswers, index: number): Event {
  const day = parseDay(on);
  if (day === undefined) throw new RangeError(on);
  return {
    kind: 'visit',
    id: `v${index}`,
    admittedOn: day,
    servedOn: day,
    dischargedOn: day,
    settledOn: day,
    facets,
    lines: bill.map((row, line) => ({
      id: `l${line}`,
      costFen: row.costFen,
      overLimitFen: 0,
      firstShareBp: row.firstShareBp,
      firstShareFen: null,
      facets: row.facets,
    })),
  };
}
