/**
 * The table interpreter, which takes a whole tier and what follows upon it as one operation: each
 * bound of segments from below, at it and above, several passed at once, caps and deductibles used
 * up; tiers that only some pay for. Every payment and cell must be what settle gives.
 */
import { describe, expect, it } from 'vitest';
import { columnsAgree } from '../../testing/agree/executions.ts';
import { type TownTier, townLaw } from '../../testing/laws/town.ts';
import { history, person, visit } from '../../testing/laws/town-events.ts';
import { type History, openHistory, settleHistory } from '../settle/index.ts';
import { collectColumns } from './build.ts';
import { columnsOf } from './build-columns.ts';
import { flatten } from './flatten.ts';
import { interpreterOf } from './interpret.ts';
import { withoutCopies } from './interpret-copies.ts';
import { lower } from './lower.ts';
import type { LoweredSection, Register, Step } from './lowered.ts';
import { OP } from './operations.ts';
import { outputFor, run } from './run.ts';

/** Pays for what a year's base has passed by: three segments, up to a cap of the year. */
function yearly(id: string, base: readonly string[], more: Partial<TownTier> = {}): TownTier {
  return {
    numbers: {
      lineFen: 1_000,
      boundsFenList: [0, 2_000, 5_000],
      ratiosBpList: {
        by: ['grade'],
        value: { primary: [5001, 7003, 9007], otherwise: [4001, 6001, 8009] },
      },
      mostFen: 6_000,
    },
    choices: { measure: 'excess' },
    deductible: { amount: { parameter: 'lineFen' }, counter: `${id}.base`, counts: 'base' },
    parts: {
      all: {
        base: [{ reasons: base }],
        segments: {
          bounds: 'boundsFenList',
          ratios: 'ratiosBpList',
          measure: { choice: 'measure' },
        },
      },
    },
    caps: { year: { amount: { parameter: 'mostFen' }, counter: `${id}.paid` } },
    counters: {
      [`${id}.base`]: { writers: [{ measure: 'counted' }] },
      [`${id}.paid`]: { writers: [{ measure: 'paid' }] },
    },
    ...more,
  };
}

const LAW = townLaw({
  tiers: {
    'pool.basic': yearly('pool.basic', ['inScope']),
    'critical.second': yearly(
      'critical.second',
      ['pool.basic.deductible', 'pool.basic.copay', 'pool.basic.overCap'],
      { rounding: 'up' },
    ),
    'aid.poor': yearly(
      'aid.poor',
      ['critical.second.deductible', 'critical.second.copay', 'critical.second.overCap'],
      { when: { personClass: ['poor'] } },
    ),
  },
});

const poor = person({ personClass: ['poor', '2020-01-01'] });

function bills(costs: readonly number[], who = poor): History {
  const grades = ['primary', 'tertiary'];
  return history(
    costs.map((costFen, at) =>
      visit(`v${at}`, `2025-${String(at + 1).padStart(2, '0')}-01`, costFen, {
        grade: grades[at % 2] ?? 'primary',
      }),
    ),
    who,
  );
}

/** A step before, at and behind each place where the year's base meets the law. */
const STEPS = [999, 1_000, 1_001, 2_999, 3_000, 3_001, 5_999, 6_000, 6_001];

/** Columns of one person, and the law lowered for payments only. */
function loweredFor(own: History) {
  const opened = openHistory(LAW, own);
  if (!opened.ok) throw new Error(opened.rejection.message);
  const collected = collectColumns([opened.value, opened.value]);
  if (!collected.ok) throw new Error(collected.rejection.message);
  const lowered = lower(collected.value.dataset);
  if (!lowered.ok) throw new Error(lowered.rejection.message);
  const rows = lowered.value.sections.map(({ rowOfClass }) => rowOfClass);
  return { lowered: lowered.value, columns: columnsOf(collected.value, rows) };
}

