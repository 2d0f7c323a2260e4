/**
 * What is known while the text of a section is being written, and how registers are named in it.
 */
import type { AllotStep, LoweredCounter, Reg, Register } from './lowered.ts';

/** What is known while a section is being written. */
export interface Writing {
  readonly registers: readonly Register[];
  readonly counters: readonly LoweredCounter[];
  readonly out: string[];
  /** Registers that are declared, by block. */
  readonly declared: Set<Reg>[];
  /** Allotments of the section: text names them by place. */
  readonly allots: readonly AllotStep[];
  /** Sums that hold nothing; true where the register itself does too. */
  readonly empty: Map<Reg, boolean>;
  /** Values and cells that are nothing at the events that are written for. */
  readonly none: ReadonlySet<Reg>;
  /** Number of the step that reads a register last. */
  readonly lastRead: ReadonlyMap<Reg, number>;
  /** Counters whose greatest write is noted apart. */
  readonly raised: ReadonlySet<Reg>;
  /** How the code that a step names is read. */
  readonly codeText: (code: number) => string;
  /** How a cell is read. */
  readonly cellText: (place: number, row: number) => string;
  /** Numbers of the person are read where they are needed. */
  readonly isApart: boolean;
  /** Steps written so far. */
  count: number;
}

/** A register where it is read. */
export function read(writing: Writing, reg: Reg): string {
  const own = writing.registers[reg];
  if (own?.kind === 'literal') return numeral(own.value);
  if (writing.empty.has(reg) || writing.none.has(reg)) return '0';
  return `r${reg}`;
}

/** A number as source text. */
function numeral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no numeral ${value}`);
  return value < 0 ? `(${value})` : String(value);
}
