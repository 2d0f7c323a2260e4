import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Columns } from '../../engine/batch/index.ts';
import { equalRanges, eventsOf, pieces } from './ranges.ts';

/** People with so many events each, in one run; nobody's run is left out where there are none. */
function columnsOf(counts: readonly number[]): Columns {
  const runs = counts.filter((count) => count > 0);
  const runFrom = Int32Array.from([0, ...runs].map((_, at) => sum(runs.slice(0, at))));
  const personRun = Int32Array.from(
    [...counts, 0].map((_, at) => counts.slice(0, at).filter((count) => count > 0).length),
  );
  return {
    persons: counts.length,
    events: sum(counts),
    personRun,
    runFrom,
    runSection: new Uint8Array(runs.length),
    runProfile: new Uint16Array(runs.length),
    eventProfile: new Uint8Array(sum(counts)),
    eventShape: null,
    windowDay: null,
    atomFrom: null,
    atomRow: null,
    cells: [],
    numbers: {},
    keys: {},
    pasts: null,
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

describe('equalRanges', () => {
  it('gives the same work to each, not the same number of people', () => {
    const ranges = equalRanges(columnsOf([30, 1, 1, 1, 1, 26]), 2);
    expect(ranges).toEqual([
      { from: 0, until: 2 },
      { from: 2, until: 6 },
    ]);
  });

  it('counts what is settled of a past too', () => {
    // The last of five has twenty events of a past in one run behind the five that count.
    const columns = columnsOf([1, 1, 1, 1, 1, 20]);
    const pasts = {
      events: 20,
      personPast: Int32Array.from([0, 0, 0, 0, 0, 1]),
      pastRun: Int32Array.from([5, 6]),
      resultAt: new Int32Array(25),
    };
    const own = {
      ...columns,
      persons: 5,
      events: 5,
      personRun: columns.personRun.slice(0, 6),
      pasts,
    };
    expect(equalRanges(own, 2)).toEqual([{ from: 0, until: 5 }]);
    expect(equalRanges(own, 5).at(0)).toEqual({ from: 0, until: 3 });
    expect(eventsOf(own, { from: 0, until: 5 })).toBe(5);
  });

  it('covers everybody once, each range at most a person above its share', () => {
    const people = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 });
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 9 }), (counts, parts) => {
        const columns = columnsOf(counts);
        const ranges = equalRanges(columns, parts);
        expect(ranges.length).toBeLessThanOrEqual(parts);
        const covered = ranges.flatMap(({ from, until }) =>
          Array.from({ length: until - from }, (_, at) => from + at),
        );
        expect(covered).toEqual(counts.map((_, at) => at));
        const share = (sum(counts) + counts.length) / parts;
        for (const range of ranges) {
          const work = eventsOf(columns, range) + range.until - range.from;
          expect(work).toBeLessThanOrEqual(share + Math.max(0, ...counts) + 1);
        }
      }),
    );
  });

  it('cuts a range into pieces', () => {
    const columns = columnsOf([5, 5, 5, 5]);
    const own = pieces(columns, { from: 1, until: 4 }, 6);
    expect(own).toEqual([
      { from: 1, until: 2 },
      { from: 2, until: 3 },
      { from: 3, until: 4 },
    ]);
    expect(sum(own.map((range) => eventsOf(columns, range)))).toBe(15);
  });
});
