import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw, townProgram } from '../../testing/laws/town.ts';
import {
  day,
  fact,
  history,
  person,
  settledHistory,
  settledStep,
  visit,
} from '../../testing/laws/town-events.ts';
import { personClassOn } from './facts.ts';
import { settleHistory } from './settle-history.ts';

const tiers: TownScheme['tiers'] = { 'pool.basic': { numbers: { ratioBp: 10_000 } } };

describe('newborns', () => {
  // Enrolled within 90 days of birth: covered from birth.
  const law = townLaw({
    numbers: { newbornDays: 90 },
    backdating: [
      {
        dimension: 'insuranceType',
        codes: ['resident'],
        to: 'birth',
        within: { parameter: 'newbornDays' },
      },
    ],
    tiers,
  });
  const born = '2025-03-01';
  const child = (from: string, code = 'resident', bornOn: string | undefined = born) =>
    person({ insuranceType: [code, from] }, bornOn === undefined ? {} : { bornOn });
  const settledOn = (on: string, who: ReturnType<typeof child>) => {
    const result = settleHistory(law, history([visit('v', on, 100)], who));
    return result.ok ? result.value.steps[0]?.settled.paidFen[0] : result.rejection.code;
  };

  it.each([
    // 2025-05-30 is 90 days after birth.
    ['2025-05-30', '2025-03-01', 100],
    ['2025-05-31', '2025-03-01', 'settlement/facet_missing'],
    ['2025-05-30', '2025-02-28', 'settlement/facet_missing'],
    ['2025-05-31', '2025-05-31', 100],
    ['2025-03-01', '2025-03-01', 100],
  ])('enrolled on %s, in hospital on %s: %s', (from, on, expected) => {
    expect(settledOn(on, child(from))).toBe(expected);
  });

  it('not by a scheme that is not in force on the day', () => {
    const late = townLaw(
      { id: 'town.before', from: '2024-01-01', until: '2025-03-15', tiers },
      {
        id: 'town.after',
        from: '2025-03-15',
        until: '2026-01-01',
        numbers: { newbornDays: 90 },
        backdating: [
          {
            dimension: 'insuranceType',
            codes: ['resident'],
            to: 'birth',
            within: { parameter: 'newbornDays' },
          },
        ],
        tiers,
      },
    );
    const on = (text: string) => {
      const result = settleHistory(late, history([visit('v', text, 100)], child('2025-05-01')));
      return result.ok ? result.value.steps[0]?.settled.program.id : result.rejection.code;
    };
    expect(on('2025-03-14')).toBe('settlement/facet_missing');
    expect(on('2025-03-15')).toBe('town.after');
  });

  it('not for other codes, nor without a day of birth', () => {
    expect(settledOn('2025-03-01', child('2025-05-30', 'employee'))).toBe(
      'settlement/facet_missing',
    );
    const undated = person({ insuranceType: ['resident', '2025-05-30'] });
    expect(settledOn('2025-03-01', undated)).toBe('settlement/facet_missing');
  });
});

describe('late enrolment', () => {
  const program = townProgram({
    numbers: { lateDays: { from: { '2024-01-01': 59, '2025-07-01': 31 } } },
    backdating: [
      { dimension: 'filed', codes: ['cancer'], to: 'yearStart', within: { parameter: 'lateDays' } },
    ],
    tiers: { 'pool.basic': { when: { filed: ['cancer'] }, numbers: { ratioBp: 10_000 } } },
  });
  const paid = (filedOn: string, on: string) =>
    settledStep(program, visit('v', on, 100), {
      who: person({}, { also: [fact('filed', 'cancer', filedOn)] }),
    }).settled.paidFen[0];

  it.each([
    // 1 March is 59 days after 1 January 2025.
    ['2025-03-01', '2025-01-01', 100],
    ['2025-03-02', '2025-01-01', 0],
    ['2025-03-01', '2024-12-31', 0],
    // From July the law gives 31 days; the day of the visit decides, not that of the fact.
    ['2025-03-01', '2025-07-01', 100],
  ])('filed on %s, on %s pays %i', (filedOn, on, expected) => {
    expect(paid(filedOn, on)).toBe(expected);
  });

  it('takes the days that the law gives on the law day', () => {
    const late = townProgram({
      numbers: { lateDays: { from: { '2024-01-01': 31, '2025-02-01': 59 } } },
      backdating: [
        {
          dimension: 'filed',
          codes: ['cancer'],
          to: 'yearStart',
          within: { parameter: 'lateDays' },
        },
      ],
      tiers: { 'pool.basic': { when: { filed: ['cancer'] }, numbers: { ratioBp: 10_000 } } },
    });
    const who = person({}, { also: [fact('filed', 'cancer', '2025-03-01')] });
    const on = (text: string) => settledStep(late, visit('v', text, 1), { who }).settled.paidFen[0];
    expect([on('2025-01-31'), on('2025-02-01')]).toEqual([0, 1]);
  });
});

describe('a class that is recognised late', () => {
  const program = townProgram({
    numbers: { lateDays: 31 },
    backdating: [
      {
        dimension: 'personClass',
        codes: ['poor'],
        to: 'yearStart',
        within: { parameter: 'lateDays' },
      },
    ],
    tiers: { 'pool.basic': { when: { personClass: ['poor'] }, numbers: { ratioBp: 10_000 } } },
  });

  it.each([
    ['2025-02-01', 100],
    ['2025-02-02', 0],
  ])('from %s: on 1 January it pays %i', (from, expected) => {
    const who = person({ personClass: ['poor', from] });
    const { settled } = settledStep(program, visit('v', '2025-01-01', 100), { who });
    expect(settled.paidFen).toEqual([expected]);
  });
});

describe('a class that says how it holds', () => {
  const recognised = person({ personClass: ['poor', '2025-06-15'] });
  const held = (holds: string | undefined, on: string) => {
    const program = townProgram({ tiers });
    const classes = program.classes.map((one) =>
      one.id === 'poor' ? { ...one, holds: (holds ?? null) as typeof one.holds } : one,
    );
    return personClassOn({ ...program, classes }, recognised, day(on));
  };

  it.each([
    // The scheme says fromDay; the class reaches 3 months back where it says monthsBack.
    [undefined, ['general', 'general', 'general', 'poor']],
    ['fromDay', ['general', 'general', 'general', 'poor']],
    ['wholeYear', ['poor', 'poor', 'poor', 'poor']],
    ['monthsBack', ['general', 'general', 'poor', 'poor']],
  ])('%s', (holds, expected) => {
    const days = ['2025-01-01', '2025-03-14', '2025-03-15', '2025-06-15'];
    expect(days.map((on) => held(holds, on))).toEqual(expected);
  });

  it('replays a late fact', () => {
    const law = townLaw({
      numbers: { newbornDays: 30 },
      backdating: [
        {
          dimension: 'employment',
          codes: ['retired'],
          to: 'yearStart',
          within: { parameter: 'newbornDays' },
        },
      ],
      tiers: {
        'pool.basic': {
          numbers: { ratioBp: { by: ['employment'], value: { retired: 9000, otherwise: 5000 } } },
        },
      },
    });
    const items = [visit('v', '2025-01-02', 100)];
    const before = settledHistory(law, items, person());
    const retired = person({ employment: ['retired', '2025-01-31'] });
    const after = settledHistory(law, items, retired, { earlier: before });
    expect([before, after].map(({ steps }) => steps[0]?.settled.paidFen)).toEqual([[50], [90]]);
    expect(after.reused).toBe(0);
  });
});
