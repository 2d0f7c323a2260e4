/**
 * A scheme: its area and classes, whom it covers, its order of tiers, and the choices it must make.
 */
import type { SchemeChoices } from '../../program.ts';
import { entryOf } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn, SchemeIn } from '../scheme-parts.ts';
import { formatSpan, isEmptySpan, spanOf } from '../span.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { didYouMean, listed, repeatsIn } from '../wording.ts';
import { checkSpan } from './dates.ts';
import type { Scope } from './scope.ts';
import { checkSelector, LINE, PERSON, repeatedItem } from './selectors.ts';

type VisitDays = readonly SchemeChoices['lawDay'][];
const VISIT_DAYS: VisitDays = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'];

/**
 * The choices that every scheme makes, with the values that the engine knows; `fen` is any amount.
 */
const SCHEME_CHOICES: Readonly<
  Record<Exclude<keyof SchemeChoices, 'counterMap'>, readonly string[] | 'fen'>
> = {
  lawDay: VISIT_DAYS,
  windowDay: VISIT_DAYS,
  order: ['settledAt', 'dischargedOn'],
  lateBill: ['replay', 'keepPast'],
  reversal: ['replay', 'keepPast'],
  negativeDifference: ['recover', 'waive', 'hold'],
  leastDifferenceFen: 'fen',
  classChange: ['fromDay', 'wholeYear', 'monthsBack'],
  doubleEnrolment: ['reject', 'declaredOrder'],
  schemeChange: ['keep', 'reset', 'map'],
};

/** Names of the choices that every scheme makes. */
export const SCHEME_CHOICE_NAMES: readonly string[] = Object.keys(SCHEME_CHOICES);

/**
 * Tells everything wrong with a scheme's own file. `all` is null where some scheme is not whole.
 */
export function checkScheme(scheme: SchemeIn, scope: Scope, all: readonly SchemeIn[] | null): void {
  const { data } = scheme.unit;
  const tell = tellerOf(scheme.unit, scope.report);
  checkSpan(data, tell);
  checkArea(scheme, scope, tell);
  checkSelector(data.covers, { path: ['covers'], facets: PERSON, known: scope, tell });
  const outOfScope = { path: ['classification', 'outOfScope'], facets: LINE, known: scope, tell };
  checkSelector(data.classification.outOfScope, outOfScope);
  checkRepeats(data.tiers, 'tiers', tell);
  checkRepeats(data.overlays ?? [], 'overlays', tell);
  checkRepeats(data.personClasses, 'personClasses', tell);
  checkChoices(scheme, tell);
  checkCounterMap(scheme, scope, all, tell);
  for (const tier of scheme.tiers) checkInForce(tier, scheme, tell);
}

function checkArea({ unit }: SchemeIn, { words, classes }: Scope, tell: Tell): void {
  const { area, personClasses } = unit.data;
  if (!words.areas.has(area)) {
    if (words.isWhole.area) tell(['area'], unknownArea(area, words.areas.keys()));
    return;
  }
  for (const [index, id] of personClasses.entries()) {
    if (classes && !classes.has(id)) {
      tell(['personClasses', index], unknownClass(id, area, classes));
    }
  }
}

function checkRepeats(
  items: readonly string[],
  key: 'tiers' | 'overlays' | 'personClasses',
  tell: Tell,
): void {
  for (const index of repeatsIn(items)) tell([key, index], repeatedItem(items[index] ?? ''));
}

function checkChoices({ unit }: SchemeIn, tell: Tell): void {
  const { choices } = unit.data;
  for (const [name, legal] of Object.entries(SCHEME_CHOICES)) {
    const choice = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (!choice) {
      tell(['choices'], choiceMissing(name, legal));
      continue;
    }
    if (!isLegal(choice.is, legal)) tell(['choices', name, 'is'], illegal(name, choice.is, legal));
    for (const [index, other] of choice.otherwise.entries()) {
      if (isLegal(other, legal)) continue;
      tell(['choices', name, 'otherwise', index], illegal(name, other, legal));
    }
  }
}

