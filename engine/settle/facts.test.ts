import { describe, expect, it } from 'vitest';
import { type TownScheme, townProgram } from '../../testing/laws/town.ts';
import {
  day,
  fact,
  line,
  person,
  rejectionOf,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';
import type { Person } from './event.ts';
import { personClassOn } from './facts.ts';

const tiers: TownScheme['tiers'] = {
  'pool.basic': {
    numbers: {
      ratioBp: {
        by: ['insuranceType', 'personClass'],
        value: {
          resident: { poorest: 9000, poor: 8000, otherwise: 5000 },
          employee: { poorest: 9500, poor: 8500, otherwise: 7000 },
        },
      },
    },
  },
};

function classes(classChange: string, who: Person, days: readonly string[], order?: string[]) {
  const program = townProgram({
    choices: { classChange },
    tiers,
    ...(order ? { classes: order } : {}),
  });
  return days.map((on) => personClassOn(program, who, day(on)));
}

describe('X08: from which day a person class counts', () => {
  const poor = person({ personClass: ['poor', '2025-07-01', '2025-09-01'] });
  const days = [
    '2024-12-31',
    '2025-01-01',
    '2025-03-31',
    '2025-04-01',
    '2025-06-30',
    '2025-07-01',
    '2025-08-31',
    '2025-09-01',
    '2025-12-31',
    '2026-01-01',
  ];
  const _ = 'general';

  it.each([
    ['fromDay', [_, _, _, _, _, 'poor', 'poor', _, _, _]],
    ['wholeYear', [_, 'poor', 'poor', 'poor', 'poor', 'poor', 'poor', 'poor', 'poor', _]],
    // `poor` reaches 3 months back
    ['monthsBack', [_, _, _, 'poor', 'poor', 'poor', 'poor', _, _, _]],
  ])('%s', (choice, expected) => {
    expect(classes(choice, poor, days)).toEqual(expected);
  });

  it('a whole year is touched by its first and its last day', () => {
    const spell = (from: string, until?: string) =>
      classes('wholeYear', person({ personClass: ['poor', from, until] }), [
        '2024-06-01',
        '2025-06-01',
        '2026-06-01',
      ]);
    expect(spell('2025-12-31', '2026-01-01')).toEqual([_, 'poor', _]);
    expect(spell('2025-12-31', '2026-01-02')).toEqual([_, 'poor', 'poor']);
    expect(spell('2025-01-01', '2025-01-02')).toEqual([_, 'poor', _]);
    expect(spell('2024-12-31')).toEqual(['poor', 'poor', 'poor']);
    expect(spell('2025-05-05', '2025-05-05')).toEqual([_, _, _]);
  });

  it('a recognition of no day holds on none, also months back', () => {
    const none = person({ personClass: ['poor', '2025-07-01', '2025-07-01'] });
    expect(classes('monthsBack', none, ['2025-06-30', '2025-07-01'])).toEqual([_, _]);
  });

  it('a class that does not reach back counts from its day under monthsBack', () => {
    const poorest = person({ personClass: ['poorest', '2025-07-01'] });
    expect(classes('monthsBack', poorest, ['2025-06-30', '2025-07-01'])).toEqual([_, 'poorest']);
  });
});

describe('a recognition that lapses', () => {
  const from = (until?: string) => person({ personClass: ['poorest', '2025-01-31', until] });

  it('holds for its months, until the day of the same number', () => {
    const days = ['2025-01-30', '2025-01-31', '2025-07-30', '2025-07-31', '2026-01-01'];
    expect(classes('fromDay', from(), days)).toEqual([
      'general',
      'poorest',
      'poorest',
      'general',
      'general',
    ]);
  });

  it('ends before that where it is ended before, never later', () => {
    const days = ['2025-03-31', '2025-04-01', '2025-07-31', '2025-08-31'];
    expect(classes('fromDay', from('2025-04-01'), days).slice(0, 2)).toEqual([
      'poorest',
      'general',
    ]);
    expect(classes('fromDay', from('2025-12-01'), days).slice(2)).toEqual(['general', 'general']);
  });

  it('touches under wholeYear only the years in which it held', () => {
    const late = person({ personClass: ['poorest', '2025-08-01'] });
    expect(classes('wholeYear', late, ['2025-01-01', '2026-01-01', '2027-01-01'])).toEqual([
      'poorest',
      'poorest',
      'general',
    ]);
    const early = person({ personClass: ['poorest', '2025-07-01'] });
    // Lapses on 1 January 2026: its last day is in 2025.
    expect(classes('wholeYear', early, ['2025-01-01', '2026-01-01'])).toEqual([
      'poorest',
      'general',
    ]);
  });
});

describe('several classes', () => {
  const both = person(
    { personClass: ['poor', '2025-01-01'] },
    { also: [fact('personClass', 'poorest', '2025-03-01', '2025-05-01')] },
  );

  it("the scheme's first that is held counts", () => {
    const days = ['2025-02-28', '2025-03-01', '2025-04-30', '2025-05-01'];
    expect(classes('fromDay', both, days)).toEqual(['poor', 'poorest', 'poorest', 'poor']);
    const turned = ['poor', 'poorest'];
    expect(classes('fromDay', both, days, turned)).toEqual(['poor', 'poor', 'poor', 'poor']);
  });

  it('a class that the scheme does not list is none', () => {
    const program = townProgram({
      classes: ['poor'],
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: { by: ['personClass'], value: { poor: 1, otherwise: 2 } } },
        },
      },
    });
    const poorest = person({ personClass: ['poorest', '2025-03-01'] });
    expect(personClassOn(program, poorest, day('2025-03-01'))).toBe('general');
  });
});

