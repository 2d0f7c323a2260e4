import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../testing/laws/chance.ts';
import { allotInOrder, allotProRata } from '../units/index.ts';
import { writeAllot, writeSpread } from './generate-allots.ts';
import type { Writing } from './generate-writing.ts';
import type { AllotStep, Reg, Step } from './lowered.ts';
import { Helpers } from './runtime.ts';

/** Registers of bases and amounts; of shares. */
const BASES = 0;
const AMOUNTS = 10;
const SHARES = 20;
const FATES = 5;

interface Case {
  readonly bases: readonly number[];
  /** Each with the rooms that it is of. */
  readonly excess: readonly { readonly rooms: readonly number[]; readonly fen: number }[];
  readonly deductible: number;
  readonly paid: number;
  readonly overCap: number;
  readonly isProRata: boolean;
}

function stepOf({ bases, excess, isProRata }: Case): AllotStep {
  const share = (room: number, fate: number) => SHARES + room * FATES + fate;
  return {
    op: 'allot',
    isProRata,
    rooms: bases.map((_, at) => ({
      base: BASES + at,
      order: at,
      row: at,
      excess: share(at, 0),
      deductible: share(at, 1),
      paid: share(at, 2),
      overCap: share(at, 3),
      copay: share(at, 4),
    })),
    excess: excess.map(({ rooms }, at) => ({ rooms, excess: AMOUNTS + 3 + at })),
    deductible: AMOUNTS,
    paid: AMOUNTS + 1,
    overCap: AMOUNTS + 2,
  };
}

function writingFor(allots: readonly AllotStep[], read: readonly Reg[]): Writing {
  return {
    registers: [],
    counters: [],
    out: [],
    declared: [new Set()],
    allots,
    empty: new Map(),
    none: new Set(),
    lastRead: new Map(read.map((reg) => [reg, 1])),
    raised: new Set(),
    codeText: String,
    cellText: () => '',
    isApart: false,
    count: 0,
  };
}

interface Written {
  readonly shares: readonly number[];
  /** Whether the helper was asked. */
  readonly isCalled: boolean;
}

/** Carries out what is written, with the helpers that a kernel has. */
function carriedOut(
  writing: Writing,
  given: ReadonlyMap<Reg, number>,
  of: readonly Reg[],
): Written {
  const helpers = new Helpers(4, 8, writing.allots);
  let isCalled = false;
  const heard = {
    allot: (...all: Parameters<Helpers['allot']>) => {
      isCalled = true;
      helpers.allot(...all);
    },
    spread: (...all: Parameters<Helpers['spread']>) => {
      isCalled = true;
      helpers.spread(...all);
    },
  };
  const heads = [...given].map(([reg, fen]) => `const r${reg}=${fen};`).join('');
  const text = `${heads}${writing.out.join('')}return [${of.map((reg) => `r${reg}`).join()}];`;
  const shares: readonly number[] = new Function('h', 'S', 'X', text)(
    heard,
    helpers.rooms,
    helpers.excess,
  );
  return { shares, isCalled };
}

function allotted(given: Case): Written {
  const step = stepOf(given);
  const shares = given.bases.flatMap((_, room) =>
    Array.from({ length: FATES }, (__, fate) => SHARES + room * FATES + fate),
  );
  const writing = writingFor([step], shares);
  writeAllot(writing, step);
  const values = new Map<Reg, number>([
    ...given.bases.map((fen, at) => [BASES + at, fen] as const),
    [AMOUNTS, given.deductible],
    [AMOUNTS + 1, given.paid],
    [AMOUNTS + 2, given.overCap],
    ...given.excess.map(({ fen }, at) => [AMOUNTS + 3 + at, fen] as const),
  ]);
  return carriedOut(writing, values, shares);
}

/** The shares by the functions of the units, room by room. */
function expected({ bases, excess, deductible, paid, overCap, isProRata }: Case): number[] {
  const left = [...bases];
  const shares = bases.map(() => [0, 0, 0, 0, 0]);
  const take = (fen: number, rooms: readonly number[], fate: number, isFromEnd: boolean) => {
    const own = rooms.map((room) => left[room] ?? 0);
    const parts = isProRata ? allotProRata(fen, own) : allotInOrder(fen, own, isFromEnd);
    for (const [at, room] of rooms.entries()) {
      const part = parts[at] ?? 0;
      left[room] = (left[room] ?? 0) - part;
      const share = shares[room];
      if (share) share[fate] = (share[fate] ?? 0) + part;
    }
  };
  const all = [...bases.keys()];
  for (const { rooms, fen } of excess) take(fen, rooms, 0, true);
  take(deductible, all, 1, false);
  take(paid, all, 2, false);
  take(overCap, all, 3, true);
  for (const [room, share] of shares.entries()) share[4] = left[room] ?? 0;
  return shares.flat();
}

