/**
 * Where the counters of a data set are kept between a person's events, and what they can hold.
 */
import { type Counter, prepare, type Writer } from '../law/index.ts';
import { MAX_FEN } from '../units/index.ts';
import type { Dataset } from './columns.ts';
import type { LoweredCounter, Reg, Step } from './lowered.ts';
import { NotLowered, notLowered, once, register, type Workshop } from './workshop.ts';

/** A place in the memory for the window, before the value or values. */
const WINDOW = 1;

/** Lists the counters of all sections: by id, and by what each scheme means by it. */
export function countersOf(dataset: Dataset): LoweredCounter[] {
  const found = new Map<string, Map<string, Counter>>();
  for (const { program } of dataset.sections) {
    for (const counter of program.counters) {
      if (counter.window.kind === 'event') continue;
      const known = found.get(counter.id) ?? new Map<string, Counter>();
      found.set(counter.id, known.set(formOf(counter), counter));
    }
  }
  const isWaiting = dataset.sections.some(({ program }) =>
    program.tiers.some(({ fallsDue }) => fallsDue !== null),
  );
  const mapped = new Set(dataset.sections.flatMap(({ program }) => mappedBy(program)));
  let at = 0;
  return [...found.values()].flatMap((laws, slot) =>
    [...laws.values()].map((law) => {
      const isAlone = laws.size === 1 && !isWaiting;
      const known = counterOf(dataset, law, isAlone);
      const kept = mapped.has(law.id) ? 'stored' : known.kept;
      const own: LoweredCounter = { ...known, kept, slot, at };
      if (laws.size > 1 && new Set([...laws.values()].map(({ key }) => key)).size > 1) {
        throw notLowered(`${law.id}（各制度的键不同）`);
      }
      at += WINDOW + own.codes;
      return own;
    }),
  );
}

function counterOf({ sections, windows, keyCodes }: Dataset, law: Counter, isAlone: boolean) {
  const isByLine = sections.some(({ program }) => keyIsOfLine(program, law));
  const isFree = law.window.kind === 'lifetime' || windows !== 'any';
  const isStored = !isAlone || !isFree || isByLine || law.window.kind === 'rolling';
  const hasKey = law.key !== 'none' && !isByLine;
  const kept: LoweredCounter['kept'] = isStored ? 'stored' : hasKey ? 'keyed' : 'plain';
  return {
    id: law.id,
    kept,
    window: law.window,
    isOneWindow:
      law.window.kind === 'lifetime' ||
      (windows === 'one' && isAlone && law.window.kind !== 'rolling'),
    isMax: law.holds === 'max',
    carries: law.carryOver === 'value',
    key: hasKey ? law.key : null,
    codes: hasKey ? (keyCodes[law.key]?.length ?? 0) : 1,
  };
}

function keyIsOfLine({ dimensions }: Workshop['section']['program'], { key }: Counter): boolean {
  return dimensions.some(({ id, of }) => of === 'line' && id === key);
}

function mappedBy({ choices }: Workshop['section']['program']): string[] {
  return choices.schemeChange === 'map' ? Object.entries(choices.counterMap).flat() : [];
}

/** What each slot becomes where a scheme takes over; null: all stay. */
export function takeOverOf(
  { choices }: Workshop['section']['program'],
  counters: readonly LoweredCounter[],
): number[] | null {
  if (choices.schemeChange === 'keep') return null;
  const slots = Math.max(0, ...counters.map(({ slot }) => slot + 1));
  const found = new Array<number>(slots).fill(-1);
  if (choices.schemeChange === 'reset') return found;
  for (const { id, slot } of counters) {
    const to = choices.counterMap[id];
    const target = counters.find((other) => other.id === to);
    if (target) found[slot] = target.slot;
  }
  return found;
}

/** What a scheme means by a counter. */
function formOf({ window, key, holds, carryOver }: Counter): string {
  return JSON.stringify([window, key, holds, carryOver]);
}

/** Doubles that the counters take together. */
export function memoryOf(counters: readonly LoweredCounter[]): number {
  return counters.reduce((end, { at, codes }) => Math.max(end, at + WINDOW + codes), 0);
}

/** The register that writers move; `code`: of the lines that a counter of one event is for. */
export function movedRegister(shop: Workshop, index: number, code: string | null = null): Reg {
  const counter = counterAt(shop, index);
  const { isByLine, isOfEvent } = prepare(shop.section.program).counters[index] ?? {};
  const bound = boundOfCounter(shop, counter);
  return once(shop, nameOf('c', counter, isByLine ? (code ?? '') : null), () =>
    isOfEvent
      ? { kind: 'sum', bound }
      : { kind: 'counter', counter: placeOf(shop, counter), bound },
  );
}

