import { describe, expect, test } from 'vitest';
import { addMonths, ageYears, daysBetween } from './date.ts';

describe('dates', () => {
  test('months keep to the end of the month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addMonths('2025-01-15', -13)).toBe('2023-12-15');
    expect(addMonths('2025-11-30', 14)).toBe('2027-01-30');
  });

  test('a birthday completes the year', () => {
    expect(ageYears('1960-05-05', '2020-05-04')).toBe(59);
    expect(ageYears('1960-05-05', '2020-05-05')).toBe(60);
    expect(ageYears('1960-02-29', '2021-02-28')).toBe(60);
    expect(ageYears('1960-02-29', '2021-03-01')).toBe(61);
  });

  test('days between', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1);
  });
});
