/**
 * Lays a whole tier out as one operation, with what follows upon it.
 */
import { ROUNDING_MODES } from '../units/index.ts';
import { bandsFrom, load, needCleared, type Page, sinkOf, writeNumbers } from './flatten-page.ts';
import type { Reg, Register, Step } from './lowered.ts';
import { OP } from './operations.ts';
import { type Add, type PlainTier, plainTier } from './plain-tier.ts';
import { readsOf } from './steps.ts';

/** Writes the tier that begins at a step, if it is plain; how many steps that was, or 0. */
export function writeTier(page: Page, steps: readonly Step[], at: number): number {
  const tier = plainTier(steps, at, (add) => mayJoin(page, add));
  if (!tier || !bandOf(tier).every((reg) => isSettled(page.section.registers[reg]))) return 0;
  const { paid, before, base, deductible, cap, used, pay, rest, adds } = tier;
  const { section, code } = page;
  const named = [before, base, deductible, cap, used];
  load(page, named);
  for (const reg of named) needCleared(page, reg);
  setPaid(page, paid, steps);
  for (const { to, of } of adds) {
    needCleared(page, of);
    needCleared(page, to);
  }
  const band = writeBand(page, bandOf(tier));
  const sink = sinkOf(section);
  const { ofBase = sink, ofPaid = sink, others } = firstAdds(tier);
  code.push(OP.tier, paid, before, base, deductible, cap, used);
  code.push(ROUNDING_MODES.indexOf(pay.rounding), rest ?? sink, ofBase, ofPaid);
  code.push(band, pay.rates.length, others.length, ...others.flatMap(({ to, of }) => [to, of]));
  return tier.count;
}

/** A sum that starts with the very addition is left to `moves`, which sets it. */
function mayJoin({ noted, fresh, depth }: Page, { to }: Add): boolean {
  return !noted.has(to) && (depth > 0 || !fresh.has(to));
}

/** Numbers of the law, which do not change while an event is settled. */
function isSettled(own: Register | undefined): boolean {
  return own?.kind === 'literal' || own?.kind === 'person' || own?.kind === 'event';
}

function bandOf({ pay: { bounds, rates } }: PlainTier): readonly Reg[] {
  return [...bounds.slice(1), ...rates];
}

/** The operation sets what is paid; a sum that had been added to would lose it. */
function setPaid(page: Page, paid: Reg, block: readonly Step[]): void {
  const { fresh, cleared, depth, all, ends } = page;
  if (!fresh.delete(paid)) throw new RangeError('a payment is set twice');
  const isReadOutside = ends.includes(paid) || readsIn(all, paid) > readsIn(block, paid);
  if (depth > 0 && isReadOutside) cleared.add(paid);
}

/** How many steps read a register. */
function readsIn(steps: readonly Step[], reg: Reg): number {
  return steps.reduce(
    (count, step) =>
      count +
      (readsOf(step).includes(reg) ? 1 : 0) +
      (step.op === 'if' ? readsIn(step.steps, reg) : 0),
    0,
  );
}

/** Gives the numbers of a tier registers of their own, one after the other; the first of them. */
function writeBand(page: Page, regs: readonly Reg[]): Reg {
  const { section, bands } = page;
  const first = bandsFrom(section) + bands.length;
  bands.push(...regs);
  const pairs = regs.flatMap((reg, at) => {
    const own = section.registers[reg];
    return own?.kind === 'event' ? [first + at, own.at] : [];
  });
  writeNumbers(page, pairs);
  return first;
}

interface FirstAdds {
  /** Where the base, and what is paid, are added first. */
  ofBase?: Reg;
  ofPaid?: Reg;
  others: readonly Add[];
}

/** The base and what is paid are at hand: where they are added first costs no reading. */
function firstAdds({ adds, base, paid }: PlainTier): FirstAdds {
  const found: FirstAdds = { others: adds };
  for (const [at, { to, of }] of adds.entries()) {
    if (to === base || to === paid) break;
    if (of === base && found.ofBase === undefined) found.ofBase = to;
    else if (of === paid && found.ofPaid === undefined) found.ofPaid = to;
    else break;
    found.others = adds.slice(at + 1);
  }
  return found;
}
