/**
 * Lays the steps of a section out as whole numbers that the table interpreter walks: an operation
 * and its operands, one after the other. Steps that often follow each other are one operation.
 */
import { load, needCleared, openPage, type Page } from './flatten-page.ts';
import { writeStep } from './flatten-steps.ts';
import { writeTier } from './flatten-tier.ts';
import type { LoweredSection, Reg, Step } from './lowered.ts';
import { OP } from './operations.ts';
import { reads, readsOf } from './steps.ts';

export interface Flat {
  readonly code: Int32Array;
  /** Sums that start from nothing at each event; the others are set before they are read. */
  readonly cleared: readonly Reg[];
  /** What the registers behind all others hold (`bandsFrom`). */
  readonly bands: readonly Reg[];
}

/** Counters of a section: how many come in when an event begins, and go out when it ends. */
export interface Comings {
  readonly opened: number;
  readonly closed: number;
  /** Those whose greatest write is noted apart. */
  readonly noted: ReadonlySet<Reg>;
}

/** Lays a section out. */
export function flatten(section: LoweredSection, counters: Comings): Flat {
  const page = openPage(section, counters.noted);
  const { code, ends, cleared, bands } = page;
  for (let at = 0; at < counters.opened; at++) code.push(OP.open, at);
  if (section.rows > 1) code.push(OP.gather);
  writeBlock(page, page.all);
  load(page, ends);
  for (const reg of ends) needCleared(page, reg);
  for (let at = 0; at < counters.closed; at++) code.push(OP.close, at);
  const columns = [...section.paid, ...section.residual];
  const puts = columns.flatMap((reg, column) => (reg === null ? [] : [reg, column]));
  code.push(OP.end, puts.length / 2, cleared.size, ...puts, ...cleared);
  return { code: Int32Array.from(code), cleared: [...cleared], bands };
}

function writeBlock(page: Page, steps: readonly Step[]): void {
  const { code } = page;
  const named = steps.flatMap(readsOf);
  load(page, named);
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at];
    const next = steps[at + 1];
    if (!step) break;
    for (const reg of readsOf(step)) needCleared(page, reg);
    const written = writeTier(page, steps, at);
    if (written > 0) at += written - 1;
    else if (
      step.op === 'room' &&
      next?.op === 'if' &&
      next.isOnlyReader &&
      next.test === step.to
    ) {
      code.push(OP.ifRoom, step.to, step.of, step.less);
      writeInner(page, next.steps);
      at++;
    } else if (step.op === 'room' && next?.op === 'min' && isCapped(steps, at)) {
      code.push(OP.cap, next.to, next.of[0] ?? 0, step.of, step.less);
      at++;
    } else if (step.op === 'if') {
      if (step.is === 'some') code.push(OP.ifSome, step.test);
      else code.push(OP.ifIs, step.test, step.is);
      writeInner(page, step.steps);
    } else if (step.op === 'add' && !page.noted.has(step.to)) {
      at = writeAdds(page, steps, at);
    } else writeStep(page, step);
  }
}

/** A room that only the least of two behind it reads. */
function isCapped(steps: readonly Step[], at: number): boolean {
  const [room, min] = [steps[at], steps[at + 1]];
  if (room?.op !== 'room' || min?.op !== 'min') return false;
  const isLast = min.of.length === 2 && min.of[1] === room.to && min.of[0] !== room.to;
  return isLast && !steps.slice(at + 2).some((later) => reads(later, room.to));
}

function writeAdds(page: Page, steps: readonly Step[], from: number): number {
  const { code, noted, fresh } = page;
  const sets: number[] = [];
  const adds: number[] = [];
  const added = new Set<Reg>();
  let at = from;
  for (; at < steps.length; at++) {
    const step = steps[at];
    if (step?.op !== 'add' || noted.has(step.to) || added.has(step.of)) break;
    needCleared(page, step.of);
    if (page.depth === 0 && fresh.delete(step.to)) sets.push(step.to, step.of);
    else {
      needCleared(page, step.to);
      adds.push(step.to, step.of);
      added.add(step.to);
    }
  }
  code.push(OP.moves, sets.length / 2, adds.length / 2, ...sets, ...adds);
  return at - 1;
}

function writeInner(page: Page, steps: readonly Step[]): void {
  const { code, loaded } = page;
  const hole = code.push(0) - 1;
  loaded.push(new Set());
  page.depth++;
  writeBlock(page, steps);
  page.depth--;
  loaded.pop();
  code[hole] = code.length;
}
