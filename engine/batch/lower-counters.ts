/**
 * Where the counters of a data set are kept between a person's events, and what they can hold.
 */
import { type Counter, prepare, type Writer } from '../law/index.ts';
import { MAX_FEN } from '../units/index.ts';
import type { Dataset } from './columns.ts';
import type { LoweredCounter, Reg } from './lowered.ts';
import { NotLowered, notLowered, once, type Workshop } from './workshop.ts';

/** A place in the memory for the window, before the value or values. */
const WINDOW = 1;

/** Lists the counters of all sections by id. */
export function countersOf({ sections, windows, keyCodes }: Dataset): LoweredCounter[] {
  const found = new Map<string, Counter[]>();
  for (const { program } of sections) {
    for (const counter of program.counters) {
      if (counter.window.kind === 'event') continue;
      const known = found.get(counter.id);
      if (known) known.push(counter);
      else found.set(counter.id, [counter]);
    }
  }
  let at = 0;
  return [...found].flatMap(([id, laws]) => {
    const [law] = laws;
    if (!law) return [];
    const isOne = laws.every((other) => formOf(other) === formOf(law));
    const isFree = law.window.kind === 'lifetime' || windows !== 'any';
    const isStored = !isOne || !isFree || law.window.kind === 'rolling';
    const codes = law.key === 'none' ? 1 : (keyCodes[law.key]?.length ?? 0);
    const own: LoweredCounter = {
      id,
      kept: isStored ? 'stored' : law.key === 'none' ? 'plain' : 'keyed',
      window: law.window,
      isOneWindow: windows === 'one' || law.window.kind === 'lifetime',
      isMax: law.holds === 'max',
      carries: law.carryOver === 'value',
      key: law.key === 'none' ? null : law.key,
      at,
      codes,
    };
    at += WINDOW + codes;
    return [own];
  });
}

function formOf({ window, key, holds, carryOver }: Counter): string {
  return JSON.stringify([window, key, holds, carryOver]);
}

/** Doubles that the counters take together. */
export function memoryOf(counters: readonly LoweredCounter[]): number {
  return counters.reduce((end, { at, codes }) => Math.max(end, at + WINDOW + codes), 0);
}

/** The register that writers move. */
export function movedRegister(shop: Workshop, index: number): Reg {
  const counter = shop.section.program.counters[index];
  if (!counter) throw new RangeError(`no counter ${index}`);
  const { isByLine, isOfEvent } = prepare(shop.section.program).counters[index] ?? {};
  if (isByLine) throw notLowered('按明细键的计数器');
  const bound = boundOfCounter(shop, counter);
  return once(shop, `c:${counter.id}`, () => {
    if (isOfEvent) return { kind: 'sum', bound };
    const at = shop.counters.findIndex(({ id }) => id === counter.id);
    if (shop.counters[at]?.kept === 'stored') throw notLowered(`计数器的窗口 ${counter.id}`);
    return { kind: 'counter', counter: at, bound };
  });
}

/** The register that readers see: the counter, or what it held before the event (X16). */
export function seenRegister(shop: Workshop, index: number): Reg {
  const counter = shop.section.program.counters[index];
  const moved = movedRegister(shop, index);
  if (counter?.reads !== 'beforeEvent') return moved;
  const name = `b:${counter.id}`;
  const isKnown = shop.named.has(name);
  const bound = boundOfCounter(shop, counter);
  const before = once(shop, name, () => ({ kind: 'value', bound }));
  if (!isKnown) shop.first.push({ op: 'sum', to: before, of: [moved] });
  return before;
}

function boundOfCounter(shop: Workshop, counter: Counter): number {
  const writes = shop.dataset.sections.flatMap(({ program }) =>
    program.counters
      .filter(({ id }) => id === counter.id)
      .flatMap(({ writers }) => writers.map((writer) => writeBound(shop, writer))),
  );
  const once = writes.reduce((total, bound) => total + bound, 0);
  const bound = counter.holds === 'max' ? Math.max(0, ...writes) : once * shop.personEvents;
  if (bound <= Number.MAX_SAFE_INTEGER) return bound;
  throw new NotLowered(
    'batch/out_of_bounds',
    counter.id,
    `计数器 ${counter.id} 按声明的上限可达 ${bound}，超出可精确计算的范围`,
  );
}

function writeBound(shop: Workshop, writer: Writer): number {
  if (writer.kind === 'tier') {
    return writer.measure === 'deductibleAmount' ? MAX_FEN : shop.eventFen;
  }
  if (writer.kind === 'residual') return shop.eventFen;
  if (writer.measure === 'eventCount') return 1;
  return shop.numberBounds[writer.measure] ?? shop.eventFen;
}
