/**
 * Compares the law of two days, two areas, or the law as it is with a reform: by scheme and tier,
 * which numbers are others, which rules and choices, and which tiers came or went.
 */
import type { Law, Program } from '../law/index.ts';
import { formatDay } from '../units/index.ts';
import { compareNumbers, type NumberChange } from './compare-numbers.ts';
import { type ChoiceIn, type LawPart, type LawSide, partsOn, programsOn } from './law-side.ts';

export const COMPARISON_VERSION = 1;

export interface Comparison {
  readonly version: typeof COMPARISON_VERSION;
  readonly left: SideName;
  readonly right: SideName;
  readonly schemes: readonly SchemeComparison[];
}

export interface SideName {
  readonly area: string;
  readonly day: string;
}

/** Schemes that cover the same persons; null where a side has none for them. */
export interface SchemeComparison {
  readonly covers: string;
  readonly left: Titled | null;
  readonly right: Titled | null;
  /** Only those with a difference; the scheme's own part first, then the tiers. */
  readonly parts: readonly PartComparison[];
  /** Parts without any difference. */
  readonly unchanged: number;
}

export interface Titled {
  readonly id: string;
  readonly title: string;
}

export interface PartComparison {
  readonly kind: 'scheme' | 'tier';
  readonly left: Titled | null;
  readonly right: Titled | null;
  readonly payerTitle: string;
  readonly numbers: readonly NumberChange[];
  /** Numbers with the same value and source on both sides. */
  readonly same: number;
  readonly rules: readonly RuleChange[];
  readonly choices: readonly ChoiceChange[];
}

/** A field of the law whose structure differs; the texts are JSON without numbers. */
export interface RuleChange {
  readonly field: string;
  readonly left: string | null;
  readonly right: string | null;
}

export interface ChoiceChange {
  readonly name: string;
  readonly left: ChoiceIn | null;
  readonly right: ChoiceIn | null;
}

/** Compares two sides. Schemes are matched by whom they cover, tiers by name, else by payer. */
export function compareLaws(left: LawSide, right: LawSide): Comparison {
  const programs = { left: programsOn(left), right: programsOn(right) };
  const covers = [...programs.left, ...programs.right].map(coversOf);
  const schemes = [...new Set(covers)].map((whom) => {
    const find = (side: readonly Program[]) => side.find((one) => coversOf(one) === whom) ?? null;
    const [a, b] = [find(programs.left), find(programs.right)];
    const pairs = pairParts(a ? partsOn(a, left.day) : [], b ? partsOn(b, right.day) : []);
    const parts = pairs.map(comparePart);
    const changed = parts.filter(isChanged);
    return {
      covers: whom,
      left: titled(a),
      right: titled(b),
      parts: changed,
      unchanged: parts.length - changed.length,
    };
  });
  return { version: COMPARISON_VERSION, left: nameOf(left), right: nameOf(right), schemes };
}

/** Tells whether the area has any law on the day. */
export function hasLaw(side: LawSide): boolean {
  return programsOn(side).length > 0;
}

/** The areas of a body of law. */
export function areasOf(law: Law): readonly string[] {
  return [...new Set(law.programs.map(({ area }) => area))].sort();
}

function nameOf({ area, day }: LawSide): SideName {
  return { area, day: formatDay(day) };
}

function coversOf({ covers }: Program): string {
  return covers
    .map(
      ({ dimension, codes, interval }) =>
        `${dimension}=${codes?.join('|') ?? JSON.stringify(interval)}`,
    )
    .join(' ');
}

type Pair = readonly [left: LawPart | null, right: LawPart | null];

/** By name first; then a tier alone of its payer and kind on both sides is taken for the same. */
function pairParts(left: readonly LawPart[], right: readonly LawPart[]): readonly Pair[] {
  const partner = new Map<LawPart, LawPart>();
  for (const one of left) {
    const same = right.find(({ key }) => key === one.key);
    if (same) partner.set(one, same);
  }
  const taken = () => new Set(partner.values());
  const role = ({ payer, on }: LawPart) => `${payer} ${on}`;
  const lone = (parts: readonly LawPart[], wanted: string) => {
    const [first, ...more] = parts.filter((one) => role(one) === wanted);
    return more.length === 0 ? first : undefined;
  };
  for (const one of left.filter((part) => !partner.has(part))) {
    const open = right.filter((part) => !taken().has(part));
    const mine = lone(
      left.filter((part) => !partner.has(part)),
      role(one),
    );
    const other = lone(open, role(one));
    if (mine && other) partner.set(one, other);
  }
  const gone = left.map((one): Pair => [one, partner.get(one) ?? null]);
  const known = taken();
  return [...gone, ...right.filter((one) => !known.has(one)).map((one): Pair => [null, one])];
}

function comparePart([left, right]: Pair): PartComparison {
  const { changes, same } = compareNumbers(left?.numbers ?? new Map(), right?.numbers ?? new Map());
  const isBoth = left !== null && right !== null;
  return {
    kind: (left ?? right)?.key === '' ? 'scheme' : 'tier',
    left: titled(left),
    right: titled(right),
    payerTitle: (right ?? left)?.payerTitle ?? '',
    numbers: changes,
    same,
    rules: isBoth ? ruleChanges(left.rules, right.rules) : [],
    choices: isBoth ? choiceChanges(left.choices, right.choices) : [],
  };
}

function ruleChanges(left: LawPart['rules'], right: LawPart['rules']): readonly RuleChange[] {
  return namesIn(left, right).flatMap((field) => {
    const [a, b] = [left.get(field) ?? null, right.get(field) ?? null];
    return a === b ? [] : [{ field, left: a, right: b }];
  });
}

function choiceChanges(
  left: LawPart['choices'],
  right: LawPart['choices'],
): readonly ChoiceChange[] {
  return namesIn(left, right).flatMap((name) => {
    const [a, b] = [left.get(name) ?? null, right.get(name) ?? null];
    return JSON.stringify(a?.is) === JSON.stringify(b?.is) ? [] : [{ name, left: a, right: b }];
  });
}

function namesIn(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>) {
  return [...new Set([...left.keys(), ...right.keys()])];
}

function isChanged({ left, right, numbers, rules, choices }: PartComparison): boolean {
  return !left || !right || numbers.length + rules.length + choices.length > 0;
}

function titled(one: Titled | null): Titled | null {
  return one && { id: one.id, title: one.title };
}