function caseOf(seed: number): Case {
  const chance = chanceOf(seed);
  const size = chance.pick([3, 12, 1_000, 8_000_000]);
  const bases = Array.from({ length: chance.int(2, 4) }, () =>
    chance.is(0.2) ? 0 : chance.int(1, size),
  );
  const some = chance.is(0.5) ? [...bases.keys()] : [chance.int(0, bases.length - 1)];
  let open = bases.reduce((sum, fen) => sum + fen, 0);
  const of = some.reduce((sum, room) => sum + (bases[room] ?? 0), 0);
  const part = (most: number) => {
    const fen = chance.is(0.3) ? 0 : chance.is(0.2) ? most : chance.int(0, most);
    open -= fen;
    return fen;
  };
  const excess = chance.is(0.5) ? [{ rooms: some, fen: part(of) }] : [];
  const [deductible, paid] = [part(open), part(open)];
  return { bases, excess, deductible, paid, overCap: part(open), isProRata: chance.is(0.7) };
}

describe('allotting as it is written out', () => {
  it('gives the shares of the units', () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const given = caseOf(seed);
      const { shares, isCalled } = allotted(given);
      expect(shares, JSON.stringify(given)).toEqual(expected(given));
      expect(isCalled, JSON.stringify(given)).toBe(false);
    }
  });

  it('leaves amounts to the helper whose products need more bits', () => {
    const bases = [2 ** 31 - 1, 2 ** 30 + 7, 3 ** 19];
    const given = { bases, excess: [], deductible: 0, paid: 2 ** 31 + 5, overCap: 3 ** 18 };
    const { shares, isCalled } = allotted({ ...given, isProRata: true });
    expect(shares).toEqual(expected({ ...given, isProRata: true }));
    expect(isCalled).toBe(true);
  });

  it('leaves what does not fit to the helper, which refuses it', () => {
    const given = { bases: [5, 6], excess: [], deductible: 4, paid: 8, overCap: 0 };
    expect(() => allotted({ ...given, isProRata: true })).toThrow(RangeError);
    const above = [{ rooms: [0], fen: 6 }];
    const limited = { ...given, excess: above, deductible: 0, paid: 0, isProRata: true };
    expect(() => allotted(limited)).toThrow(RangeError);
  });
});

describe('spreading as it is written out', () => {
  const spread = (fen: number, rooms: readonly number[], isProRata: boolean) => {
    const to = rooms.map((_, at) => SHARES + at);
    const step: Extract<Step, { op: 'spread' }> = {
      op: 'spread',
      amount: AMOUNTS,
      rooms: rooms.map((_, at) => BASES + at),
      to,
      isProRata,
    };
    const writing = writingFor([], to);
    writeSpread(writing, step);
    const values = rooms.map((own, at): [Reg, number] => [BASES + at, own]);
    return carriedOut(writing, new Map([...values, [AMOUNTS, fen]]), to);
  };

  it('gives the shares of the units', () => {
    const chance = chanceOf(11);
    for (let round = 0; round < 500; round++) {
      const size = chance.pick([2, 9, 100_000]);
      const rooms = Array.from({ length: chance.int(2, 5) }, () => chance.int(0, size));
      const fen = chance.int(
        0,
        rooms.reduce((sum, room) => sum + room, 0),
      );
      const named = JSON.stringify([fen, rooms]);
      expect(spread(fen, rooms, true).shares, named).toEqual(allotProRata(fen, rooms));
      expect(spread(fen, rooms, false).shares, named).toEqual(allotInOrder(fen, rooms));
    }
  });

  it('asks the helper where there are many parts or large amounts', () => {
    expect(spread(9, [3, 3, 3, 3, 3], true).isCalled).toBe(true);
    expect(spread(9, [2 ** 25, 1], true).isCalled).toBe(true);
    expect(spread(9, [3, 3, 4], true).isCalled).toBe(false);
  });
});
