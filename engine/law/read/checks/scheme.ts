/**
 * A scheme: its area and classes, whom it covers, its order of tiers, and the choices it must make.
 */
import { entryOf } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn, SchemeIn } from '../scheme-parts.ts';
import { formatSpan, isEmptySpan, spanOf } from '../span.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { didYouMean, repeatsIn } from '../wording.ts';
import { checkCounterMap } from './counter-map.ts';
import { checkSpan } from './dates.ts';
import { checkFacts } from './facts.ts';
import { checkSchemeChoices } from './scheme-choices.ts';
import type { Scope } from './scope.ts';
import { checkSelector, PERSON, repeatedItem } from './selectors.ts';

/**
 * Tells everything wrong with a scheme's own file. `all` is null where some scheme is not whole.
 */
export function checkScheme(scheme: SchemeIn, scope: Scope, all: readonly SchemeIn[] | null): void {
  const { data } = scheme.unit;
  const tell = tellerOf(scheme.unit, scope.report);
  checkSpan(data, tell);
  checkArea(scheme, scope, tell);
  checkSelector(data.covers, { path: ['covers'], facets: PERSON, known: scope, tell });
  checkFacts(scheme, scope);
  checkRepeats(data.tiers, 'tiers', tell);
  checkRepeats(data.overlays ?? [], 'overlays', tell);
  checkRepeats(data.prices ?? [], 'prices', tell);
  checkRepeats(data.personClasses, 'personClasses', tell);
  checkSchemeChoices(scheme, scope, tell);
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
  key: 'tiers' | 'overlays' | 'prices' | 'personClasses',
  tell: Tell,
): void {
  for (const index of repeatsIn(items)) tell([key, index], repeatedItem(items[index] ?? ''));
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

function neverInForce(id: string, span: string): Problem {
  return {
    code: 'law/tier_never_in_force',
    message: `待遇“${id}”的起止日期与方案（${span}）没有共同的一天，这一层永远不会付款`,
    fix: '更正起止日期，或把它从方案的 tiers 中移去',
  };
}
