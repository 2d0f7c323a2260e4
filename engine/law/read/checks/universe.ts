/**
 * Universe: the codes of a dimension that can occur where selectors match.
 */
import { isCodes, type WrittenSelector } from '../compile/selector.ts';
import { GENERAL_CLASS, PERSON_CLASS } from '../lexicon.ts';
import type { Scope } from './scope.ts';

/** Gives the codes that can occur; null where any code may (open dimensions, unknown areas). */
export function codesWhere(
  dimension: string,
  when: readonly WrittenSelector[],
  scope: Scope,
): readonly string[] | null {
  const covers = scope.scheme?.unit.data.covers;
  const sides = [...(covers ? [covers] : []), ...when].flatMap((selector) => {
    const side = Object.hasOwn(selector, dimension) ? selector[dimension] : undefined;
    return side !== undefined && isCodes(side) ? [side] : [];
  });
  const all = allCodes(dimension, scope);
  // Who holds a listed code may hold others beside it.
  if (scope.words.dimensions.get(dimension)?.many) return all;
  if (all === null && sides.length === 0) return null;
  const [first = [], ...rest] = all === null ? sides : [all, ...sides];
  const others = rest.map((side) => new Set(side));
  return first.filter((code) => others.every((side) => side.has(code)));
}

function allCodes(dimension: string, { words, scheme }: Scope): readonly string[] | null {
  if (dimension === PERSON_CLASS) {
    return scheme ? [...scheme.unit.data.personClasses, GENERAL_CLASS] : null;
  }
  const known = words.dimensions.get(dimension);
  return known?.kind === 'codes' ? known.codes.map(({ id }) => id) : null;
}
