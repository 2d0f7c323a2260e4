import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import { fact, person, settledStep, tierOf, visit } from '../../testing/laws/town-events.ts';
import { forget, prepare } from './prepare.ts';

const program = townProgram({
  counters: {
    'town.paid': {
      writers: [
        { tier: 'critical.second', part: 'far', measure: 'copay' },
        { tier: 'pool.basic', measure: 'paid' },
      ],
      reads: 'afterEarlierTiers',
    },
    'town.visits': { writers: [{ event: 'eventCount' }] },
  },
  tiers: {
    'pool.basic': {
      numbers: {
        ratioBp: {
          by: ['grade'],
          from: {
            '2020-01-01': { primary: 8000, otherwise: 6000 },
            '2025-07-01': { primary: 8500, otherwise: 6000 },
          },
        },
      },
      counters: { 'pool.base': { writers: [{ measure: 'base' }, { measure: 'paid' }] } },
    },
    'critical.second': {
      when: { ageYears: { from: 60 } },
      numbers: { ratioBp: 5000 },
      parts: {
        near: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' },
        far: { base: [{ reasons: ['firstShare'] }], ratio: 'ratioBp' },
      },
    },
  },
});
const young = person({}, { bornOn: '1990-01-01' });

function planOf(on: string, grade: string, who = young) {
  const { settled } = settledStep(program, visit('v', on, 100, { grade }), { who });
  return tierOf(settled, 'pool.basic').plan;
}

describe('prepare', () => {
  it('is made once for a Program', () => {
    expect(prepare(program)).toBe(prepare(program));
    expect(prepare(structuredClone(program))).not.toBe(prepare(program));
  });

  it('knows per tier which counters it writes, in declared order', () => {
    const { tierWrites, eventWrites } = prepare(program).kinds.visit;
    const ids = program.counters.map(({ id }) => id);
    expect(ids).toEqual(['town.paid', 'town.visits', 'pool.base']);
    expect(tierWrites).toEqual([
      [
        { counter: 0, part: -1, measure: 'paid' },
        { counter: 2, part: -1, measure: 'base' },
        { counter: 2, part: -1, measure: 'paid' },
      ],
      [{ counter: 0, part: 1, measure: 'copay' }],
    ]);
    expect(eventWrites).toEqual([{ kind: 'event', counter: 1, measure: 'eventCount' }]);
    expect(prepare(program).kinds.contribution.tierWrites.flat()).toEqual([]);
  });
});

describe('plans', () => {
  it('are one where the law answers alike', () => {
    const plan = planOf('2025-03-01', 'primary');
    expect(planOf('2025-06-30', 'primary')).toBe(plan);
    const other = person({}, { bornOn: '1980-12-31', also: [fact('employment', 'retired')] });
    expect(planOf('2024-01-01', 'primary', other)).toBe(plan);
    expect(planOf('2025-03-01', 'tertiary')).toBe(planOf('2025-03-01', 'secondary'));
  });

  it('differ where a number, a case or a day makes a difference', () => {
    const rates = (on: string, grade: string) => planOf(on, grade).parts[0]?.rates;
    expect(rates('2025-06-30', 'primary')).toEqual([8000]);
    expect(rates('2025-07-01', 'primary')).toEqual([8500]);
    expect(rates('2025-07-01', 'secondary')).toEqual([6000]);
    const old = person({}, { bornOn: '1965-03-01' });
    const kinds = (on: string) =>
      settledStep(program, visit('v', on, 100), { who: old }).settled.trace.tiers.map(
        (t) => t.kind,
      );
    expect(kinds('2025-02-28')).toEqual(['paid', 'skipped']);
    expect(kinds('2025-03-01')).toEqual(['paid', 'paid']);
  });
});

describe('what is kept', () => {
  it('is made again after it was let go of, and answers alike', () => {
    const before = planOf('2025-03-01', 'primary');
    forget(program);
    const after = planOf('2025-03-01', 'primary');
    expect(after).not.toBe(before);
    expect(after).toEqual(before);
  });

  it('has an end, however many profiles are met', () => {
    const codes = Object.fromEntries(Array.from({ length: 4_100 }, (_, i) => [`c${i}`, i + 1]));
    const many = townProgram({
      tiers: {
        'pool.disease': {
          numbers: { ratioBp: { by: ['disease'], value: { ...codes, otherwise: 9999 } } },
        },
      },
    });
    const rate = (disease: string) => {
      const { settled } = settledStep(many, visit('v', '2025-01-01', 10_000, { disease }));
      return tierOf(settled, 'pool.disease').plan.parts[0]?.rates[0];
    };
    for (let code = 0; code < 4_100; code++) expect(rate(`c${code}`)).toBe(code + 1);
    expect(prepare(many).kinds.visit.plans.size).toBeLessThan(200);
    expect(rate('c7')).toBe(8);
  });
});

describe('profiles beyond what a number can hold', () => {
  /** Four open dimensions of 1,100 codes each are more than 2^40 profiles. */
  const OPEN = ['disease', 'hospital', 'drug', 'doctor'] as const;
  const codes = Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`c${i}`, i + 1]));
  const tier = (dimension: string) => ({
    numbers: { ratioBp: { by: [dimension], value: { ...codes, otherwise: 9999 } } },
  });
  const wide = townProgram({
    tiers: Object.fromEntries(OPEN.map((dimension) => [`pool.${dimension}`, tier(dimension)])),
  });

  it('are still told apart', () => {
    const rates = (...given: string[]) => {
      const facets = Object.fromEntries(OPEN.map((dimension, i) => [dimension, given[i] ?? 'c0']));
      const { settled } = settledStep(wide, visit('v', '2025-01-01', 10_000, facets));
      return OPEN.map((dimension) => tierOf(settled, `pool.${dimension}`).plan.parts[0]?.rates[0]);
    };
    expect(rates('c0', 'c1', 'c2', 'c1099')).toEqual([1, 2, 3, 1100]);
    expect(rates('c0', 'c1', 'c2', 'c1098')).toEqual([1, 2, 3, 1099]);
    expect(rates('c1099', 'c1', 'c2', 'c0')).toEqual([1100, 2, 3, 1]);
    expect(rates('c0', 'new', 'c2', 'other')).toEqual([1, 9999, 3, 9999]);
    expect(rates('c0', 'other', 'c2', 'new')).toEqual([1, 9999, 3, 9999]);
    expect(rates('c0', 'c1', 'c2', 'c1099')).toEqual([1, 2, 3, 1100]);
  });
});