function isLegal(value: unknown, legal: readonly string[] | 'fen'): boolean {
  if (legal === 'fen') return typeof value === 'number' && value >= 0;
  return typeof value === 'string' && legal.includes(value);
}

function checkCounterMap(
  { unit }: SchemeIn,
  scope: Scope,
  all: readonly SchemeIn[] | null,
  tell: Tell,
): void {
  const { counterMap, choices, area } = unit.data;
  const choice = choices.schemeChange;
  const mayMap = choice !== undefined && [choice.is, ...choice.otherwise].includes('map');
  if (mayMap && !counterMap) tell(['choices', 'schemeChange'], mapMissing());
  if (counterMap && !mayMap) tell(['counterMap'], mapUnused());
  if (all === null) return;
  const others = all.filter((other) => other.unit !== unit && other.unit.data.area === area);
  const foreign = new Set(others.flatMap(counterIdsOf));
  for (const [from, to] of Object.entries(counterMap ?? {})) {
    const isKnown = scope.counters.has(to) && foreign.has(from);
    if (!isKnown) tell(['counterMap', from], mapUnknown(from, to, foreign.has(from)));
  }
}

function counterIdsOf({ unit, tiers }: SchemeIn): readonly string[] {
  return [unit, ...tiers.map((tier) => tier.unit)].flatMap(({ data }) =>
    Object.keys(data.counters ?? {}),
  );
}

function checkInForce({ unit, span }: PolicyIn, scheme: SchemeIn, tell: Tell): void {
  const { effectiveFrom, effectiveUntil } = unit.data;
  const own = spanOf(effectiveFrom, effectiveUntil);
  if (!isEmptySpan(span) || isEmptySpan(own) || isEmptySpan(scheme.span)) return;
  const written = entryOf(scheme.unit.root, 'tiers')?.value;
  const items = written?.kind === 'list' ? written.items : [];
  const index = items.findIndex((item) => item.kind === 'scalar' && item.value === unit.id);
  tell(['tiers', index], neverInForce(unit.id, formatSpan(scheme.span)));
}

function unknownArea(area: string, known: Iterable<string>): Problem {
  return {
    code: 'law/unknown_area',
    message: `没有编号为“${area}”的统筹区，无法知道有哪些人员类别`,
    fix: didYouMean(area, known, '新建 kind: area 的文件'),
  };
}

function unknownClass(id: string, area: string, known: ReadonlySet<string>): Problem {
  return {
    code: 'law/unknown_class',
    message: `统筹区“${area}”没有人员类别“${id}”`,
    fix: didYouMean(id, known, '在 area 文件的 personClasses 中登记'),
  };
}

function choiceMissing(name: string, legal: readonly string[] | 'fen'): Problem {
  return {
    code: 'law/choice_missing',
    message: `方案没有作出选择“${name}”；引擎没有默认值，不选就无法结算`,
    fix: `在 choices 中补写“${name}”，${saidOf(legal)}`,
  };
}

function illegal(name: string, value: unknown, legal: readonly string[] | 'fen'): Problem {
  return {
    code: 'law/choice_illegal',
    message: `选择“${name}”不能取 ${JSON.stringify(value)}`,
    fix: `改正取值：${saidOf(legal)}`,
  };
}

function saidOf(legal: readonly string[] | 'fen'): string {
  return legal === 'fen' ? '取以分计的整数' : `可取 ${listed(legal)}`;
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

function neverInForce(id: string, span: string): Problem {
  return {
    code: 'law/tier_never_in_force',
    message: `待遇“${id}”的起止日期与方案（${span}）没有共同的一天，这一层永远不会付款`,
    fix: '更正起止日期，或把它从方案的 tiers 中移去',
  };
}
