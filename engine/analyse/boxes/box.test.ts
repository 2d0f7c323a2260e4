import { describe, expect, it } from 'vitest';
import { intersectionOf, pointOf } from './box.ts';

const codes = (dimension: string, ...all: string[]) => ({ dimension, codes: all });
const ages = (from: number | null, until: number | null) => ({
  dimension: 'ageYears',
  interval: { from, until },
});

describe('intersectionOf', () => {
  it('keeps what both name, and sides that only one has', () => {
    const both = intersectionOf(
      [codes('grade', 'primary', 'secondary')],
      [codes('grade', 'secondary', 'tertiary'), codes('place', 'inCity')],
    );
    expect(both).toEqual([codes('grade', 'secondary'), codes('place', 'inCity')]);
  });

  it('is nothing where codes or intervals do not meet', () => {
    expect(intersectionOf([codes('grade', 'primary')], [codes('grade', 'tertiary')])).toBeNull();
    expect(intersectionOf([ages(0, 14)], [ages(14, null)])).toBeNull();
    expect(intersectionOf([ages(0, 14)], [ages(13, null)])).toEqual([ages(13, 14)]);
  });

  it('holds codes that are numbers against intervals', () => {
    expect(intersectionOf([codes('ageYears', '13', '14')], [ages(14, 60)])).toEqual([
      codes('ageYears', '14'),
    ]);
    expect(intersectionOf([ages(15, 60)], [codes('ageYears', '14')])).toBeNull();
  });
});

describe('pointOf', () => {
  it('gives a code of each side', () => {
    expect(pointOf([codes('grade', 'tertiary', 'primary'), ages(60, 70), ages(null, 3)])).toEqual({
      grade: 'tertiary',
      ageYears: '0',
    });
    expect(pointOf([ages(60, 70)])).toEqual({ ageYears: '60' });
  });
});