/** Payments of the person by payer, twice: what one leaves behind must not reach the next. */
function byTables(own: History): Record<string, number[]> {
  const { lowered, columns } = loweredFor(own);
  const output = outputFor(lowered, columns);
  const result = run(interpreterOf(lowered), lowered, columns, output);
  if (!result.ok) throw new Error(result.rejection.message);
  return Object.fromEntries(lowered.payers.map((id, at) => [id, [...(output.paid[at] ?? [])]]));
}

function bySettle(own: History): Record<string, number[]> {
  const settled = settleHistory(LAW, own);
  if (!settled.ok) throw new Error(settled.rejection.message);
  const results = settled.value.steps.map((step) => step.settled);
  const paid = (payer: number) => results.map(({ paidFen }) => paidFen[payer] ?? 0);
  const payers = results[0]?.program.payers ?? [];
  return Object.fromEntries(payers.map(({ id }, at) => [id, [...paid(at), ...paid(at)]]));
}

describe('the table interpreter', () => {
  it('carries out a tier and what it is added to as one operation', () => {
    const [section] = loweredFor(bills([10_000])).lowered.sections;
    if (!section) throw new Error('no section');
    const none = { opened: 0, closed: 0, noted: new Set<number>() };
    const { code } = flatten(withoutCopies(section), none);
    expect(code.filter((word) => word === OP.tier).length).toBeGreaterThanOrEqual(3);
  });

  it.each(STEPS)('after %i fen pays bills that end at and pass each bound', (before) => {
    for (const then of [1, 1_001, 2_500, 4_000, 9_000, 40_000]) {
      const own = bills([before, then, 700, 20_000]);
      expect(byTables(own)).toEqual(bySettle(own));
      const answer = columnsAgree(LAW, own, settleHistory(LAW, own));
      expect(answer).toMatchObject({ kind: 'settled', events: 8, differences: [] });
    }
  });

  it('leaves nothing of one event to the next, nor of one person to another', () => {
    const own = bills([60_000, 500, 60_000, 500], person());
    expect(byTables(own)).toEqual(bySettle(own));
  });
});

/** A section without anything in it. */
const EMPTY: LoweredSection = {
  task: 'settle',
  asksDue: null,
  kindTiers: 0,
  program: 'town',
  kind: 'visit',
  takeOver: null,
  registers: [],
  personNumbers: new Float64Array(0),
  personWidth: 0,
  eventNumbers: new Float64Array(0),
  eventWidth: 0,
  rowOf: new Int32Array(1),
  rowOfClass: [0],
  rows: 1,
  tiers: [],
  courses: null,
  paid: [],
  residual: [],
};

describe('withoutCopies', () => {
  const section = (registers: readonly Register[], steps: readonly Step[]): LoweredSection => ({
    ...EMPTY,
    registers,
    tiers: [{ id: null, steps }],
    paid: [2],
  });
  const registers: readonly Register[] = [
    { kind: 'cell', place: 0, row: 0, bound: 9 },
    { kind: 'sum', bound: 9 },
    { kind: 'sum', bound: 9 },
    { kind: 'counter', counter: 0, bound: 9 },
  ];
  const left = (steps: readonly Step[]) => {
    const found = withoutCopies(section(registers, steps));
    return [found.tiers[0]?.steps.length, found.paid[0]];
  };

  it('leaves out a sum that takes one value', () => {
    expect(
      left([
        { op: 'add', to: 1, of: 0 },
        { op: 'add', to: 2, of: 1 },
      ]),
    ).toEqual([0, 0]);
  });

  it('keeps a sum that takes two, is read before, or copies what moves on', () => {
    const copy: Step = { op: 'add', to: 2, of: 0 };
    expect(left([copy, copy])).toEqual([2, 2]);
    expect(left([{ op: 'add', to: 3, of: 2 }, copy])).toEqual([2, 2]);
    expect(
      left([
        { op: 'add', to: 2, of: 3 },
        { op: 'add', to: 3, of: 0 },
      ]),
    ).toEqual([2, 2]);
    const twice: Step[] = [
      { op: 'add', to: 1, of: 0 },
      { op: 'add', to: 2, of: 1 },
      { op: 'add', to: 1, of: 0 },
    ];
    expect(left(twice)).toEqual([3, 2]);
  });
});
