import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../units/index.ts';
import { parametersOf, unitOfName, type WrittenParameter } from './parameter.ts';

const cited = { mark: 'official', document: 'd', clause: '第一条' } as const;
const written = (values: Readonly<Record<string, number | null>>): WrittenParameter => ({
  from: Object.fromEntries(
    Object.entries(values).map(([from, value]) => [from, { value, ...cited }]),
  ),
});

/** Day on which each value begins and ends. */
function spans(values: Readonly<Record<string, number | null>>) {
  const [parameter] = parametersOf('p', { capFen: written(values) });
  return parameter?.entries.map(({ from, until, value }) => [
    formatDay(from),
    until === null ? null : formatDay(until),
    value,
  ]);
}

describe('dated entries', () => {
  it('hold until the next, the last until further notice', () => {
    expect(spans({ '2024-01-01': 1, '2024-07-01': 2 })).toEqual([
      ['2024-01-01', '2024-07-01', 1],
      ['2024-07-01', null, 2],
    ]);
  });

  it('stand by their days, whatever their order in the file', () => {
    expect(spans({ '2025-01-01': 3, '2023-01-01': 1, '2024-01-01': 2 })).toEqual([
      ['2023-01-01', '2024-01-01', 1],
      ['2024-01-01', '2025-01-01', 2],
      ['2025-01-01', null, 3],
    ]);
  });

  it('end where nothing is said, and may begin again', () => {
    expect(spans({ '2023-01-01': 1, '2024-01-01': null, '2025-01-01': 0 })).toEqual([
      ['2023-01-01', '2024-01-01', 1],
      ['2025-01-01', null, 0],
    ]);
    expect(spans({ '2023-01-01': 1, '2024-01-01': null })).toEqual([
      ['2023-01-01', '2024-01-01', 1],
    ]);
  });

  it('carry their own name and source', () => {
    const [parameter] = parametersOf('p', { capFen: written({ '2024-01-01': 1 }) });
    expect(parameter?.entries[0]).toMatchObject({ parameter: 'p/capFen', citation: cited });
  });
});

describe('parametersOf', () => {
  it('names parameters by their file and sorts them by name', () => {
    const one = written({ '2024-01-01': 1 });
    expect(parametersOf('p', { ratioBp: one, capFen: one }).map(({ id }) => id)).toEqual([
      'p/capFen',
      'p/ratioBp',
    ]);
    expect(parametersOf('p', undefined)).toEqual([]);
  });

  it.each([
    ['boundsFenList', 'FenList'],
    ['ratiosBpList', 'BpList'],
    ['capFen', 'Fen'],
    ['ratioBp', 'Bp'],
    ['stayDays', 'Days'],
    ['visitCount', 'Count'],
  ])('tells the unit of %s: %s', (name, unit) => {
    expect(unitOfName(name)).toBe(unit);
  });
});