function counterAt({ section }: Workshop, index: number): Counter {
  const counter = section.program.counters[index];
  if (!counter) throw new RangeError(`no counter ${index}`);
  return counter;
}

function placeOf({ counters }: Workshop, counter: Counter): number {
  return counters.findIndex((known) => isMeant(known, counter));
}

/** Adds to a counter keyed by a line dimension. */
export function moveLines(shop: Workshop, index: number, code: string, of: Reg): void {
  const counter = counterAt(shop, index);
  if (counter.window.kind === 'event') {
    shop.steps.push({ op: 'add', to: movedRegister(shop, index, code), of });
    return;
  }
  const at = placeOf(shop, counter);
  shop.steps.push({ op: 'keep', counter: at, code: lineCode(shop, code), of });
}

/** What readers see of a counter keyed by a line dimension. */
function seenOfLines(shop: Workshop, index: number, code: string): Reg {
  const counter = counterAt(shop, index);
  const bound = boundOfCounter(shop, counter);
  const fetch = (to: Reg): Step => {
    return { op: 'fetch', to, counter: placeOf(shop, counter), code: lineCode(shop, code) };
  };
  if (counter.reads !== 'beforeEvent') {
    const to = register(shop, { kind: 'value', bound });
    shop.steps.push(fetch(to));
    return to;
  }
  const name = nameOf('b', counter, code);
  const isKnown = shop.named.has(name);
  const before = once(shop, name, () => ({ kind: 'value', bound }));
  if (!isKnown) shop.first.push(fetch(before));
  return before;
}

function isMeant(known: LoweredCounter, { id, window, holds, carryOver }: Counter): boolean {
  return (
    known.id === id &&
    JSON.stringify(known.window) === JSON.stringify(window) &&
    known.isMax === (holds === 'max') &&
    known.carries === (carryOver === 'value')
  );
}

function nameOf(what: 'b' | 'c', { id }: Counter, code: string | null): string {
  return JSON.stringify([what, id, code]);
}

/** Numbers the codes of lines alike in all sections. */
function lineCode({ lineCodes }: Workshop, code: string): number {
  const known = lineCodes.get(code) ?? lineCodes.size;
  lineCodes.set(code, known);
  return known;
}

/** The register that readers see: the counter, or what it held before the event (X16). */
export function seenRegister(shop: Workshop, index: number, code: string | null = null): Reg {
  const counter = counterAt(shop, index);
  const { isByLine, isOfEvent } = prepare(shop.section.program).counters[index] ?? {};
  if (isByLine && !isOfEvent) return seenOfLines(shop, index, code ?? '');
  const moved = movedRegister(shop, index, code);
  if (counter.reads !== 'beforeEvent') return moved;
  const name = nameOf('b', counter, isByLine ? (code ?? '') : null);
  const isKnown = shop.named.has(name);
  const bound = boundOfCounter(shop, counter);
  const before = once(shop, name, () => ({ kind: 'value', bound }));
  if (!isKnown) shop.first.push({ op: 'sum', to: before, of: [moved] });
  return before;
}

function boundOfCounter(shop: Workshop, counter: Counter): number {
  const writes = shop.dataset.sections.flatMap(({ program }) =>
    program.counters
      .filter(({ id }) => id === counter.id || program.choices.counterMap[id] === counter.id)
      .flatMap(({ writers }) => writers.map((writer) => writeBound(shop, writer))),
  );
  const each = writes.reduce((total, bound) => total + bound, 0);
  const bound = counter.holds === 'max' ? Math.max(0, ...writes) : each * shop.personEvents;
  if (bound <= Number.MAX_SAFE_INTEGER) return bound;
  throw new NotLowered(
    'batch/out_of_bounds',
    counter.id,
    `计数器 ${counter.id} 按声明的上限可达 ${bound}，超出可精确计算的范围`,
  );
}

function writeBound(shop: Workshop, writer: Writer): number {
  if (writer.kind === 'tier') {
    return writer.measure === 'deductibleAmount' ? MAX_FEN : shop.mostFen;
  }
  if (writer.kind === 'residual') return shop.mostFen;
  if (writer.measure === 'eventCount') return 1;
  return shop.numberBounds[writer.measure] ?? shop.mostFen;
}
