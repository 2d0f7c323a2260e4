import { describe, expect, test } from 'vitest';
import { type CounterEntry, read, write } from './counters.ts';
import type { Counter, Window } from './written.ts';

const at = (day: string) => ({ counter: 'c', key: '', day });

function counted(law: Counter, days: readonly string[]): CounterEntry[] {
  let entries: CounterEntry[] = [];
  days.forEach((day, index) => {
    entries = write(entries, law, at(day), BigInt(10 ** index));
  });
  return entries;
}

const of = (window: Window, more: Partial<Counter> = {}): Counter => ({
  window,
  writers: [],
  ...more,
});

describe('windows', () => {
  const days = ['2024-12-31', '2025-01-01', '2025-01-31', '2025-02-01', '2025-02-01'];

  test.each<[Window, string, bigint]>([
    [{ kind: 'day' }, '2025-02-01', 11_000n],
    [{ kind: 'month' }, '2025-01-15', 110n],
    [{ kind: 'calendarYear' }, '2025-12-31', 11_110n],
    [{ kind: 'calendarYear' }, '2024-01-01', 1n],
    [{ kind: 'lifetime' }, '2030-01-01', 11_111n],
    [{ kind: 'productYear', startsOn: '02-01' }, '2025-01-31', 111n],
    [{ kind: 'productYear', startsOn: '02-01' }, '2026-01-31', 11_000n],
    [{ kind: 'rolling', months: 1 }, '2025-01-31', 110n],
    [{ kind: 'rolling', months: 1 }, '2025-02-28', 11_100n],
    [{ kind: 'rolling', months: 1 }, '2025-03-01', 0n],
    [{ kind: 'rolling', months: 2 }, '2025-02-28', 11_111n],
    [{ kind: 'rolling', months: 2 }, '2025-01-01', 11n],
  ])('%o on %s', (window, day, value) => {
    expect(read(counted(of(window), days), of(window), at(day))).toBe(value);
  });

  test('keeps the greater', () => {
    const law = of({ kind: 'calendarYear' }, { holds: 'max' });
    let entries = write([], law, at('2025-01-01'), 7n);
    entries = write(entries, law, at('2025-02-01'), 5n);
    expect(read(entries, law, at('2025-03-01'))).toBe(7n);
  });

  test('a window starts from the value of the latest earlier one', () => {
    const law = of({ kind: 'calendarYear' }, { carryOver: 'value' });
    const entries = counted(law, ['2023-05-05', '2025-05-05']);
    expect(read(entries, law, at('2024-01-01'))).toBe(1n);
    expect(read(entries, law, at('2025-06-01'))).toBe(11n);
    expect(read(entries, law, at('2022-06-01'))).toBe(0n);
    const late = write(entries, law, at('2023-06-06'), 100n);
    expect(read(late, law, at('2025-06-01'))).toBe(11n);
  });
});
