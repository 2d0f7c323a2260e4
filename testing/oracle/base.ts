/**
 * The base of a tier's part, and of a counter that holds what is still personal: cells by reason.
 */
import { type Atom, counterCell } from './cells.ts';
import { matches } from './facts.ts';
import { amountOf, type FormulaScene } from './formula.ts';
import { basisPoints, whole } from './fraction.ts';
import { fault } from './rejection.ts';
import type { Tier } from './scheme.ts';
import type { BaseEntry } from './written.ts';

/** Part of a cell that belongs to a base. */
export interface Room {
  readonly atom: Atom;
  readonly reason: string;
  readonly amount: bigint;
}

/** The cells that entries name, each at most once, with what each gives. */
export function roomsOfEntries(
  scene: FormulaScene,
  entries: readonly BaseEntry[],
  atoms: readonly Atom[],
  taken: Set<string>,
  give: (entry: BaseEntry, cell: bigint) => bigint,
): Room[] {
  const rooms: Room[] = [];
  for (const entry of entries) {
    const cells = [...(entry.reasons ?? []).flatMap((reason) => spelledOut(scene, reason))];
    for (const reason of [...cells, ...(entry.counters ?? []).map(counterCell)]) {
      atoms.forEach((atom, index) => {
        const name = `${index} ${reason}`;
        const cell = atom.personal.get(reason) ?? 0n;
        if (cell === 0n || taken.has(name) || !matches(scene, entry.lines ?? {}, atom)) return;
        taken.add(name);
        if (entry.lines) scene.note('base.lines');
        if (entry.weightBp) scene.note('base.weight');
        rooms.push({ atom, reason, amount: give(entry, cell) });
      });
    }
  }
  return rooms;
}

/** The rooms of one part of a tier. */
export function roomsOf(
  scene: FormulaScene,
  tier: Tier,
  name: string,
  atoms: readonly Atom[],
  taken: Set<string>,
): Room[] {
  const part = tier.policy.parts[name] ?? fault(`no part ${name}`);
  return roomsOfEntries(scene, part.base, atoms, taken, (entry, cell) =>
    entry.weightBp === undefined
      ? cell
      : whole(basisPoints(cell, amountOf(scene, entry.weightBp)), tier.policy.rounding),
  );
}

/** `T.copay` stands for `T/P.copay` of all parts of T. */
function spelledOut({ scheme }: FormulaScene, reason: string): string[] {
  const dot = reason.lastIndexOf('.');
  const tier = scheme.tiers.find(({ policy }) => policy.id === reason.slice(0, Math.max(dot, 0)));
  const outcome = reason.slice(dot + 1);
  if (!tier || outcome === 'entitlement') return [reason];
  return Object.keys(tier.policy.parts).map((part) => `${tier.policy.id}/${part}.${outcome}`);
}
