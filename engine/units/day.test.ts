import { describe, expect, it } from 'vitest';
import { ageOn, asDay, dayFromCivil, dayToCivil, formatDay, parseDay, plusMonths } from './day.ts';

function day(text: string) {
  const found = parseDay(text);
  if (found === undefined) throw new Error(text);
  return found;
}

describe('parseDay', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2024-02-29', 19_782],
    ['2025-01-01', 20_089],
    ['2100-02-28', 47_540],
    ['2100-03-01', 47_541],
  ])('reads %s as day %i and writes it back', (text, number) => {
    expect(parseDay(text)).toBe(number);
    expect(formatDay(asDay(number))).toBe(text);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '2100-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-06-31',
    '2024-09-31',
    '2024-11-31',
    '2024-01-32',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-1-01',
    '24-01-01',
    '2024/01/01',
    ' 2024-01-01',
    '2024-01-01 ',
    '2024-01-01\n',
    '+2024-01-01',
    '２０２４-01-01',
    '',
  ])('refuses %j', (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  it('knows the last day of every month of a common year', () => {
    const last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const [index, count] of last.entries()) {
      const month = String(index + 1).padStart(2, '0');
      expect(parseDay(`2025-${month}-${count}`)).toBeDefined();
      expect(parseDay(`2025-${month}-${count + 1}`)).toBeUndefined();
    }
  });
});

describe('dayToCivil', () => {
  it('goes there and back from 1600 to 2400, on both sides of what is kept ready', () => {
    for (let value = -135_140; value < 157_054; value += 97) {
      const on = asDay(value);
      expect(dayFromCivil(dayToCivil(on))).toBe(value);
    }
    for (const value of [-1, 0, 39_999, 40_000, 40_001]) {
      expect(dayFromCivil(dayToCivil(asDay(value)))).toBe(value);
    }
  });

  it('gives each day the one after it', () => {
    let before = dayToCivil(day('2023-12-31'));
    for (let on = day('2024-01-01'); on < day('2025-03-01'); on = asDay(on + 1)) {
      const civil = dayToCivil(on);
      const isNext = civil.day === before.day + 1 && civil.month === before.month;
      const isFirst = civil.day === 1 && civil.month === (before.month % 12) + 1;
      expect(isNext || isFirst).toBe(true);
      before = civil;
    }
  });

  it('refuses a number that is no day', () => {
    expect(() => asDay(1.5)).toThrow(RangeError);
    expect(() => asDay(Number.NaN)).toThrow(RangeError);
  });
});

describe('plusMonths', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-31', 3, '2025-04-30'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-15', -1, '2024-12-15'],
    ['2025-01-01', -12, '2024-01-01'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -48, '2020-02-29'],
    ['2025-12-31', 0, '2025-12-31'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-06-30', 24, '2027-06-30'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(formatDay(plusMonths(day(from), months))).toBe(to);
  });
});

describe('ageOn', () => {
  it.each([
    ['1960-05-05', '2025-05-04', 64],
    ['1960-05-05', '2025-05-05', 65],
    ['1960-05-05', '2025-05-06', 65],
    ['1960-05-05', '2025-04-30', 64],
    ['1960-05-31', '2025-06-01', 65],
    ['1960-12-31', '2025-01-01', 64],
    ['2000-02-29', '2025-02-28', 24],
    ['2000-02-29', '2025-03-01', 25],
    ['2000-02-29', '2024-02-29', 24],
    ['2025-05-05', '2025-05-05', 0],
  ])('born %s is on %s %i years old', (born, on, years) => {
    expect(ageOn(day(born), day(on))).toBe(years);
  });
});
