/**
 * Rules that compete: two schemes for the same people on the same days, two changes that replace
 * the same number, and bases that earlier ones have taken already.
 */
import type { WrittenSelector } from '../compile/selector.ts';
import type { Report } from '../diagnostic.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Problem } from '../problem.ts';
import type { ChangeIn, PolicyIn, SchemeIn } from '../scheme-parts.ts';
import { commonSpan, formatSpan, isEmptySpan, type Span } from '../span.ts';
import { tellerOf } from '../unit.ts';
import { haveCommon, isWithin } from './boxes.ts';

/** Tells schemes of one area that cover the same people on the same days. */
export function checkSchemeOverlaps(
  schemes: readonly SchemeIn[],
  words: Lexicon,
  report: Report,
): void {
  for (const [index, later] of schemes.entries()) {
    for (const earlier of schemes.slice(0, index)) {
      const [a, b] = [earlier.unit.data, later.unit.data];
      const span = commonSpan(earlier.span, later.span);
      if (a.area !== b.area || isEmptySpan(span) || !haveCommon(a.covers, b.covers, words)) {
        continue;
      }
      tellerOf(later.unit, report)(['effectiveFrom'], schemesOverlap(later, earlier, span));
    }
  }
}

/**
 * Tells changes to a tier that replace or remove the same thing on the same days for the same case.
 */
export function checkChangeOverlaps(
  { unit, changes }: PolicyIn,
  words: Lexicon,
  report: Report,
): void {
  const whole = changes.filter(({ written }) => WHOLE.includes(written.operation));
  for (const [index, later] of whole.entries()) {
    const earlier = whole.slice(0, index).findLast((one) => compete(one, later, words));
    if (!earlier) continue;
    tellerOf(later.unit, report)(later.path, changesCompete(unit.id, earlier, later));
  }
}

/** Tells entries of bases of which nothing is left when their turn comes. */
export function checkTakenBases({ tiers }: SchemeIn, report: Report): void {
  const taken = new Map<string, Taken[]>();
  for (const { unit, span } of tiers) {
    const { id, on, when, parts, onlyIf } = unit.data;
    for (const [part, { base }] of Object.entries(parts)) {
      for (const [index, { reasons, lines, weightBp }] of base.entries()) {
        const box = { ...when, ...lines };
        const own = (reasons ?? []).map((reason) => ({
          reason,
          box,
          span,
          on,
          by: `${id}/${part}`,
        }));
        const firsts = own.flatMap(
          (one) => taken.get(one.reason)?.find((before) => takesAll(before, one)) ?? [],
        );
        const [first] = firsts;
        if (first && firsts.length === own.length) {
          tellerOf(unit, report)(['parts', part, 'base', index], neverReached(first));
        }
        if (weightBp || onlyIf) continue;
        for (const one of own) {
          const known = taken.get(one.reason);
          if (known) known.push(one);
          else taken.set(one.reason, [one]);
        }
      }
    }
  }
}

interface Taken {
  readonly reason: string;
  readonly box: WrittenSelector;
  readonly span: Span;
  readonly on: string;
  readonly by: string;
}

const WHOLE: readonly string[] = ['replace', 'remove'];

function takesAll(before: Taken, one: Taken): boolean {
  return (
    before.on === one.on &&
    before.span.from <= one.span.from &&
    one.span.until <= before.span.until &&
    isWithin(one.box, before.box)
  );
}

function compete(a: ChangeIn, b: ChangeIn, words: Lexicon): boolean {
  const { written: one, span } = a;
  const { written: other } = b;
  const isSameTarget =
    one.target === undefined || other.target === undefined || one.target === other.target;
  // Conditions on numbers may well exclude each other.
  const areConditional = one.onlyIf !== undefined && other.onlyIf !== undefined;
  return (
    one.field === other.field &&
    isSameTarget &&
    !areConditional &&
    !isEmptySpan(commonSpan(span, b.span)) &&
    haveCommon(one.when ?? {}, other.when ?? {}, words)
  );
}

function schemesOverlap(later: SchemeIn, earlier: SchemeIn, span: Span): Problem {
  const { file, id } = earlier.unit;
  const both = `方案“${later.unit.id}”与“${id}”（${file.path}）`;
  return {
    code: 'law/schemes_overlap',
    message: `${both}在 ${formatSpan(span)} 覆盖同一批人，无法知道按哪一个结算`,
    fix: '错开起止日期，或以 covers 分开参保人群',
  };
}

function changesCompete(policy: string, earlier: ChangeIn, later: ChangeIn): Problem {
  const said = ({ unit, written }: ChangeIn) =>
    `“${unit.id}”（${written.source.clause ?? '未写条款'}）`;
  return {
    code: 'law/changes_compete',
    message: `${said(earlier)}与${said(later)}同时改写“${policy}”的同一内容，以后一项为准`,
    fix: '若先后有据，保持次序即可；否则以 when 或日期分开',
  };
}

function neverReached({ reason, by }: Taken): Problem {
  return {
    code: 'law/base_never_reached',
    message: `此项的费用（${reason} 等）已被“${by}”全部取走，此处永远取不到`,
    fix: '删去此项，或调整先后、情形',
  };
}
