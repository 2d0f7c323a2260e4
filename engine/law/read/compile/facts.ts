/**
 * What acts on facts and lines before any tier: backdating, readings, price rules, and what is out
 * of scope.
 */
import type { Backdating, Exclusion, PriceRule, Reading } from '../../program.ts';
import type { LawFile } from '../schema.ts';
import { overlaySpan, qualifierOf, type SchemeIn } from '../scheme-parts.ts';
import { isEmptySpan, type Span } from '../span.ts';
import { citationOf } from './citation.ts';
import { formulaOf } from './formula.ts';
import { isByDimension, selectorOf } from './selector.ts';

type Scheme = LawFile['scheme'];
export type WrittenReading = NonNullable<Scheme['readAs']>[number];
export type WrittenBackdating = Exclude<NonNullable<Scheme['backdating']>, readonly unknown[]>;

/** Compiles the backdating of a scheme. */
export function backdatingOf({ unit }: SchemeIn): readonly Backdating[] {
  const qualify = qualifierOf(unit.id);
  return backdatingIn(unit.data).map(({ dimension, codes, to, within, source }) => ({
    dimension,
    codes,
    to,
    within: qualify(within.parameter, within.of),
    citation: citationOf(source),
  }));
}

/** Compiles the readings of a scheme, its own before those of its overlays. */
export function readingsOf({ unit, span, overlays }: SchemeIn): readonly Reading[] {
  const own = (unit.data.readAs ?? []).map((written) => readingOf(written, span));
  const laid = overlays.flatMap((overlay) => {
    const common = overlaySpan(overlay, span);
    return isEmptySpan(common)
      ? []
      : (overlay.data.readAs ?? []).map((written) => readingOf(written, common));
  });
  return [...own, ...laid];
}

/** Compiles the price rules of a scheme. */
export function pricesOf({ prices }: SchemeIn): readonly PriceRule[] {
  return prices.flatMap(({ id, data }) =>
    data.rules.map((rule) => ({
      id: `${id}/${rule.id}`,
      title: rule.title,
      lines: selectorOf(rule.lines),
      when: selectorOf(rule.when),
      allowed: formulaOf(rule.allowed, qualifierOf(id)),
      citation: citationOf(rule.source),
    })),
  );
}

/** Compiles what is out of scope. */
export function exclusionsOf({ unit }: SchemeIn): readonly Exclusion[] {
  const { outOfScope } = unit.data.classification;
  if (isByDimension(outOfScope)) {
    return [{ lines: selectorOf(outOfScope), when: [], citation: null }];
  }
  return outOfScope.map(({ lines, when, source }) => ({
    lines: selectorOf(lines),
    when: selectorOf(when),
    citation: citationOf(source),
  }));
}

/** Gives the backdating of a scheme as a list; it may be written as one. */
export function backdatingIn({ backdating }: Scheme): readonly WrittenBackdating[] {
  if (backdating === undefined) return [];
  return Array.isArray(backdating) ? backdating : [backdating];
}

function readingOf({ when, lines, set, source }: WrittenReading, span: Span): Reading {
  return {
    when: selectorOf(when),
    lines: lines ? selectorOf(lines) : null,
    set: Object.entries(set)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([dimension, code]) => ({ dimension, code })),
    from: span.from,
    until: span.until,
    citation: citationOf(source),
  };
}
