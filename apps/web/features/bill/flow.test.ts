/** The flow of a bill's money, and what its page calls things, over bills under real law. */
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../engine/explain/index.ts';
import { settleHistory, type Visit } from '../../../../engine/settle/index.ts';
import { parseDay } from '../../../../engine/units/index.ts';
import { areaLaw } from '../../../../testing/service/index.ts';
import { atomName, type Bill, counterName, coursesOf, tiersOfCell } from './bill.ts';
import { type Flow, flowOf } from './flow.ts';

function day(text: string) {
  const found = parseDay(text);
  if (found === undefined) throw new Error(text);
  return found;
}

interface Case {
  readonly area?: string;
  readonly on?: string;
  readonly insurance: 'resident' | 'employee';
  readonly personClass?: string;
  readonly costFen: number;
}

/** A stay of three lines, settled and explained; of the rest of a bill only what is looked at. */
function billOf(given: Case): Bill {
  const { area = 'wenzhou', on = '2025-05-05', insurance, personClass, costFen } = given;
  const law = areaLaw(area);
  const servedOn = day(on);
  const fact = (dimension: string, code: string) => ({
    dimension,
    code,
    effectiveFrom: day('2017-01-01'),
    effectiveUntil: null,
  });
  const facts = [fact('insuranceType', insurance)];
  if (insurance === 'employee') facts.push(fact('employment', 'active'));
  if (personClass) facts.push(fact('personClass', personClass));
  const line = (id: string, part: number, itemClass: string, firstShareBp: number) => ({
    id,
    costFen: Math.trunc(costFen * part),
    overLimitFen: 0,
    firstShareBp,
    firstShareFen: null,
    facets: { itemClass, necessity: 'necessary' },
  });
  const event: Visit = {
    kind: 'visit',
    id: 'stay',
    admittedOn: servedOn,
    servedOn,
    dischargedOn: servedOn,
    settledOn: servedOn,
    facets: { setting: 'inpatient', grade: 'tertiary', place: 'inCity' },
    lines: [line('1', 0.6, 'A', 0), line('2', 0.3, 'B', 1_000), line('3', 0.1, 'C', 0)],
  };
  const person = { id: 'p', bornOn: day('1960-01-01'), facts };
  const run = settleHistory(law, { area, person, items: [{ kind: 'event', event }] });
  if (!run.ok) throw new Error(run.rejection.message);
  const [step] = run.value.steps;
  if (!step) throw new Error('nothing settled');
  const explanation = explain(step.settled, law);
  // The flow reads no more of a bill than this.
  return { explanation, lines: [], results: [], totalFen: explanation.totalFen } as unknown as Bill;
}

const CASES: readonly Case[] = [
  { insurance: 'resident', costFen: 30_000 },
  { insurance: 'resident', personClass: 'dibao', costFen: 20_000_000 },
  { insurance: 'employee', costFen: 1_234_567 },
  { insurance: 'employee', costFen: 40_000_000 },
];

function passing({ nodes, links }: Flow) {
  return nodes.map(({ id, fen, column }) => {
    const sum = (end: 'from' | 'to') =>
      links.filter((link) => link[end] === id).reduce((total, link) => total + link.fen, 0);
    return { id, fen, column, into: sum('to'), out: sum('from') };
  });
}

describe('the flow of a bill', () => {
  it.each(CASES)('closes in every node: %j', (given) => {
    const bill = billOf(given);
    for (const { id, fen, column, into, out } of passing(flowOf(bill))) {
      if (column > 0) expect([id, into]).toEqual([id, fen]);
      if (column < 3) expect([id, out]).toEqual([id, fen]);
    }
  });

  it('shows the segments of a tier that pays by several', () => {
    const bill = billOf({
      area: 'zhoushan',
      on: '2023-05-05',
      insurance: 'employee',
      costFen: 9_000_000,
    });
    const segments = flowOf(bill).nodes.filter(({ column }) => column === 2);
    expect(segments.length).toBeGreaterThan(1);
    expect(segments.every(({ zh }) => /^\d+(\.\d+)?%$/.test(zh))).toBe(true);
  });
});

describe('words of a bill', () => {
  it('name each kind of cost, by the law or by its lines', () => {
    const bill = billOf({ insurance: 'resident', costFen: 500_000 });
    const names = bill.explanation.atoms.map((atom) => atomName(bill, atom).zh);
    expect(names.every((name) => name !== '')).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });

  it('name whose each counter is where the law has no title for it', () => {
    const { explanation } = billOf({ insurance: 'resident', costFen: 5_000_000 });
    const names = explanation.counters.map((counter) => counterName(explanation, counter));
    expect(names.some(({ owner }) => owner !== null)).toBe(true);
    expect(names.every(({ ending }) => ending !== '')).toBe(true);
  });

  it('find the tiers behind each cell that has money', () => {
    const { explanation } = billOf({ insurance: 'resident', personClass: 'dibao', costFen: 9e6 });
    for (const [index, { paidFen }] of explanation.atoms.entries()) {
      for (const [place, fen] of paidFen.entries()) {
        const payer = explanation.payers[place]?.id ?? '';
        if (fen > 0) expect(tiersOfCell(explanation, index, payer).length).toBeGreaterThan(0);
      }
    }
  });

  it('follow each payer through the results, the person with the rest', () => {
    const bill = billOf({ insurance: 'resident', costFen: 100_000 });
    const result = (version: number, payers: Record<string, number>) => ({
      version,
      at: null,
      law: '',
      payers,
      posted: payers,
    });
    const results = [result(1, { basic: 400, assistance: 0 }), result(2, { basic: 500 })];
    expect(coursesOf({ ...bill, totalFen: 1_000, results })).toMatchObject([
      { id: 'basic', fen: [400, 500] },
      { id: 'person', fen: [600, 500] },
    ]);
  });
});
