/**
 * Limits that each code of a line dimension has for itself, and counters keyed by it.
 */
import { describe, expect, it } from 'vitest';
import { type TownTier, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  line,
  rejectionOf,
  residualOf,
  settledHistory,
  settledStep,
  tierOf,
  visit,
} from '../../testing/laws/town-events.ts';
import { counterValue } from './counters.ts';

const drug = (costFen: number, medicine: string, itemClass = 'A') =>
  line(costFen, { facets: { medicine, itemClass } });

const tier = (more: TownTier = {}): TownTier => ({
  numbers: {
    ratioBp: 10_000,
    drugFen: { by: ['medicine'], value: { imatinib: 300, osimertinib: 500, otherwise: 100 } },
  },
  parts: {
    all: {
      base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }, { reasons: ['inScope'] }],
      limit: { amount: { parameter: 'drugFen' }, per: 'medicine' },
      ratio: 'ratioBp',
    },
  },
  ...more,
});

describe('a limit per code', () => {
  const program = townProgram({ tiers: { 'pool.basic': tier() } });
  const settled = (...lines: ReturnType<typeof drug>[]) =>
    settledStep(program, visit('v', '2025-01-01', lines)).settled;

  it.each([
    ['just below', 299, 299],
    ['at', 300, 300],
    ['above', 301, 300],
  ])('%s its amount', (_, cost, paid) => {
    expect(settled(drug(cost, 'imatinib')).paidFen).toEqual([paid]);
  });

  it('each has it for itself; codes that the law does not name each have the other', () => {
    const found = settled(
      drug(400, 'imatinib'),
      drug(700, 'osimertinib'),
      drug(150, 'aspirin'),
      drug(250, 'imatinib', 'B'),
      drug(80, 'ibuprofen'),
    );
    // 300 of 650, 500 of 700, 100 of 150, 80 of 80.
    expect(found.paidFen).toEqual([980]);
    const { limit, countedFen } = tierOf(found, 'pool.basic').parts[0] ?? {};
    expect(countedFen).toBe(980);
    expect(
      limit?.groups?.map(({ code, baseFen, amountFen, excessFen }) => [
        code,
        baseFen,
        amountFen,
        excessFen,
      ]),
    ).toEqual([
      ['imatinib', 650, 300, 350],
      ['osimertinib', 700, 500, 200],
      ['aspirin', 150, 100, 50],
      ['ibuprofen', 80, 100, 0],
    ]);
    expect(limit).toMatchObject({ amountFen: 1000, usedFen: 0, excessFen: 600 });
  });

  it.each([
    // Imatinib of A 400 and of B 200: 300 too much, from its last room on, or 2 : 1.
    ['declaredOrder', [0, 100, 200]],
    ['proRata', [0, 200, 100]],
  ])('the excess stays within the rooms of its code: %s', (allot, expected) => {
    const other = townProgram({ tiers: { 'pool.basic': tier({ allot }) } });
    const lines = [drug(90, 'aspirin'), drug(400, 'imatinib'), drug(200, 'imatinib', 'B')];
    const { settled: found } = settledStep(other, visit('v', '2025-01-01', lines));
    expect(found.residual.map((row) => row.reduce((a, b) => a + b, 0))).toEqual(expected);
    expect(residualOf(found)).toEqual({ 'pool.basic/all.overCap': 300 });
  });

  it('a modifier changes all of them, by code too', () => {
    const more = townProgram({
      tiers: {
        'pool.basic': tier({
          numbers: {
            ratioBp: 10_000,
            drugFen: { by: ['medicine'], value: { imatinib: 300, otherwise: 100 } },
            moreFen: { by: ['medicine'], value: { aspirin: 7, otherwise: 20 } },
          },
          modifiers: [{ field: 'limit', operation: 'add', value: { parameter: 'moreFen' } }],
        }),
      },
    });
    const lines = [drug(900, 'imatinib'), drug(900, 'aspirin'), drug(900, 'none')];
    const { settled: found } = settledStep(more, visit('v', '2025-01-01', lines));
    expect(tierOf(found, 'pool.basic').parts[0]?.limit?.groups?.map((g) => g.amountFen)).toEqual([
      320, 107, 120,
    ]);
    const gone = townProgram({
      tiers: {
        'pool.basic': tier({
          // Complete, so that no other value is given: nothing is looked up of it.
          numbers: {
            ratioBp: 10_000,
            drugFen: { by: ['necessity'], value: { necessary: 1, notNecessary: 2 } },
            moreFen: { by: ['necessity'], value: { necessary: 3, notNecessary: 4 } },
          },
          parts: {
            all: {
              base: [{ reasons: ['inScope'] }],
              limit: { amount: { parameter: 'drugFen' }, per: 'necessity' },
              ratio: 'ratioBp',
            },
          },
          modifiers: [
            { field: 'limit', operation: 'remove' },
            { field: 'limit', operation: 'add', value: { parameter: 'moreFen' } },
          ],
        }),
      },
    });
    expect(settledStep(gone, visit('v', '2025-01-01', lines)).settled.paidFen).toEqual([2700]);
  });

  it('a code without an amount is refused', () => {
    // What the reader does not let pass: an amount that one code lacks.
    const { parameters, ...rest } = program;
    const bare = {
      ...rest,
      parameters: parameters.map((parameter) => ({
        ...parameter,
        entries: parameter.entries.map((entry) =>
          parameter.id.endsWith('drugFen') ? { ...entry, value: { imatinib: 300 } } : entry,
        ),
      })),
    };
    expect(rejectionOf(bare, visit('v', '2025-01-01', [drug(1, 'imatinib')]))).toBeUndefined();
    expect(rejectionOf(bare, visit('v', '2025-01-01', [drug(1, 'aspirin')]))).toBe(
      'law/value_missing',
    );
  });
});

