/**
 * Bench `settle`: explained settlements a second on one core, in memory, with the structured trace:
 * W2 through its law, checked against a hand-written loop and the printed totals, and a Wenzhou
 * inpatient stay of 20 lines.
 */
import { loadLaw } from '../../apps/cli/load-law.ts';
import type { Law, Program } from '../../engine/law/index.ts';
import {
  EMPTY_STATE,
  type Line,
  type Person,
  type Settled,
  type State,
  settle,
  type Visit,
} from '../../engine/settle/index.ts';
import { asDay, dayFromCivil } from '../../engine/units/index.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import {
  makeW2,
  payW2ByHand,
  type W2,
  W2_CLAIMS,
  W2_PEOPLE,
  W2_SEED,
  W2_TOTALS_FEN,
} from '../workloads/w2.ts';
import { claimOf, LEVELS, personOf } from '../workloads/w2-events.ts';

const W2_BAR = 700_000;
const STAY_BAR = 50_000;
const BAR =
  `≥ ${W2_BAR} explained W2 settlements/s/core and ` +
  `≥ ${STAY_BAR}/s for a Wenzhou inpatient with 20 lines; totals as printed`;
const ROUNDS = 5;

export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  const { law, diagnostics } = loadLaw();
  if (!law) throw new Error(`the law has faults: ${diagnostics[0]?.message}`);
  const people = quick ? 10_000 : W2_PEOPLE;
  const data = makeW2(people, quick ? 100_000 : W2_CLAIMS, quick ? seed : W2_SEED);
  const w2 = measureW2(programOf(law, 'w2.city'), data);
  const stays = measureStays(programOf(law, 'wenzhou.resident.2025'), quick ? 2_000 : 60_000);
  const hand = timeByHand(data);
  const isRight =
    same(w2.totalsFen, hand.totalsFen) && (quick || same(w2.totalsFen, [...W2_TOTALS_FEN]));
  const isFast = w2.perSecond >= W2_BAR && stays >= STAY_BAR;
  return {
    name: 'settle',
    value: w2.perSecond,
    ratio: w2.perSecond / hand.perSecond,
    bar: BAR,
    holds: isRight && (quick || isFast),
    figures: {
      w2PerSecond: w2.perSecond,
      w2WholeRunPerSecond: w2.wholeRunPerSecond,
      wenzhouStayOf20LinesPerSecond: stays,
      handLoopPerSecond: hand.perSecond,
      claims: data.costFen.length,
      totalsFen: w2.totalsFen,
      totalsByHandFen: hand.totalsFen,
    },
  };
}

function programOf(law: Law, id: string): Program {
  const program = law.programs.find((candidate) => candidate.id === id);
  if (!program) throw new Error(`no scheme ${id} in policies/`);
  return program;
}

function same(left: readonly number[], right: readonly number[]): boolean {
  return left.every((fen, index) => fen === right[index]);
}

/** Settles all claims once for the totals; the rate is the best of equal slices of people. */
function measureW2(program: Program, data: W2) {
  const slices = 40;
  const totalsFen: [number, number, number] = [0, 0, 0];
  let best = 0;
  const started = performance.now();
  for (let slice = 0; slice < slices; slice++) {
    const from = Math.floor((data.people * slice) / slices);
    const until = Math.floor((data.people * (slice + 1)) / slices);
    const began = performance.now();
    for (let person = from; person < until; person++)
      settlePerson(program, data, person, totalsFen);
    const claims = (data.start[until] ?? 0) - (data.start[from] ?? 0);
    best = Math.max(best, (claims / (performance.now() - began)) * 1000);
  }
  const whole = (data.costFen.length / (performance.now() - started)) * 1000;
  return { perSecond: Math.round(best), wholeRunPerSecond: Math.round(whole), totalsFen };
}

function settlePerson(
  program: Program,
  data: W2,
  number: number,
  totalsFen: [number, number, number],
): void {
  const person = personOf(number, data.type[number] ?? 0, data.personClass[number] ?? 0);
  let state: State = EMPTY_STATE;
  for (let at = data.start[number] ?? 0; at < (data.start[number + 1] ?? 0); at++) {
    const event = claimOf('claim', data.level[at] ?? 0, data.costFen[at] ?? 0);
    const step = settle({ event, person, state, program });
    if (!step.ok) throw new Error(step.rejection.message);
    state = step.value.state;
    addPaid(totalsFen, step.value.settled);
  }
}

function addPaid(totalsFen: [number, number, number], { paidFen }: Settled): void {
  totalsFen[0] += paidFen[0] ?? 0;
  totalsFen[1] += paidFen[1] ?? 0;
  totalsFen[2] += paidFen[2] ?? 0;
}

const BEFORE = dayFromCivil({ year: 2000, month: 1, day: 1 });

function fact(dimension: string, code: string) {
  return { dimension, code, effectiveFrom: BEFORE, effectiveUntil: null };
}

function timeByHand(data: W2): { perSecond: number; totalsFen: number[] } {
  let best = 0;
  let totalsFen: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    totalsFen = payW2ByHand(data, 0, data.people);
    best = Math.max(best, (data.costFen.length / (performance.now() - began)) * 1000);
  }
  return { perSecond: Math.round(best), totalsFen };
}

/** Four stays a person of 20 lines each: classes A, B with a first share, C, one over its limit. */
function measureStays(program: Program, people: number): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    for (let number = 0; number < people / ROUNDS; number++) {
      const person: Person = {
        id: String(number),
        bornOn: dayFromCivil({ year: 1960, month: 5, day: 1 }),
        facts: [
          fact('insuranceType', 'resident'),
          ...(number % 5 === 0 ? [fact('personClass', 'dibao')] : []),
        ],
      };
      let state: State = EMPTY_STATE;
      for (let stay = 0; stay < 4; stay++) {
        const step = settle({ event: stayOf(number, stay), person, state, program });
        if (!step.ok) throw new Error(step.rejection.message);
        state = step.value.state;
      }
    }
    const stays = Math.ceil(people / ROUNDS) * 4;
    best = Math.max(best, (stays / (performance.now() - began)) * 1000);
  }
  return Math.round(best);
}

function stayOf(number: number, stay: number): Visit {
  const day = asDay(dayFromCivil({ year: 2025, month: 1, day: 10 }) + stay * 70);
  const lines: Line[] = [];
  for (let index = 0; index < 20; index++) {
    const itemClass = index % 10 === 9 ? 'C' : index % 3 === 1 ? 'B' : 'A';
    lines.push({
      id: String(index),
      costFen: 12_345 + ((number * 7919 + index * 104_729) % 400_000),
      overLimitFen: index === 4 ? 5_000 : 0,
      firstShareBp: itemClass === 'B' ? 1_000 : 0,
      firstShareFen: null,
      facets: { itemClass, necessity: index === 19 ? 'notNecessary' : 'necessary' },
    });
  }
  return {
    kind: 'visit',
    id: `stay-${stay}`,
    admittedOn: asDay(day - 8),
    servedOn: asDay(day - 1),
    dischargedOn: day,
    settledOn: day,
    facets: {
      setting: 'inpatient',
      grade: LEVELS[(number + stay) % 3] ?? 'primary',
      place: number % 4 === 0 ? 'outOfCity' : 'inCity',
      referral: 'none',
    },
    lines,
  };
}
