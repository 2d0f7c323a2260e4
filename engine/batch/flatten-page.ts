/**
 * The page that a section is laid out on: what has been written, what is in its register, what must
 * start from nothing.
 */
import { numbersOf } from './bind.ts';
import type { LoweredSection, Reg, Step } from './lowered.ts';
import { OP } from './operations.ts';

export interface Page {
  readonly section: LoweredSection;
  /** All steps, and what is put into columns when the event is over. */
  readonly all: readonly Step[];
  readonly ends: readonly Reg[];
  readonly code: number[];
  /** By open block: what has been brought into its register. */
  readonly loaded: Set<Reg>[];
  /** Counters whose greatest write is noted apart. */
  readonly noted: ReadonlySet<Reg>;
  /** Sums that no operation has named yet. */
  readonly fresh: Set<Reg>;
  /** Sums that must start from nothing. */
  readonly cleared: Set<Reg>;
  /** How many blocks are open. */
  depth: number;
  /** Registers that hold what others hold, one after the other behind all others. */
  readonly bands: Reg[];
}

/** An empty page for a section. */
export function openPage(section: LoweredSection, noted: ReadonlySet<Reg>): Page {
  return {
    section,
    all: section.tiers.flatMap((tier) => tier.steps),
    ends: [...section.paid, ...section.residual].flatMap((reg) => reg ?? []),
    code: [],
    loaded: [new Set()],
    noted,
    fresh: new Set(section.registers.flatMap(({ kind }, reg) => (kind === 'sum' ? [reg] : []))),
    cleared: new Set(),
    depth: 0,
    bands: [],
  };
}

/** The register that nobody reads. */
export function sinkOf({ registers }: LoweredSection): Reg {
  return registers.length;
}

/** The first register of the bands. */
export function bandsFrom(section: LoweredSection): Reg {
  return sinkOf(section) + 1;
}

/** A sum that is read, or moved in a block, before it was set. */
export function needCleared({ fresh, cleared }: Page, reg: Reg): void {
  if (fresh.delete(reg)) cleared.add(reg);
}

/** Brings numbers, columns and cells into registers where the block that needs them begins. */
export function load(page: Page, regs: readonly Reg[]): void {
  const { section, code, loaded } = page;
  const numbers: number[] = [];
  for (const reg of new Set(regs)) {
    if (loaded.some((block) => block.has(reg))) continue;
    const own = section.registers[reg];
    if (own?.kind === 'event') numbers.push(reg, own.at);
    else if (own?.kind === 'number') {
      code.push(OP.column, reg, numbersOf(section).indexOf(own.name));
    } else if (own?.kind === 'control') code.push(OP.control, reg, own.at);
    else if (own?.kind === 'cell' && section.rows === 1) code.push(OP.cell, reg, own.place);
    else continue;
    loaded.at(-1)?.add(reg);
  }
  writeNumbers(page, numbers);
}

/** Brings numbers of the event in: pairs of register and place in the record. */
export function writeNumbers({ code }: Page, pairs: readonly number[]): void {
  if (pairs.length > 0) code.push(OP.numbers, pairs.length / 2, ...pairs);
}
