import { describe, expect, it } from 'vitest';
import { likenessOf } from './likeness.ts';
import type { AllotRoom, Reg, Register, Step } from './lowered.ts';
import { ofKind, specialised } from './specialise.ts';

const BOUND = 1_000;
/** A section in the making: registers as they are asked for. */
function sectionOf() {
  const registers: Register[] = [];
  const add = (register: Register): Reg => registers.push(register) - 1;
  return {
    registers,
    value: () => add({ kind: 'value', bound: BOUND }),
    group: () => add({ kind: 'sum', bound: BOUND }),
    cell: (row: number, place = 0) => add({ kind: 'cell', place, row, bound: BOUND }),
    literal: (value: number) => add({ kind: 'literal', value, bound: value }),
    ofEvent: () => add({ kind: 'event', at: 0, bound: 10_000 }),
  };
}

type Made = ReturnType<typeof sectionOf>;

interface Asked {
  readonly steps: readonly Step[];
  readonly paid: readonly Reg[];
  readonly values?: ReadonlyMap<Reg, number>;
  readonly rows?: readonly number[];
}

function simplifiedOf({ registers }: Made, { steps, paid, values, rows = [0] }: Asked) {
  const own = { registers, tiers: [{ id: 'tier', steps }], paid, residual: [] };
  const course = specialised(ofKind(own, values ?? new Map()), rows, true);
  return { ...course, steps: course.tiers.flatMap((tier) => tier.steps), own };
}

/** A room whose shares are the next five values. */
function roomOf(made: Made, base: Reg, row: number, order: number): AllotRoom {
  const [excess, deductible, paid] = [made.value(), made.value(), made.value()];
  return { base, row, order, excess, deductible, paid, overCap: made.value(), copay: made.value() };
}

describe('steps for events of which more is known', () => {
  it('leave out what a copy leaves of its source', () => {
    const made = sectionOf();
    const [cell, copy, left] = [made.cell(0), made.value(), made.value()];
    const { steps, none } = simplifiedOf(made, {
      steps: [
        { op: 'sum', to: copy, of: [cell] },
        { op: 'less', to: left, of: cell, less: copy },
      ],
      paid: [copy, left],
    });
    expect(none).toContain(left);
    expect(steps).toEqual([{ op: 'sum', to: copy, of: [cell] }]);
  });

  it('keep what is left where the source has moved since', () => {
    const made = sectionOf();
    const [cell, other, group] = [made.cell(0, 0), made.cell(0, 1), made.group()];
    const [copy, left] = [made.value(), made.value()];
    const { none } = simplifiedOf(made, {
      steps: [
        { op: 'add', to: group, of: cell },
        { op: 'sum', to: copy, of: [group] },
        { op: 'add', to: group, of: other },
        { op: 'less', to: left, of: group, less: copy },
      ],
      paid: [left],
    });
    expect(none).not.toContain(left);
  });

  it('do not take a group for empty that only a block clears', () => {
    const made = sectionOf();
    const [cell, test, group, left] = [made.cell(0), made.cell(0, 1), made.group(), made.value()];
    const { none, steps } = simplifiedOf(made, {
      steps: [
        { op: 'add', to: group, of: cell },
        { op: 'if', test, is: 'some', isOnlyReader: true, steps: [{ op: 'clear', to: group }] },
        { op: 'sum', to: left, of: [group] },
      ],
      paid: [left],
    });
    expect(none).not.toContain(left);
    expect(steps.map(({ op }) => op)).toEqual(['add', 'if', 'sum']);
  });

  it.each([
    ['nothing', 0, []],
    ['a part', 7_000, ['proportion']],
    ['the whole', 10_000, ['sum']],
  ])('carry out a share that is %s', (_, rate, expected) => {
    const made = sectionOf();
    const [cell, to] = [made.cell(0), made.value()];
    const [times, over] = [made.literal(rate), made.literal(10_000)];
    const step: Step = { op: 'proportion', to, of: cell, times, over, rounding: 'halfUp' };
    const { steps } = simplifiedOf(made, { steps: [step], paid: [to] });
    expect(steps.map(({ op }) => op)).toEqual(expected);
    const known = sectionOf();
    const [length, start, end] = [known.cell(0), known.literal(0), known.cell(0, 1)];
    const [paid, ratio] = [known.value(), known.ofEvent()];
    const pay: Step = {
      op: 'pay',
      ...{ to: paid, start, end, length, bounds: [start], rates: [ratio] },
      ...{ rounding: 'down', isEach: false },
    };
    const paying = simplifiedOf(known, {
      steps: [pay],
      paid: [paid],
      values: new Map([[ratio, rate]]),
    });
    expect(paying.steps.map(({ op }) => op)).toEqual(
      expected.map((op) => (op === 'sum' ? op : 'pay')),
    );
  });

  it('spread over the one part that has something in it', () => {
    const made = sectionOf();
    const [amount, open, empty] = [made.cell(0), made.cell(0, 1), made.cell(7)];
    const to = [made.value(), made.value()];
    const step: Step = { op: 'spread', amount, rooms: [empty, open], to, isProRata: true };
    const { steps, none } = simplifiedOf(made, { steps: [step], paid: to });
    expect(none).toContain(to[0]);
    expect(steps).toEqual([{ op: 'sum', to: to[1], of: [amount] }]);
  });

  it('allot over open rooms in the order of the atoms, limits by their new places', () => {
    const made = sectionOf();
    const cells = [made.cell(0), made.cell(1), made.cell(2), made.cell(3)];
    const fen = made.value();
    const rooms = cells.map((base, row) => roomOf(made, base, row, row === 3 ? 0 : 1));
    const excess = made.cell(0, 1);
    const step: Step = {
      op: 'allot',
      isProRata: true,
      rooms,
      excess: [{ rooms: [2, 1], excess }],
      ...{ deductible: fen, paid: cells[0] ?? -1, overCap: fen },
    };
    const { steps } = simplifiedOf(made, {
      steps: [step],
      paid: rooms.map(({ copay }) => copay),
      rows: [2, 0, 3],
    });
    const [allot] = steps;
    if (allot?.op !== 'allot') throw new Error('nothing is allotted');
    expect(allot.rooms.map(({ row, order }) => [row, order])).toEqual([
      [3, 0],
      [2, 1],
      [0, 2],
    ]);
    expect(allot.excess).toEqual([{ rooms: [1], excess }]);
  });
});