describe('facts of a person', () => {
  const program = townProgram({
    tiers: {
      'pool.basic': {
        numbers: {
          ratioBp: { by: ['employment'], value: { working: 5000, retired: 6000 } },
          extraBp: 1000,
        },
        modifiers: [
          {
            field: 'ratio',
            when: { ageYears: { from: 60 } },
            operation: 'add',
            value: { parameter: 'extraBp' },
          },
        ],
      },
    },
  });
  const paid = (who: Person, on = '2025-05-05') =>
    settledStep(program, visit('v', on, 10_000), { who }).settled.paidFen[0];

  it('hold from their day up to, not including, their last', () => {
    const retires = person(
      { employment: ['retired', '2025-05-05', '2025-06-01'] },
      { bornOn: '1990-01-01' },
    );
    expect(
      ['2025-05-04', '2025-05-05', '2025-05-31', '2025-06-01'].map((on) => paid(retires, on)),
    ).toEqual([5000, 6000, 6000, 5000]);
  });

  it('absent mean what the vocabulary says', () => {
    expect(paid(person({}, { bornOn: '1990-01-01' }))).toBe(5000);
  });

  it('age is completed years on the law day', () => {
    const who = person({}, { bornOn: '1965-05-05' });
    expect(['2025-05-04', '2025-05-05'].map((on) => paid(who, on))).toEqual([5000, 6000]);
    expect(rejectionOf(program, visit('v', '2025-05-05', 1), { who: person() })).toBe(
      'settlement/facet_missing',
    );
  });

  it('are taken on the law day, not on another day of the visit', () => {
    const stay = { ...visit('v', '2025-06-10', 10_000), admittedOn: day('2025-05-01') };
    const who = person({ employment: ['retired', '2025-06-01'] }, { bornOn: '1990-01-01' });
    const byDay = (lawDay: string) => {
      const law = townProgram({
        choices: { lawDay },
        tiers: {
          'pool.basic': {
            numbers: { ratioBp: { by: ['employment'], value: { working: 5000, retired: 6000 } } },
          },
        },
      });
      return settledStep(law, stay, { who }).settled.paidFen[0];
    };
    expect(['dischargedOn', 'admittedOn'].map(byDay)).toEqual([6000, 5000]);
  });

  it('that contradict each other on one day are refused', () => {
    const two = person(
      { employment: ['working', '2025-01-01', '2025-06-01'] },
      { bornOn: '1990-01-01', also: [fact('employment', 'retired', '2025-05-01')] },
    );
    const at = (on: string) => rejectionOf(program, visit('v', on, 1), { who: two });
    expect(['2025-04-30', '2025-05-01', '2025-05-31', '2025-06-01'].map(at)).toEqual([
      undefined,
      'settlement/facts_overlap',
      'settlement/facts_overlap',
      undefined,
    ]);
  });

  it('that say the same twice are one', () => {
    const twice = person(
      { employment: 'retired' },
      { bornOn: '1990-01-01', also: [fact('employment', 'retired', '2025-05-01')] },
    );
    expect(paid(twice)).toBe(6000);
  });

  it('of unknown codes are refused, also of a dimension told by intervals', () => {
    const odd = person({ employment: 'idle' }, { bornOn: '1990-01-01' });
    expect(rejectionOf(program, visit('v', '2025-05-05', 1), { who: odd })).toBe(
      'settlement/unknown_code',
    );
  });

  it('in dimensions that the law does not look at do not matter', () => {
    const plain = townProgram({ tiers: { 'pool.basic': { numbers: { ratioBp: 5000 } } } });
    const odd = person({ employment: 'idle' }, { also: [fact('employment', 'working')] });
    expect(rejectionOf(plain, visit('v', '2025-05-05', 1), { who: odd })).toBeUndefined();
  });
});

