/**
 * How much of a part's base counts: all of it, as much as a limit lets through, or as much as the
 * limit lets through for each code of a line dimension.
 */
import type { Room } from './base.ts';
import { codeOf } from './facts.ts';
import { type FormulaScene, side } from './formula.ts';
import { least, leftOf, sumOf } from './fraction.ts';
import { limitAmount } from './numbers.ts';
import type { Tier } from './scheme.ts';

/** Rooms that share one limit, and what of them does not count. */
export interface Group {
  readonly rooms: readonly number[];
  readonly excess: bigint;
}

/** The groups of a part in the order of their first room. */
export function groupsOf(
  scene: FormulaScene,
  tier: Tier,
  name: string,
  rooms: readonly Room[],
): Group[] {
  const limit = tier.policy.parts[name]?.limit;
  const per = limit?.per;
  const grouped = new Map<string, number[]>();
  rooms.forEach((room, index) => {
    const code = per === undefined ? '' : codeOf(scene, per, room.atom);
    grouped.set(code, [...(grouped.get(code) ?? []), index]);
  });
  if (per === undefined && rooms.length === 0) grouped.set('', []);
  if (grouped.size > 1) scene.note('limit.per.several');
  return [...grouped.values()].map((indexes) => {
    const line = per === undefined ? undefined : rooms[indexes[0] ?? 0]?.atom;
    const at = line === undefined ? scene : { ...scene, line };
    const base = sumOf(indexes.map((index) => rooms[index]?.amount ?? 0n));
    return { rooms: indexes, excess: base - countedOf(at, tier, name, base) };
  });
}

function countedOf(scene: FormulaScene, tier: Tier, name: string, base: bigint): bigint {
  const limit = tier.policy.parts[name]?.limit;
  const amount = limitAmount(scene, tier, name);
  if (!limit || amount === null) return base;
  const used = limit.counter === undefined ? 0n : scene.counter(limit.counter, scene.line);
  const room = leftOf(amount, used);
  const kind = `${limit.per === undefined ? '' : 'per.'}${limit.counter ? 'counter' : 'event'}`;
  scene.note(`limit.${kind}.${side(base, room)}`);
  return least(base, room);
}
