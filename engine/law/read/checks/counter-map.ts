/**
 * The counters of a person who comes from another scheme: each maps to one that counts the same,
 * over the same window, kept apart by the same key.
 */

import type { WrittenCounter } from '../compile/counter.ts';
import { windowOf } from '../compile/counter.ts';
import type { Problem } from '../problem.ts';
import type { SchemeIn } from '../scheme-parts.ts';
import type { Tell } from '../unit.ts';
import { counterUnitOf } from './counter-units.ts';
import type { Scope } from './scope.ts';

/** Tells everything wrong with a map of counters; `all` is null where some scheme is not whole. */
export function checkCounterMap(
  { unit, choices }: SchemeIn,
  scope: Scope,
  all: readonly SchemeIn[] | null,
  tell: Tell,
): void {
  const { counterMap, area } = unit.data;
  const choice = choices.get('schemeChange')?.written;
  const mayMap = choice !== undefined && [choice.is, ...choice.otherwise].includes('map');
  if (mayMap && !counterMap) tell(['choices', 'schemeChange'], mapMissing());
  if (counterMap && !mayMap) tell(['counterMap'], mapUnused());
  if (all === null) return;
  const others = all.filter((other) => other.unit !== unit && other.unit.data.area === area);
  const foreign = new Map(others.flatMap(countersOf));
  for (const [from, to] of Object.entries(counterMap ?? {})) {
    const before = foreign.get(from);
    const after = scope.counters.get(to)?.written;
    if (!before || !after) tell(['counterMap', from], mapUnknown(from, to, before !== undefined));
    else {
      const differ = differences(before, after);
      if (differ.length > 0) tell(['counterMap', from], mapUnlike(from, to, differ));
    }
  }
}

function countersOf({ unit, tiers }: SchemeIn): readonly (readonly [string, WrittenCounter])[] {
  return [unit, ...tiers.map((tier) => tier.unit)].flatMap(({ data }) =>
    Object.entries(data.counters ?? {}),
  );
}

function differences(a: WrittenCounter, b: WrittenCounter): readonly string[] {
  const same = (x: unknown, y: unknown) => JSON.stringify(x) === JSON.stringify(y);
  return [
    same(windowOf(a.window), windowOf(b.window)) ? null : '期间',
    (a.key ?? 'none') === (b.key ?? 'none') ? null : '分开计数的维度',
    counterUnitOf(a) === counterUnitOf(b) ? null : '单位',
  ].filter((one) => one !== null);
}

function mapMissing(): Problem {
  return {
    code: 'law/counter_map',
    message: 'schemeChange 可以取 map，却没有写 counterMap，转入者的累计无处可去',
    fix: '补写 counterMap: { 原方案的累计: 本方案的累计 }，或不列 map',
  };
}

function mapUnused(): Problem {
  return {
    code: 'law/counter_map',
    message: '写了 counterMap，而 schemeChange 不可能取 map，它不起作用',
    fix: '删去 counterMap，或把 map 列入 schemeChange 的取值',
  };
}

function mapUnknown(from: string, to: string, isFromKnown: boolean): Problem {
  return {
    code: 'law/counter_map',
    message: isFromKnown
      ? `本方案没有名为“${to}”的累计`
      : `同一统筹区的其他方案没有名为“${from}”的累计`,
    fix: '改正累计的名字；左边是原方案的，右边是本方案的',
  };
}

function mapUnlike(from: string, to: string, differ: readonly string[]): Problem {
  return {
    code: 'law/counter_map',
    message: `累计“${from}”与“${to}”的${differ.join('、')}不同，转过来的数没有意义`,
    fix: '换成同一期间、同一维度、同一单位的累计，或不转',
  };
}