describe('X09: two enrolments on one day', () => {
  const both = person({}, { also: [fact('insuranceType', 'employee')] });
  const law = (doubleEnrolment: string, order: readonly string[]) =>
    townProgram({ choices: { doubleEnrolment }, covers: { insuranceType: order }, tiers });
  const bill = visit('v', '2025-05-05', 10_000);

  it('are refused, or the first that the scheme covers counts', () => {
    expect(rejectionOf(law('reject', ['resident', 'employee']), bill, { who: both })).toBe(
      'settlement/facts_overlap',
    );
    const paid = (order: readonly string[]) =>
      settledStep(law('declaredOrder', order), bill, { who: both }).settled.paidFen[0];
    expect(paid(['resident', 'employee'])).toBe(5000);
    expect(paid(['employee', 'resident'])).toBe(7000);
    expect(paid(['employee'])).toBe(7000);
  });

  it('does not excuse two codes of another dimension', () => {
    const program = townProgram({
      choices: { doubleEnrolment: 'declaredOrder' },
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: { by: ['employment'], value: { working: 1, retired: 2 } } },
        },
      },
    });
    const two = person({ employment: 'working' }, { also: [fact('employment', 'retired')] });
    expect(rejectionOf(program, bill, { who: two })).toBe('settlement/facts_overlap');
  });
});

describe('facets of events and lines', () => {
  const program = townProgram({
    tiers: {
      'pool.basic': {
        when: { triage: { from: 1, until: 4 } },
        numbers: { ratioBp: { by: ['place'], value: { inCity: 8000, outOfCity: 6000 } } },
        parts: {
          all: {
            base: [{ reasons: ['inScope'], lines: { priceLevel: { from: 5 } } }],
            ratio: 'ratioBp',
          },
        },
      },
    },
  });
  const bill = (triage: string, priceLevel: string, more: Record<string, string> = {}) =>
    visit('v', '2025-05-05', [line(100, { facets: { priceLevel } })], { triage, ...more });

  it('an absent facet means what the vocabulary says', () => {
    const paid = (more: Record<string, string>) =>
      settledStep(program, bill('2', '5', more)).settled.paidFen[0];
    expect([paid({}), paid({ place: 'inCity' }), paid({ place: 'outOfCity' })]).toEqual([
      80, 80, 60,
    ]);
  });

  it.each([
    ['an integer as text', '2', '7', undefined],
    ['zero and the greatest', '3', '900000000000', undefined],
    ['below zero', '-1', '7', 'settlement/unknown_code'],
    ['above the greatest', '2', '900000000001', 'settlement/unknown_code'],
    ['not a number for the event', 'two', '7', 'settlement/unknown_code'],
    ['not a number for the line', '2', 'high', 'settlement/unknown_code'],
    ['half a number', '2.5', '7', 'settlement/unknown_code'],
    ['nothing', '', '7', 'settlement/unknown_code'],
    ['a number with an exponent', '1e1', '7', 'settlement/unknown_code'],
  ])('%s: %s and %s', (_, triage, priceLevel, code) => {
    expect(rejectionOf(program, bill(triage, priceLevel))).toBe(code);
  });

  it('an unknown code and a missing facet are refused', () => {
    expect(rejectionOf(program, bill('2', '7', { place: 'abroad' }))).toBe(
      'settlement/unknown_code',
    );
    const { triage: _, ...rest } = bill('2', '7').facets;
    expect(rejectionOf(program, { ...bill('2', '7'), facets: rest })).toBe(
      'settlement/facet_missing',
    );
  });
});