describe('likeness', () => {
  /** A limit by code, and what is above it. */
  function limited(made: Made, row: number, codes: readonly number[], rows = [row]) {
    const [cell, used, room, paid] = [made.cell(row), made.value(), made.value(), made.value()];
    const fetches = codes.map((code): Step => ({ op: 'fetch', to: used, counter: 0, code }));
    const steps: Step[] = [
      ...fetches,
      { op: 'room', to: room, of: cell, less: used },
      { op: 'min', to: paid, of: [cell, room] },
      ...codes.map((code): Step => ({ op: 'keep', counter: 0, code, of: paid })),
    ];
    const course = simplifiedOf(made, { steps, paid: [paid], rows });
    return likenessOf(course.own, { ...course, rows });
  }

  it('names steps alike that differ in registers and codes, and numbers the codes', () => {
    const one = limited(sectionOf(), 4, [17]);
    const made = sectionOf();
    made.value();
    const other = limited(made, 9, [3]);
    expect(other.name).toBe(one.name);
    expect([one.codes, other.codes]).toEqual([[17], [3]]);
    expect(JSON.stringify(one.tiers)).not.toContain('17');
    expect(limited(sectionOf(), 4, [17, 3]).codes).toEqual([17, 3]);
    expect(limited(sectionOf(), 4, [17, 3]).name).not.toBe(one.name);
  });

  it('tells apart the position of the atom that is looked at', () => {
    const first = limited(sectionOf(), 4, [1], [4, 2]);
    const second = limited(sectionOf(), 4, [1], [2, 4]);
    expect(first.name).not.toBe(second.name);
  });

  it('tells apart what goes to which column', () => {
    const made = sectionOf();
    const [left, right] = [made.cell(0), made.cell(0, 1)];
    const [one, other] = [made.value(), made.value()];
    const steps: Step[] = [
      { op: 'sum', to: one, of: [left] },
      { op: 'sum', to: other, of: [right] },
    ];
    const names = [
      [one, other],
      [other, one],
    ].map((paid) => {
      const course = simplifiedOf(made, { steps, paid });
      return likenessOf(course.own, { ...course, rows: [0] }).name;
    });
    expect(names[0]).not.toBe(names[1]);
  });
});
