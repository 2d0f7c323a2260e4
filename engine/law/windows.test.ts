import { describe, expect, it } from 'vitest';
import { townLaw, townProgram } from '../../testing/laws/town.ts';
import { day, person, settledHistory, settledStep, visit } from '../../testing/laws/town-events.ts';
import { dayToCivil, formatDay } from '../units/index.ts';
import { windowNumber, windowSpan } from './windows.ts';

describe('a week', () => {
  const week = { kind: 'week' } as const;
  const number = (text: string) => windowNumber(week, dayToCivil(day(text)), day(text));

  it('runs from Monday to Sunday, over the turn of a year too', () => {
    // 2024-12-30 is a Monday, 2025-01-05 the Sunday of that week.
    expect(number('2024-12-30')).toBe(number('2025-01-05'));
    expect(number('2024-12-29')).toBe(number('2024-12-30') - 1);
    expect(number('2025-01-06')).toBe(number('2025-01-05') + 1);
  });

  it.each([['1969-12-28'], ['1970-01-01'], ['2025-01-01'], ['2025-01-05']])(
    'the days of the week of %s',
    (text) => {
      const span = windowSpan(week, day(text));
      if (!span) throw new Error('no span');
      expect(span.until - span.from).toBe(7);
      expect(span.from <= day(text) && day(text) < span.until).toBe(true);
      // A Monday is a multiple of 7 days from 1969-12-29.
      expect(Math.abs(span.from - day('1969-12-29')) % 7).toBe(0);
    },
  );

  it('has the days that its number says', () => {
    const span = windowSpan(week, day('2025-01-01'));
    expect(span && [formatDay(span.from), formatDay(span.until)]).toEqual([
      '2024-12-30',
      '2025-01-06',
    ]);
  });

  it('a cap of a week opens anew on Monday', () => {
    const law = townLaw({
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: 10_000, capFen: 100 },
          caps: { week: { amount: { parameter: 'capFen' }, counter: 'pool.week' } },
          counters: { 'pool.week': { window: week, writers: [{ measure: 'paid' }] } },
        },
      },
    });
    const { steps } = settledHistory(law, [
      visit('a', '2025-01-01', 80),
      visit('b', '2025-01-05', 80),
      visit('c', '2025-01-06', 80),
    ]);
    expect(steps.map(({ settled }) => settled.paidFen[0])).toEqual([80, 20, 80]);
  });
});

describe('a window of one event', () => {
  const tiers = {
    'pool.basic': {
      numbers: { ratioBp: 4000 },
      counters: {
        'pool.now': {
          window: { kind: 'event' },
          writers: [{ measure: 'paid' }],
          reads: 'afterEarlierTiers',
        },
      },
    },
    // 保底: at least 60 % of the bill, whatever the first tier paid.
    'aid.floor': {
      numbers: { ratioBp: 10_000, shareBp: 6000 },
      parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
      caps: {
        floor: {
          amount: {
            minus: {
              of: {
                share: {
                  of: { event: 'totalCostFen' },
                  rateBp: { parameter: 'shareBp' },
                  rounding: 'halfUp',
                },
              },
              less: { counter: 'pool.now' },
            },
          },
        },
      },
    },
  };

  it('starts from zero at each event and is not kept', () => {
    const { steps } = settledHistory(townLaw({ tiers }), [
      visit('a', '2025-01-01', 1000),
      visit('b', '2025-01-01', 500),
    ]);
    // 400 + 200 of 1,000; 200 + 100 of 500.
    expect(steps.map(({ settled }) => settled.paidFen)).toEqual([
      [400, 200],
      [200, 100],
    ]);
    expect(steps[1]?.stateAfter.counters).toEqual([]);
    expect(steps[1]?.settled.trace.counters).toMatchObject([{ beforeFen: 0, afterFen: 200 }]);
  });

  it('has no days', () => {
    expect(windowSpan({ kind: 'event' }, day('2025-01-01'))).toBeNull();
    expect(windowSpan({ kind: 'lifetime' }, day('2025-01-01'))).toBeNull();
  });
});

describe('a writer for some events only', () => {
  const program = townProgram({
    counters: {
      'town.stays': {
        writers: [
          { event: 'eventCount', when: { grade: ['secondary', 'tertiary'] } },
          { event: 'eventCount', when: { place: ['outOfCity'], grade: ['primary'] } },
          { event: 'eventCount', when: { place: ['outOfCity'], grade: ['tertiary'] } },
        ],
      },
      'town.left': {
        writers: [{ residual: [{ reasons: ['aid.rest.copay'] }], when: { place: ['outOfCity'] } }],
      },
    },
    tiers: {
      'pool.basic': {
        numbers: { ratioBp: 5000 },
        parts: {
          all: { base: [{ reasons: ['inScope'], lines: { itemClass: ['B'] } }], ratio: 'ratioBp' },
        },
      },
      'aid.rest': {
        numbers: { ratioBp: 5000 },
        counters: {
          'aid.young': { writers: [{ measure: 'paid', when: { employment: ['working'] } }] },
          'aid.old': { writers: [{ measure: 'paid', when: { employment: ['retired'] } }] },
        },
      },
    },
  });
  const written = (facets: Record<string, string>, who = person()) => {
    const { state } = settledStep(program, visit('v', '2025-01-01', 100, facets), { who });
    return Object.fromEntries(state.counters.map(({ counter, value }) => [counter, value]));
  };

  it.each([
    [{ grade: 'primary' }, {}],
    [{ grade: 'secondary' }, { 'town.stays': 1 }],
    [
      { grade: 'primary', place: 'outOfCity' },
      { 'town.stays': 1, 'town.left': 50 },
    ],
    [
      { grade: 'tertiary', place: 'outOfCity' },
      { 'town.stays': 2, 'town.left': 50 },
    ],
  ])('%j writes %j', (facets, expected) => {
    expect(written(facets)).toEqual({ ...expected, 'aid.young': 50 });
  });

  it('asks the person too', () => {
    expect(written({}, person({ employment: 'retired' }))).toEqual({ 'aid.old': 50 });
  });
});
