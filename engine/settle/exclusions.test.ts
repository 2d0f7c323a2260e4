import { describe, expect, it } from 'vitest';
import { townProgram } from '../../testing/laws/town.ts';
import { line, rejectionOf, settledStep, visit } from '../../testing/laws/town-events.ts';

const program = townProgram({
  outOfScope: [
    { lines: { itemClass: ['C'] } },
    { when: { place: ['outOfCity'] }, lines: { medicine: ['meals'] } },
    { when: { disease: ['injuredAtWork', 'injuredByOthers'] } },
  ],
  tiers: { 'pool.basic': { numbers: { ratioBp: 10_000 } } },
});

const lines = [
  line(1),
  line(20, { facets: { itemClass: 'C' } }),
  line(300, { facets: { medicine: 'meals' } }),
  line(4000, { facets: { itemClass: 'C', medicine: 'meals' } }),
];
const settled = (facets: Record<string, string>) =>
  settledStep(program, visit('v', '2025-01-01', lines, facets)).settled;

describe('what is out of scope', () => {
  it.each([
    ['by its class', {}, 301, [-1, 0, -1, 0]],
    ['by its class or by a list for some events', { place: 'outOfCity' }, 1, [-1, 0, 1, 0]],
    ['all of a bill by its cause', { disease: 'injuredAtWork' }, 0, [2, 0, 2, 0]],
    ['not for another cause', { disease: 'flu' }, 301, [-1, 0, -1, 0]],
  ])('%s', (_, facets, paid, exclusions) => {
    const found = settled(facets);
    expect(found.paidFen).toEqual([paid]);
    const byLine = lines.map(
      (_line, index) => found.atoms.find((atom) => atom.lines.includes(index))?.exclusion,
    );
    expect(byLine).toEqual(exclusions);
  });

  it('what it looks at must be told', () => {
    const odd = visit('v', '2025-01-01', lines, { place: 'abroad' });
    expect(rejectionOf(program, odd)).toBe('settlement/unknown_code');
  });
});
