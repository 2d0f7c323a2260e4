/**
 * Tells which events are carried out alike though the law has other registers for them: those whose
 * atoms differ only in the codes that counters are told of.
 */
import type { Course, LoweredSection, Reg, Step } from './lowered.ts';
import { renamed } from './rename.ts';

/** The steps of a course by codes numbered as they come; equal names: carried out alike. */
export interface Likeness {
  readonly name: string;
  readonly tiers: Course['tiers'];
  /** By number in the steps: the code. */
  readonly codes: readonly number[];
}

/** Numbers that no register of the law has: cells by place and position, nothing, values. */
const CELLS = -1_000_000;
const NOTHING = -1;
const VALUES = 1_000_000;
/** More than there are first reasons. */
const PLACES = 1_000;

/** What the steps of a course for one list of rows are, whatever the names of their registers. */
export function likenessOf(
  { registers, paid, residual }: Pick<LoweredSection, 'registers' | 'paid' | 'residual'>,
  { tiers: given, none: empty, rows }: Pick<Course, 'tiers' | 'none' | 'rows'>,
): Likeness {
  const codes: number[] = [];
  const tiers = given.map((tier) => ({ ...tier, steps: tier.steps.map(coded(codes)) }));
  const none = new Set(empty);
  const numbers = new Map<Reg, number>();
  const bounds: number[] = [];
  const nameOf = (reg: Reg): number => {
    const own = registers[reg];
    if (none.has(reg)) return NOTHING;
    if (own?.kind === 'cell') return CELLS + rows.indexOf(own.row) * PLACES + own.place;
    if (own?.kind !== 'value' && own?.kind !== 'sum') return reg;
    let number = numbers.get(reg);
    if (number === undefined) {
      number = VALUES + numbers.size;
      numbers.set(reg, number);
      bounds.push(own.bound);
    }
    return number;
  };
  const steps = tiers.flatMap((tier) =>
    tier.steps.map((step) => renamed(withoutRows(step, rows), nameOf)),
  );
  const ends = [...paid, ...residual].map((reg) => (reg === null ? null : nameOf(reg)));
  return { name: JSON.stringify([steps, ends, bounds, rows.length]), tiers, codes };
}

/** Numbers the codes of steps as they come. */
function coded(codes: number[]): (step: Step) => Step {
  const own = (step: Step): Step => {
    if (step.op === 'if') return { ...step, steps: step.steps.map(own) };
    if (step.op !== 'fetch' && step.op !== 'keep') return step;
    const known = codes.indexOf(step.code);
    if (known < 0) codes.push(step.code);
    return { ...step, code: known < 0 ? codes.length - 1 : known };
  };
  return own;
}

/** Rows by their positions among the atoms. */
function withoutRows(step: Step, rows: readonly number[]): Step {
  if (step.op === 'if') {
    return { ...step, steps: step.steps.map((inner) => withoutRows(inner, rows)) };
  }
  if (step.op !== 'allot') return step;
  return { ...step, rooms: step.rooms.map((room) => ({ ...room, row: rows.indexOf(room.row) })) };
}
