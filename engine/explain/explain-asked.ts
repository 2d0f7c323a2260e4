/**
 * What was asked of an event besides amounts: conditions, and modifiers under conditions.
 */
import type { Amount } from '../law/index.ts';
import type { Asked, ConditionTrace, ModifierTrace, ValueTrace } from '../settle/index.ts';
import { explainCitation, sourceIndexes, type View } from './amounts.ts';
import type { ConditionExplained, ModifierExplained, Words } from './explanation.ts';
import { inUnit, nodeText, saysValue, unitOf } from './formula-words.ts';

/** Adds the values that an event gave to what formulas are explained with. */
export function withValues<T extends View>(view: T, ...values: (readonly ValueTrace[])[]): T {
  const all = values.flat();
  if (all.length === 0) return view;
  return {
    ...view,
    values: new Map([...view.values, ...all.map((one) => [one.node, one] as const)]),
  };
}

/** All values that a tier read of the event. */
export function valuesIn(asked: Asked | null): readonly ValueTrace[] {
  return asked?.values ?? [];
}

/** Explains conditions in their order. */
export function explainConditions(
  view: View,
  conditions: readonly ConditionTrace[],
): ConditionExplained[] {
  return conditions.map((condition) => explainCondition(view, condition));
}

/** Explains the modifiers that act under conditions. */
export function explainModifiers(
  view: View,
  modifiers: readonly ModifierTrace[],
): ModifierExplained[] {
  return modifiers.map(({ modifier, conditions, hasActed }) => ({
    field: modifier.field,
    target: modifier.target,
    hasActed,
    conditions: explainConditions(view, conditions),
    citation: explainCitation(view.book.law, modifier.citation),
  }));
}

function explainCondition(given: View, condition: ConditionTrace): ConditionExplained {
  const view = withValues(given, condition.values);
  const { of, from, until, ofValue, fromValue, untilValue, isMet } = condition;
  const said = (lang: keyof Words) => conditionText(view, condition, lang);
  const sources = [of, from, until].flatMap((side) => side?.sources ?? []);
  return {
    zh: said('zh'),
    en: said('en'),
    isMet,
    unit: unitOf(view.program, of.node),
    value: ofValue,
    from: fromValue,
    until: untilValue,
    sources: sourceIndexes(view, sources),
  };
}

function conditionText(view: View, condition: ConditionTrace, lang: keyof Words): string {
  const { of, from, until, ofValue, fromValue, untilValue } = condition;
  const unit = unitOf(view.program, of.node);
  const side = (amount: Amount, value: number): string => {
    if (amount.node.kind === 'constant') return inUnit(value, unit);
    const words = nodeText(view, amount.node, lang);
    return saysValue(amount.node) ? words : `${words} ${inUnit(value, unit)}`;
  };
  const bounds = [
    from && `${lang === 'zh' ? '不低于' : 'at least'} ${side(from, fromValue ?? 0)}`,
    until && `${lang === 'zh' ? '低于' : 'below'} ${side(until, untilValue ?? 0)}`,
  ].filter((bound) => bound !== null);
  const said = `${side(of, ofValue)}${lang === 'zh' ? '，应' : ', must be '}`;
  return `${said}${bounds.join(lang === 'zh' ? '、' : ', ')}`;
}
