/**
 * Counters of a scheme: windows, keys, writers, and when they are read.
 */
import { EVENT_MEASURES } from '../../counter-law.ts';
import type { TierMeasure } from '../../tier-law.ts';
import type { WrittenCounter } from '../compile/counter.ts';
import type { Problem } from '../problem.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { listed } from '../wording.ts';
import { checkBase } from './bases.ts';
import { measureUnitOf } from './counter-units.ts';
import { isYearlyDay } from './dates.ts';
import { unknownMeasure } from './formula-problems.ts';
import { unknownPart, unknownTier } from './reasons.ts';
import type { CounterIn, Scope } from './scope.ts';
import { checkDimension, checkSelector, PERSON_AND_EVENT } from './selectors.ts';

/** Tells everything wrong with the counters of a scope. */
export function checkCounters(scope: Scope): void {
  for (const counter of scope.counters.values()) {
    const { home, path, written } = counter;
    const tell: Tell = (inner, problem) =>
      tellerOf(home, scope.report)([...path, ...inner], problem);
    checkWindow(written, tell);
    checkKey(counter, scope, tell);
    for (const index of written.writers.keys()) checkWriter(counter, index, scope, tell);
    checkUnits(counter, tell);
    const tiers = new Set(written.writers.flatMap(({ tier }) => tier ?? []));
    if (tiers.size > 1 && written.reads === undefined) tell([], readsMissing([...tiers]));
  }
}

function checkWindow({ window, carryOver }: WrittenCounter, tell: Tell): void {
  const { kind, startsOn, months } = window;
  if ((kind === 'productYear') !== (startsOn !== undefined)) {
    tell(['window'], startsOnProblem(kind));
  } else if (startsOn !== undefined && !isYearlyDay(startsOn)) {
    tell(['window', 'startsOn'], noSuchYearlyDay(startsOn));
  }
  if ((kind === 'rolling') !== (months !== undefined)) tell(['window'], monthsProblem(kind));
  if (carryOver === 'value' && NO_WINDOW_BEFORE.includes(kind)) {
    tell(['carryOver'], noCarryOver(kind));
  }
}

/** Windows that have none before them. */
const NO_WINDOW_BEFORE: readonly string[] = ['event', 'rolling', 'lifetime'];

function checkKey({ written, isOfLines }: CounterIn, scope: Scope, tell: Tell): void {
  const { key, holds, writers } = written;
  if (key === undefined || key === 'none') return;
  const at = { path: ['key'], facets: ['event', 'line'] as const, known: scope, tell };
  if (checkDimension(key, at)?.kind === 'integer') tell(['key'], integerKey(key));
  if (!isOfLines) return;
  if (holds === 'max') tell(['holds'], notOfLines('holds: max', '各条明细的数只能相加'));
  for (const [index, { tier, measure }] of writers.entries()) {
    const path = ['writers', index];
    if (tier === undefined) tell(path, notOfLines('这种写入方', '只有某一层能逐项写入'));
    else if (measure !== undefined && !OF_ROOMS.includes(measure)) {
      tell([...path, 'measure'], notOfLines(measure, '它不属于某一项费用'));
    }
    const home = scope.tiers.find(({ unit }) => unit.id === tier);
    if (home && home.unit.data.on !== 'visit') {
      tell([...path, 'tier'], notOfLines(`“${tier}”`, '它不是就医，没有费用明细'));
    }
  }
}

/** What a tier does with each room by itself. */
const OF_ROOMS: readonly TierMeasure[] = [
  'base',
  'counted',
  'limitExcess',
  'deductible',
  'paid',
  'copay',
  'overCap',
];