describe('a counter per code', () => {
  const counted = (measure: string, window: object = { kind: 'calendarYear' }) =>
    tier({
      parts: {
        all: {
          base: [{ reasons: ['inScope'], lines: { itemClass: ['A'] } }, { reasons: ['inScope'] }],
          limit: { amount: { parameter: 'drugFen' }, per: 'medicine', counter: 'pool.perDrug' },
          ratio: 'ratioBp',
        },
      },
      counters: { 'pool.perDrug': { window, key: 'medicine', writers: [{ measure }] } },
    });

  it('keeps what each code has used of the year', () => {
    const law = townLaw({ tiers: { 'pool.basic': counted('counted') } });
    const { steps } = settledHistory(law, [
      visit('a', '2025-01-01', [drug(200, 'imatinib'), drug(50, 'aspirin')]),
      visit('b', '2025-02-01', [drug(200, 'imatinib'), drug(200, 'osimertinib')]),
      visit('c', '2025-03-01', [drug(200, 'imatinib'), drug(60, 'aspirin')]),
      visit('d', '2026-01-01', [drug(301, 'imatinib')]),
    ]);
    // b: 100 of 200 imatinib; c: nothing, and 50 of 60 aspirin; d: a new year.
    expect(steps.map(({ settled }) => settled.paidFen[0])).toEqual([250, 300, 50, 300]);
    const [program] = law.programs;
    const counter = program?.counters.find(({ id }) => id === 'pool.perDrug');
    const state = steps[2]?.stateAfter;
    if (!counter || !state) throw new Error('no counter');
    const on = steps[2]?.settled.windowDay;
    if (on === undefined) throw new Error('no day');
    expect(
      ['imatinib', 'aspirin', 'osimertinib', 'none'].map((key) =>
        counterValue(counter, state, key, on),
      ),
    ).toEqual([300, 100, 200, 0]);
  });

  it.each([
    // Base 500 and 80: 400 counted, deductible 150 from the first room, 60 % paid.
    ['base', [500, 80]],
    ['counted', [300, 80]],
    ['limitExcess', [200, 0]],
    ['deductible', [150, 0]],
    // 230 × 60 % = 138, filled from the first room: all 138 of imatinib's 150.
    ['paid', [138, 0]],
    ['copay', [12, 80]],
    ['overCap', [200, 0]],
  ])('%s goes to the code of its room', (measure, expected) => {
    const program = townProgram({
      tiers: {
        'pool.basic': {
          ...counted(measure),
          numbers: {
            ratioBp: 6000,
            gateFen: 150,
            drugFen: { by: ['medicine'], value: { imatinib: 300, otherwise: 100 } },
          },
          deductible: { amount: { parameter: 'gateFen' }, counts: 'taken' },
        },
      },
    });
    const lines = [drug(500, 'imatinib'), drug(80, 'aspirin')];
    const { state } = settledStep(program, visit('v', '2025-01-01', lines));
    const kept = (key: string) => state.counters.find((one) => one.key === key)?.value ?? 0;
    expect(['imatinib', 'aspirin'].map(kept)).toEqual(expected);
  });

  it.each([
    // The same drug in two atoms of a bill: one limit, one count.
    [{ kind: 'event' }, [200, 300]],
    [{ kind: 'rolling', months: 1 }, [200, 100]],
    [{ kind: 'week' }, [200, 100]],
  ])('in the window %j', (window, expected) => {
    const law = townLaw({ tiers: { 'pool.basic': counted('counted', window) } });
    const lines = (fen: number) => [drug(fen, 'imatinib'), drug(fen, 'imatinib', 'B')];
    // 2025-01-01 is a Wednesday, 5 January the Sunday of its week.
    const { steps } = settledHistory(law, [
      visit('a', '2025-01-01', lines(100)),
      visit('b', '2025-01-05', lines(200)),
    ]);
    expect(steps.map(({ settled }) => settled.paidFen[0])).toEqual(expected);
  });
});
