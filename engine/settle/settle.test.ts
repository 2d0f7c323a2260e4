import { describe, expect, it } from 'vitest';
import { type TownTier, townProgram } from '../../testing/laws/town.ts';
import {
  allowance,
  contribution,
  day,
  fact,
  line,
  paidBy,
  person,
  residualOf,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';
import type { Program } from '../law/index.ts';
import { MAX_FEN } from '../units/index.ts';
import type { Event, Person } from './event.ts';
import { settle } from './settle.ts';
import { EMPTY_STATE } from './state.ts';

/** Looks at everything that an event can be refused for. */
const program = townProgram({
  from: '2025-01-01',
  until: '2026-01-01',
  covers: { insuranceType: ['resident'] },
  tiers: {
    'pool.basic': {
      numbers: {
        ratioBp: {
          by: ['employment', 'grade'],
          value: {
            working: { primary: 8000, otherwise: 7000 },
            retired: { primary: 9000, otherwise: 8000 },
          },
        },
        hugeCount: 1000,
        capFen: 5000,
      },
      when: { ageYears: { from: 0 } },
      caps: {
        cost: {
          amount: { times: { of: { event: 'totalCostFen' }, count: { parameter: 'hugeCount' } } },
        },
        fixed: { amount: { parameter: 'capFen' } },
      },
    },
    'aid.premium': {
      on: 'contribution',
      numbers: { ratioBp: 5000 },
      parts: { all: { base: [{ reasons: ['premium'] }], ratio: 'ratioBp' } },
    },
  },
});

function code(event: Event, who: Person, law: Program = program): string | undefined {
  const result = settle({ event, person: who, state: EMPTY_STATE, program: law });
  return result.ok ? undefined : result.rejection.code;
}

/** A law that lacks a number on a day, or for a case, as none that was compiled does. */
function lacking(parameter: string, only?: string): Program {
  const cut = (value: unknown) => ({
    [only ?? '']: (value as Record<string, number>)[only ?? ''] ?? 0,
  });
  return {
    ...program,
    parameters: program.parameters.map((one) => {
      if (one.id !== parameter) return one;
      const entries = one.entries.map((entry) =>
        only === undefined
          ? { ...entry, until: day('2025-02-01') }
          : { ...entry, value: cut(entry.value) },
      );
      return { ...one, entries };
    }),
  };
}

describe('what settle rejects, in order', () => {
  const born = { bornOn: '1990-01-01' };
  const good = person({}, born);
  const overlapping = person({ employment: 'working' }, { also: [fact('employment', 'retired')] });
  const strange = person({ employment: 'idle' }, born);
  const unborn = person({ employment: 'idle' });
  const elsewhere = person({ insuranceType: 'employee' }, born);
  const on = (text: string, more: Partial<Parameters<typeof visit>[3]> = {}, lines = [line(-1)]) =>
    visit('v', text, lines, { grade: 'odd', ...(more as Record<string, string>) });
  const { grade: _, ...noFacets } = on('2025-05-05').facets;
  const bare = { ...on('2025-05-05'), facets: noFacets };
  const known = { grade: 'primary' };

  it.each<[string, string | undefined, Event, Person, Program]>([
    [
      'all at once, after the law',
      'law/expired',
      on('2026-01-01'),
      overlapping,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'all at once, before the law',
      'law/not_yet',
      on('2024-12-31'),
      overlapping,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'contradicting facts',
      'settlement/facts_overlap',
      bare,
      overlapping,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'a missing fact, beside unknown codes',
      'settlement/facet_missing',
      on('2025-05-05'),
      unborn,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'a missing facet of the event, beside an unknown fact',
      'settlement/facet_missing',
      bare,
      strange,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'an unknown fact',
      'settlement/unknown_code',
      on('2025-05-05', known),
      strange,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'an unknown facet of the event',
      'settlement/unknown_code',
      on('2025-05-05'),
      elsewhere,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'a person whom the scheme does not cover',
      'settlement/person_not_enrolled',
      on('2025-05-05', known),
      elsewhere,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'a day without a number',
      'law/value_gap',
      on('2025-05-05', known),
      good,
      lacking('pool.basic/ratioBp'),
    ],
    [
      'a case without a number',
      'law/value_missing',
      on('2025-05-05', known),
      good,
      lacking('pool.basic/ratioBp', 'retired'),
    ],
    [
      'a line that cannot be',
      'settlement/line_invalid',
      on('2025-05-05', known, [line(-1, { facets: { itemClass: 'Z' } }), line(MAX_FEN)]),
      good,
      program,
    ],
    [
      'a line of an unknown class',
      'settlement/unknown_code',
      on('2025-05-05', known, [line(MAX_FEN, { facets: { itemClass: 'Z' } }), line(-1)]),
      good,
      program,
    ],
    [
      'a total out of range',
      'settlement/amount_too_large',
      on('2025-05-05', known, [line(MAX_FEN), line(1)]),
      good,
      program,
    ],
    [
      'an amount of the law out of range',
      'settlement/amount_too_large',
      on('2025-05-05', known, [line(900_000_001)]),
      good,
      program,
    ],
    ['nothing', undefined, on('2025-05-05', known, [line(900_000_000)]), good, program],
  ])('%s: %s', (_name, expected, event, who, law) => {
    expect(code(event, who, law)).toBe(expected);
  });

  it('an event that cannot be comes after the law and before anything is counted', () => {
    const bad = contribution('c', '2025-05-05', -1);
    expect(code(bad, elsewhere)).toBe('settlement/person_not_enrolled');
    expect(code(bad, good, lacking('aid.premium/ratioBp'))).toBe('law/value_gap');
    expect(code(bad, good)).toBe('settlement/event_invalid');
    expect(code(contribution('c', '2025-05-05', 1), good)).toBeUndefined();
  });

  it('a kind of event on which no tier works is settled, all personal', () => {
    const result = settle({
      event: allowance('a', '2025-05-05', 100, 1),
      person: good,
      state: EMPTY_STATE,
      program,
    });
    expect(result.ok && result.value.settled).toMatchObject({ totalFen: 0, matrix: [[0, 0, 0]] });
  });

  it('a rejection says what, where and what to do', () => {
    const result = settle({ event: bare, person: good, state: EMPTY_STATE, program });
    expect(result.ok ? null : result.rejection).toEqual({
      code: 'settlement/facet_missing',
      message: '事件 v 缺少 等级（grade），法规按它区分待遇，请补充',
      at: 'grade',
    });
  });
});

/** Basic, critical illness and aid over what the one before left. */
const tiers: Record<string, TownTier> = {
  'pool.basic': {
    numbers: { ratioBp: 8000, deductibleFen: 50_000, capFen: 10_000_000 },
    deductible: { amount: { parameter: 'deductibleFen' }, counts: 'taken' },
    caps: { year: { amount: { parameter: 'capFen' }, counter: 'pool.paid' } },
    counters: { 'pool.paid': { writers: [{ measure: 'paid' }] } },
    aboveCap: 'costBehindRoundedDown',
  },
  'critical.all': {
    numbers: { boundsFenList: [0, 500_000], ratiosBpList: [6000, 7000], deductibleFen: 200_000 },
    choices: { measure: 'excess' },
    parts: {
      all: {
        base: [{ reasons: ['pool.basic.deductible', 'pool.basic.copay', 'pool.basic.overCap'] }],
        segments: {
          bounds: 'boundsFenList',
          ratios: 'ratiosBpList',
          measure: { choice: 'measure' },
        },
      },
    },
    deductible: {
      amount: { parameter: 'deductibleFen' },
      counter: 'critical.base',
      counts: 'base',
    },
    counters: { 'critical.base': { writers: [{ measure: 'counted' }] } },
  },
  'aid.poor': {
    when: { personClass: ['poor'] },
    numbers: { ratioBp: 7000 },
    parts: {
      all: {
        base: [{ reasons: ['critical.all.deductible', 'critical.all.copay', 'outOfScope'] }],
        ratio: 'ratioBp',
      },
    },
  },
};
const three = townProgram({ tiers });

describe('settle', () => {
  const bill = visit('v', '2025-05-05', [
    line(2_000_000, { firstShareBp: 1000 }),
    line(150_000, { overLimitFen: 50_000 }),
    line(300_000, { facets: { itemClass: 'C' } }),
  ]);

  it('runs the tiers in order over what is still personal', () => {
    const { settled } = settledStep(three, bill, { who: person({ personClass: 'poor' }) });
    // In scope 1,800,000 + 100,000. Basic: (1,900,000 − 50,000) × 80 % = 1,480,000; copay 370,000.
    // Critical: base 420,000; 220,000 above: × 60 % = 132,000; copay 88,000.
    // Aid: 200,000 + 88,000 + 300,000 = 588,000 × 70 % = 411,600.
    expect(paidBy(settled)).toEqual({ pool: 1_480_000, critical: 132_000, aid: 411_600 });
    expect(settled.totalFen).toBe(2_450_000);
    expect(settled.personFen).toBe(426_400);
    expect(residualOf(settled)).toEqual({
      overLimit: 50_000,
      firstShare: 200_000,
      'aid.poor/all.copay': 176_400,
    });
    expect(tierOf(settled, 'critical.all').deductible).toEqual({
      amountFen: 200_000,
      countedFen: 0,
      takenFen: 200_000,
      leftFen: 0,
    });
  });

  it('names the law, the days and the event', () => {
    const stay = { ...bill, admittedOn: day('2025-05-01') };
    const { settled } = settledStep(three, stay);
    expect(settled).toMatchObject({
      kind: 'bill',
      eventId: 'v',
      law: three.hash,
      lawDay: day('2025-05-05'),
      windowDay: day('2025-05-05'),
      trace: { version: 1 },
    });
    expect(settled.program).toBe(three);
  });

  it('gives the same whenever it is asked, and whatever was asked between', () => {
    const first = settledStep(three, bill);
    settledStep(three, visit('w', '2025-06-01', 99_999), { state: first.state });
    settledStep(three, bill, { who: person({ personClass: 'poor' }) });
    expect(settledStep(three, bill)).toEqual(first);
    const fresh = structuredClone(three);
    const again = settledStep(fresh, bill);
    expect({ ...again.settled, program: three }).toEqual(first.settled);
    expect(again.state).toEqual(first.state);
  });

  it('changes nothing of what it is given', () => {
    const who = person({ personClass: 'poor' });
    const { state } = settledStep(three, visit('u', '2025-01-01', 900_000), { who });
    const given = { event: bill, person: who, state, program: three };
    const before = structuredClone(given);
    settle(deepFrozen(given));
    expect(given).toEqual(before);
  });

  it.each([2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 33 + 1, 99_999_999_999, MAX_FEN])(
    'is exact for a bill of %i fen',
    (cost) => {
      const { settled } = settledStep(three, visit('v', '2025-05-05', cost));
      // Basic pays its cap of 10,000,000.
      const paidBefore = 10_000_000n;
      // Critical sees all that basic left: cost − 10,000,000; above 200,000: 60 % of 500,000, then
      // 70 %.
      const excess = BigInt(cost) - paidBefore - 200_000n;
      const critical = 300_000n + ((excess - 500_000n) * 7n + 5n) / 10n;
      expect(settled.paidFen).toEqual([10_000_000, Number(critical), 0]);
      expect(settled.personFen).toBe(Number(BigInt(cost) - paidBefore - critical));
    },
  );

  it('a tier that is skipped leaves its reason and nothing else', () => {
    const { settled } = settledStep(three, bill);
    expect(settled.trace.tiers[2]).toEqual({ kind: 'skipped', tier: 2, why: 'notCovered' });
    expect(settled.paidFen[2]).toBe(0);
    expect(residualOf(settled).outOfScope).toBe(300_000);
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(Object.freeze(value))) deepFrozen(inner);
  return value;
}
