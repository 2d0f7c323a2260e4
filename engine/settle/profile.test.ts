import { describe, expect, it } from 'vitest';
import { type TownScheme, townProgram } from '../../testing/laws/town.ts';
import { contribution, day, person, visit } from '../../testing/laws/town-events.ts';
import type { Event, Person } from './event.ts';
import { inputKeyOf, lawDayOf, outsideSpan } from './profile.ts';
import { EMPTY_STATE } from './state.ts';

const scheme: TownScheme = {
  from: '2025-01-01',
  until: '2026-01-01',
  tiers: {
    'pool.basic': {
      numbers: {
        ratioBp: {
          by: ['personClass', 'grade'],
          from: {
            '2020-01-01': {
              poor: { primary: 9000, otherwise: 8000 },
              otherwise: { otherwise: 5000 },
            },
            '2025-07-01': {
              poor: { primary: 9500, otherwise: 8000 },
              otherwise: { otherwise: 5000 },
            },
          },
        },
      },
    },
  },
};
const program = townProgram(scheme);

describe('X11: the law day', () => {
  const stay = {
    ...visit('v', '2025-03-09', 100),
    admittedOn: day('2025-03-01'),
    servedOn: day('2025-03-05'),
    settledOn: day('2025-03-20'),
  };

  it.each([
    ['admittedOn', '2025-03-01'],
    ['servedOn', '2025-03-05'],
    ['dischargedOn', '2025-03-09'],
    ['settledOn', '2025-03-20'],
  ])('%s of a visit', (lawDay, expected) => {
    const law = townProgram({ ...scheme, choices: { lawDay } });
    expect(lawDayOf(law, stay)).toBe(day(expected));
    expect(lawDayOf(law, contribution('c', '2025-05-05', 1))).toBe(day('2025-05-05'));
  });

  it('lies in the span of the law from its first day up to, not including, its last', () => {
    const code = (on: string) => {
      const outside = outsideSpan(program, day(on));
      return outside && !outside.ok ? outside.rejection.code : null;
    };
    expect(['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map(code)).toEqual([
      'law/not_yet',
      null,
      null,
      'law/expired',
    ]);
  });
});

describe('inputKeyOf', () => {
  const key = (on: string, who: Person, event: Event = visit('v', on, 100)) => {
    const found = inputKeyOf({ event, person: who, state: EMPTY_STATE, program });
    return found.ok ? found.value : found.rejection.code;
  };
  const poor = person({ personClass: ['poor', '2025-05-01'] });

  it('is equal where law and facts answer alike', () => {
    expect(key('2025-01-01', person())).toBe(key('2025-06-30', person()));
    expect(key('2025-04-30', poor)).toBe(key('2025-03-01', person()));
    expect(key('2025-03-01', person({ employment: 'retired' }))).toBe(key('2025-03-01', person()));
    expect(key('2025-03-01', person(), visit('w', '2025-03-01', [], { grade: 'tertiary' }))).toBe(
      key('2025-03-01', person(), visit('x', '2025-03-01', 5, { grade: 'secondary' })),
    );
  });

  it('differs by class, by facet, by dated number and by law', () => {
    const keys = [
      key('2025-05-01', poor),
      key('2025-05-01', person()),
      key('2025-07-01', poor),
      key('2025-07-01', person()),
      key('2025-05-01', poor, visit('v', '2025-05-01', 1, { grade: 'tertiary' })),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    const other = townProgram({ ...scheme, until: '2027-01-01' });
    const event = visit('v', '2025-05-01', 1);
    const found = inputKeyOf({ event, person: poor, state: EMPTY_STATE, program: other });
    expect(found.ok && found.value).not.toBe(keys[0]);
  });

  it('is refused where a facet is', () => {
    expect(key('2025-05-01', poor, visit('v', '2025-05-01', 1, { grade: 'fifth' }))).toBe(
      'settlement/unknown_code',
    );
  });
});
