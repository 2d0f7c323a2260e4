import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, padded, wrapped } from './wrap.ts';

describe('columnsOf', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['起付线', 6],
    ['（一）1,928.57', 14],
    ['「大病」', 8],
    ['− → ─ ·', 7],
    ['é', 1],
    ['𠮷', 2],
  ])('%s takes %i columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it('pads to columns, not to signs', () => {
    expect(padded('医院', 6, 'left')).toBe('医院  ');
    expect(padded('医院', 6, 'right')).toBe('  医院');
    expect(padded('医疗救助', 6, 'left')).toBe('医疗救助');
  });
});

describe('wrapped', () => {
  it('breaks Chinese anywhere but not inside a number, and not before a closing sign', () => {
    expect(wrapped('起付线 3,000.00，本次扣 2,095.71。', 16)).toEqual([
      '起付线',
      '3,000.00，本次扣',
      '2,095.71。',
    ]);
  });

  it('indents the later lines', () => {
    expect(wrapped('   计入 甲乙丙丁戊己', 12, 5)).toEqual([
      '   计入 甲乙',
      '     丙丁戊',
      '     己',
    ]);
  });

  it('keeps what is said, whatever the text', () => {
    const piece = fc.constantFrom(...'起付线，。（）「」 ab12.,%[]→'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 60 }), fc.nat({ max: 4 }), (text, indent) => {
        const lines = wrapped(text, 20, indent);
        const flat = (value: string) => value.replaceAll(' ', '');
        expect(flat(lines.join(''))).toBe(flat(text));
      }),
      { numRuns: 500 },
    );
  });

  it('stays within the width where nothing clings', () => {
    const piece = fc.constantFrom('起', '付', '线', ' ', '12.50', 'ab');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat({ max: 4 }), (pieces, indent) => {
        const spaced = pieces.join(' ');
        for (const line of wrapped(spaced, 20, indent)) {
          expect(columnsOf(line)).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 500 },
    );
  });
});