function checkWriter({ written, home }: CounterIn, index: number, scope: Scope, tell: Tell): void {
  const writer = written.writers[index];
  if (!writer) return;
  const path = ['writers', index];
  const { tier, part, event, residual, measure, when } = writer;
  const kinds = [tier, event, residual].filter((one) => one !== undefined).length;
  const isTier = tier !== undefined;
  if (kinds !== 1 || isTier !== (measure !== undefined) || (part !== undefined && !isTier)) {
    tell(path, writerProblem());
  }
  const facets = PERSON_AND_EVENT;
  checkSelector(when, { path: [...path, 'when'], facets, known: scope, tell });
  if (isTier) checkTierWriter(tier, part, path, { scope, tell });
  if (event !== undefined && measureUnitOf(event) === undefined) {
    const known = Object.values(EVENT_MEASURES).flat();
    tell([...path, 'event'], unknownMeasure(event, null, [...new Set(known)]));
  }
  if (residual) {
    const parameters = [home.data.parameters];
    const on = 'visit' as const;
    const checks = { scope, tell, parameters, on, tier: null, place: 'plain' as const };
    checkBase(residual, [...path, 'residual'], checks);
  }
}

function checkTierWriter(
  tier: string,
  part: string | undefined,
  path: readonly (string | number)[],
  { scope, tell }: { readonly scope: Scope; readonly tell: Tell },
): void {
  const found = scope.tiers.find(({ unit }) => unit.id === tier);
  if (!found) {
    if (scope.isWhole) tell([...path, 'tier'], unknownTier(tier, scope));
    return;
  }
  const parts = Object.keys(found.unit.data.parts);
  if (part !== undefined && !parts.includes(part)) {
    tell([...path, 'part'], unknownPart(part, tier, parts));
  }
}

function checkUnits({ written, unit }: CounterIn, tell: Tell): void {
  const areKnown = written.writers.every(
    ({ event }) => event === undefined || measureUnitOf(event) !== undefined,
  );
  if (unit === null && areKnown && written.writers.length > 1) tell(['writers'], mixedCounter());
}

function startsOnProblem(kind: string): Problem {
  const isProduct = kind === 'productYear';
  return {
    code: 'law/window_incomplete',
    message: isProduct
      ? '产品年度没有写 startsOn，不知道每年从哪天起算'
      : `期间 ${kind} 不用 startsOn，写了也不起作用`,
    fix: isProduct ? '补写 startsOn: "MM-DD"' : '删去 startsOn，或改为 kind: productYear',
  };
}

function monthsProblem(kind: string): Problem {
  const isRolling = kind === 'rolling';
  return {
    code: 'law/window_incomplete',
    message: isRolling
      ? '滚动期间没有写 months，不知道往前看几个月'
      : `期间 ${kind} 不用 months，写了也不起作用`,
    fix: isRolling ? '补写 months' : '删去 months，或改为 kind: rolling',
  };
}

function noSuchYearlyDay(startsOn: string): Problem {
  return {
    code: 'law/no_such_date',
    message: `${startsOn} 不是每年都有的日子，产品年度无从起算`,
    fix: '改为每年都有的月日',
  };
}

function noCarryOver(kind: string): Problem {
  return {
    code: 'law/carry_over_window',
    message: `期间 ${kind} 没有“上一期”，不能结转`,
    fix: '删去 carryOver，或换用按年、按月的期间',
  };
}

function integerKey(key: string): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${key}”是整数，没有代码，累计不能按它分开计数`,
    fix: '换用代码维度',
  };
}

function notOfLines(what: string, why: string): Problem {
  return {
    code: 'law/counter_key',
    message: `按明细分开的累计不能用${what}：${why}`,
    fix: `写入方写 { tier, measure }，measure 取 ${OF_ROOMS.join('、')}`,
  };
}

function writerProblem(): Problem {
  return {
    code: 'law/counter_writer',
    message:
      '写入方须恰好是一种：某层的某个数（tier 与 measure，可加 part）、事件的数（event）或剩余个人负担（residual）',
    fix: '例：{ tier: 待遇, measure: paid }、{ event: totalCostFen }',
  };
}

function mixedCounter(): Problem {
  return {
    code: 'law/counter_unit',
    message: '写入方记的单位不同（金额、个数、天数），加在一起没有意义',
    fix: '拆成几个累计，每个只记一种单位',
  };
}

function readsMissing(tiers: readonly string[]): Problem {
  return {
    code: 'law/counter_reads',
    message: `${listed(tiers)} 都写入这个累计，没有说明后面的层看到的是本次之前、还是前面各层写入之后的数（X16）`,
    fix: '补写 reads: { choice: … }，取 afterEarlierTiers 或 beforeEvent',
  };
}
