/**
 * The workshop of one section while its law is lowered: registers, tables of numbers, and the list
 * of steps being written.
 */
import { MAX_FEN } from '../units/index.ts';
import type { Cells } from './cells.ts';
import type { Dataset, Section } from './columns.ts';
import type { LoweredCounter, LoweredSection, Reg, Register, Step } from './lowered.ts';

/** Thrown where a law cannot be lowered; caught at the edge. */
export class NotLowered extends Error {
  readonly code: 'batch/not_lowered' | 'batch/out_of_bounds';
  readonly at: string;
  constructor(code: NotLowered['code'], at: string, message: string) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

/** Says which word of the law keeps it from being lowered. */
export function notLowered(word: string): NotLowered {
  return new NotLowered('batch/not_lowered', word, `批量计算还不支持：${word}`);
}

export interface Workshop {
  readonly task: LoweredSection['task'];
  /** Some tier of the section may wait to fall due. */
  readonly mayWait: boolean;
  readonly dataset: Dataset;
  readonly section: Section;
  readonly counters: readonly LoweredCounter[];
  readonly cells: Cells;
  /** Greatest amount of an event of this section, and of any. */
  readonly eventFen: number;
  readonly mostFen: number;
  /** Codes of lines that counters keep apart, numbered. */
  readonly lineCodes: Map<string, number>;
  readonly personEvents: number;
  readonly numberBounds: Readonly<Record<string, number>>;
  readonly registers: Register[];
  /** The list that steps are put at the end of. */
  steps: Step[];
  /** Steps that come before all others. */
  readonly first: Step[];
  /** Where the workshop is, for messages. */
  tier: string;
  readonly literals: Map<number, Reg>;
  readonly named: Map<string, Reg>;
  readonly personColumns: Map<string, Reg>;
  readonly personNumbers: number[][];
  readonly eventColumns: Map<string, Reg>;
  /** By column, then by pair. */
  readonly eventNumbers: number[][];
  /** Registers of the groups of cells. */
  readonly groups: Reg[];
}

/** Adds a register. */
export function register(shop: Workshop, own: Register): Reg {
  shop.registers.push(own);
  return shop.registers.length - 1;
}

export function literal(shop: Workshop, value: number): Reg {
  const known = shop.literals.get(value);
  if (known !== undefined) return known;
  const fresh = register(shop, { kind: 'literal', value, bound: Math.max(0, value) });
  shop.literals.set(value, fresh);
  return fresh;
}

/** A register that there is once per name. */
export function once(shop: Workshop, name: string, make: () => Register): Reg {
  const known = shop.named.get(name);
  if (known !== undefined) return known;
  const fresh = register(shop, make());
  shop.named.set(name, fresh);
  return fresh;
}

/** A control that is set from outside. */
export function control(shop: Workshop, at: number): Reg {
  return once(shop, `control:${at}`, () => ({ kind: 'control', at, bound: 1 }));
}

export function boundOf(shop: Workshop, reg: Reg): number {
  return shop.registers[reg]?.bound ?? 0;
}

/** The value of a literal; null for any other register. */
export function literalOf(shop: Workshop, reg: Reg): number | null {
  const own = shop.registers[reg];
  return own?.kind === 'literal' ? own.value : null;
}

/** A fresh register for one value, greatest `bound`; a bound beyond the safe integers refuses. */
export function value(shop: Workshop, bound: number): Reg {
  if (bound > Number.MAX_SAFE_INTEGER && bound !== Number.POSITIVE_INFINITY) {
    throw new NotLowered(
      'batch/out_of_bounds',
      shop.tier,
      `${shop.tier}：按声明的上限，中间结果可达 ${bound} 分，超出可精确计算的范围`,
    );
  }
  return register(shop, { kind: 'value', bound });
}

/** Puts the steps of `work` under a condition. */
export function under(shop: Workshop, test: Reg, is: number | 'some', work: () => void): void {
  const outer = shop.steps;
  const steps: Step[] = [];
  shop.steps = steps;
  work();
  shop.steps = outer;
  if (steps.length > 0) outer.push({ op: 'if', test, is, isOnlyReader: false, steps });
}

/** A number of the law: `values` are parallel to `pairs`, indexes of pairs of profiles. */
export function number(shop: Workshop, pairs: readonly number[], values: readonly number[]): Reg {
  const [first = 0] = values;
  if (values.every((one) => one === first)) return literal(shop, first);
  const bound = Math.max(...values);
  const { persons, pairs: all } = shop.section;
  const byPerson = new Array<number>(persons.length).fill(Number.NaN);
  let isByPerson = true;
  for (const [index, pair] of pairs.entries()) {
    const person = all[pair]?.person ?? 0;
    const own = values[index] ?? 0;
    const known = byPerson[person] ?? Number.NaN;
    if (Number.isNaN(known)) byPerson[person] = own;
    else if (known !== own) isByPerson = false;
  }
  if (isByPerson) return personNumber(shop, byPerson, bound);
  const column = new Array<number>(all.length).fill(0);
  for (const [index, pair] of pairs.entries()) column[pair] = values[index] ?? 0;
  const name = column.join();
  const known = shop.eventColumns.get(name);
  if (known !== undefined) return known;
  const fresh = register(shop, { kind: 'event', at: shop.eventNumbers.length, bound });
  shop.eventNumbers.push(column);
  shop.eventColumns.set(name, fresh);
  return fresh;
}

function personNumber(shop: Workshop, sparse: readonly number[], bound: number): Reg {
  const column = sparse.map((one) => (Number.isNaN(one) ? 0 : one));
  const name = column.join();
  const known = shop.personColumns.get(name);
  if (known !== undefined) return known;
  const fresh = register(shop, { kind: 'person', at: shop.personNumbers.length, bound });
  shop.personNumbers.push(column);
  shop.personColumns.set(name, fresh);
  return fresh;
}

export function sum(shop: Workshop, of: readonly Reg[]): Reg {
  const terms = of.filter((reg) => literalOf(shop, reg) !== 0);
  const [only] = terms;
  if (only === undefined) return literal(shop, 0);
  if (terms.length === 1) return only;
  const to = value(
    shop,
    terms.reduce((total, reg) => total + boundOf(shop, reg), 0),
  );
  shop.steps.push({ op: 'sum', to, of: terms });
  return to;
}

export function less(shop: Workshop, of: Reg, taken: Reg): Reg {
  if (literalOf(shop, taken) === 0) return of;
  if (of === taken) return literal(shop, 0);
  const to = value(shop, boundOf(shop, of));
  shop.steps.push({ op: 'less', to, of, less: taken });
  return to;
}

/** What is left, never below nothing. */
export function room(shop: Workshop, of: Reg, taken: Reg): Reg {
  if (literalOf(shop, taken) === 0 || literalOf(shop, of) === 0) return of;
  const to = value(shop, boundOf(shop, of));
  shop.steps.push({ op: 'room', to, of, less: taken });
  return to;
}

export function least(shop: Workshop, of: readonly Reg[]): Reg {
  const to = value(shop, Math.min(...of.map((reg) => boundOf(shop, reg))));
  shop.steps.push({ op: 'min', to, of });
  return to;
}

/**
 * Works something out only where there is something to work on, if it may stop the run (`settle`
 * does not ask where there is nothing), or always.
 */
export function whereSome(shop: Workshop, some: Reg, work: () => Reg, isAlways = false): Reg {
  const outer = shop.steps;
  const steps: Step[] = [];
  shop.steps = steps;
  const found = work();
  shop.steps = outer;
  if (!isAlways && !steps.some(mayStop)) {
    outer.push(...steps);
    return found;
  }
  const to = register(shop, { kind: 'sum', bound: boundOf(shop, found) });
  steps.push({ op: 'add', to, of: found });
  outer.push({ op: 'if', test: some, is: 'some', isOnlyReader: false, steps });
  return to;
}

export function mayStop(step: Step): boolean {
  return step.op === 'guard' || (step.op === 'if' && step.steps.some(mayStop));
}

/** The value, which stops the run where it is no amount; the same where it is proved to be one. */
export function guarded(shop: Workshop, of: Reg, isSafe = true): Reg {
  if (isSafe && boundOf(shop, of) <= MAX_FEN) return of;
  const to = register(shop, { kind: 'value', bound: MAX_FEN });
  shop.steps.push({ op: 'guard', to, of });
  return to;
}

/** Lays the tables out, once all steps are written. */
export function tablesOf(
  shop: Workshop,
): Pick<LoweredSection, 'personNumbers' | 'personWidth' | 'eventNumbers' | 'eventWidth' | 'rowOf'> {
  const { persons, eventProfiles, pairs } = shop.section;
  const personWidth = shop.personNumbers.length;
  const personNumbers = new Float64Array(persons.length * personWidth);
  for (const [at, column] of shop.personNumbers.entries()) {
    for (const [person, own] of column.entries()) personNumbers[person * personWidth + at] = own;
  }
  const byPerson: number[][] = persons.map(() => []);
  for (const [index, { person }] of pairs.entries()) byPerson[person]?.push(index);
  const eventWidth = shop.eventNumbers.length;
  const rowOf = new Int32Array(persons.length);
  const rows = new Map<string, Float64Array>();
  if (eventWidth > 0) {
    for (const [person, own] of byPerson.entries()) {
      const row = new Float64Array(eventProfiles * eventWidth);
      for (const index of own) {
        const start = (pairs[index]?.event ?? 0) * eventWidth;
        for (const [at, column] of shop.eventNumbers.entries())
          row[start + at] = column[index] ?? 0;
      }
      const name = row.join();
      if (!rows.has(name)) rows.set(name, row);
      rowOf[person] = [...rows.keys()].indexOf(name) * eventProfiles;
    }
  }
  const eventNumbers = new Float64Array(rows.size * eventProfiles * eventWidth);
  let at = 0;
  for (const row of rows.values()) {
    eventNumbers.set(row, at);
    at += row.length;
  }
  return { personNumbers, personWidth, eventNumbers, eventWidth, rowOf };
}
