/**
 * One tier in the text of an explanation, each step on its line.
 */
import { formatYuan } from '../units/index.ts';
import type {
  CapExplained,
  ConditionExplained,
  DeductibleExplained,
  PartExplained,
  ReasonFen,
  RemovalExplained,
  SegmentExplained,
  TierApplied,
} from './explanation.ts';
import { percent } from './formula-words.ts';
import { amountText, exactYuan, notes, type Writing } from './text-amounts.ts';
import { citationText } from './text-sources.ts';
import { type Lang, mark, say } from './text-words.ts';
import { ROUNDING_WORDS } from './words.ts';

/** Renders a tier that ran over some cost; in brief, one that pays nothing takes one line. */
export function tierText(writing: Writing, tier: TierApplied, number: number): string[] {
  const { lang, isBrief } = writing;
  const parts = tier.parts.filter(({ baseFen }) => baseFen > 0);
  const label = (part: PartExplained) =>
    parts.length === 1 ? '' : partLabel(part, tier.parts.indexOf(part), lang);
  const head = `${number}. ${tier[lang]} — ${say(lang, 'pays')} ${formatYuan(tier.paidFen)}`;
  const isPlain = (part: PartExplained) => isBrief && isOneStep(part);
  const lines = [
    ...askedLines(writing, tier),
    ...entitlementLines(writing, tier),
    ...parts.flatMap((part) => (isPlain(part) ? [] : baseLines(writing, part, label(part)))),
    ...deductibleLines(writing, tier, parts, label),
    ...parts.flatMap((part) => paymentLines(writing, tier, part, label(part), isPlain(part))),
    ...tier.caps.flatMap((cap) => capLines(writing, tier, cap)),
    ...tier.removed.flatMap((removal) => removalLines(writing, removal)),
  ];
  if (!isBrief || tier.paidFen > 0) return [head, ...lines];
  return [`${head}${mark(lang, ':')}${lines.map((line) => line.trim()).join(mark(lang, ';'))}`];
}

/** One kind of cost at one rate, nothing taken off before: base and payment fit on one line. */
function isOneStep(part: PartExplained): boolean {
  const isWhole = part.deductibleFen === 0 && (part.limit?.excessFen ?? 0) === 0;
  return isWhole && isFlat(part) && sumByReason(part.base).length === 1;
}

function isFlat({ segments }: PartExplained): boolean {
  return segments.length === 1 && segments[0]?.fromFen === 0;
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The title of a part is Chinese. */
function partLabel({ title }: PartExplained, index: number, lang: Lang): string {
  if (lang === 'zh' && title !== null) return `「${title}」`;
  return lang === 'zh' ? `（${NUMERALS[index] ?? index + 1}）` : `(${index + 1}) `;
}

function baseLines(writing: Writing, part: PartExplained, label: string): string[] {
  const { lang } = writing;
  const sums = sumByReason(part.base);
  const only = sums.length === 1 ? sums[0] : undefined;
  const list = only
    ? only[lang]
    : sums.map((reason) => `${reason[lang]} ${formatYuan(reason.fen)}`).join(' + ');
  const base = `${say(lang, 'base')} ${formatYuan(part.baseFen)}${mark(lang, ':')}${list}`;
  const line = `   ${label}${base}`;
  if (!part.limit) return [line];
  if (writing.isBrief && part.limit.excessFen === 0) return [line];
  const { groups } = part.limit;
  const limits = groups.length === 0 ? [{ ...part.limit, zh: '', en: '' }] : groups;
  return [
    line,
    ...limits.map((limit) => {
      const whose = limit[lang] === '' ? '' : ` (${limit[lang]})`;
      const used = clause(lang, 'used', limit.usedFen);
      const excess = clause(lang, 'excess', limit.excessFen);
      const amount = amountText(writing, limit);
      return `   ${label}${say(lang, 'limit')}${whose} ${amount}${used}${excess}`;
    }),
  ];
}

/** The conditions that let the tier pay, and the modifiers under conditions. */
function askedLines(writing: Writing, { conditions, modifiers }: TierApplied): string[] {
  if (writing.isBrief) return [];
  const { lang } = writing;
  const own = conditions.map(
    (condition) =>
      `   ${say(lang, 'condition')}${mark(lang, ':')}${conditionText(writing, condition)}`,
  );
  const changes = modifiers.map(({ field, hasActed, conditions: asked, citation }) => {
    const how = say(lang, hasActed ? 'changed' : 'notChanged');
    const because = asked.map((condition) => conditionText(writing, condition));
    const cited = citationText(citation, lang);
    return (
      `   ${say(lang, FIELD_WORDS[field])} ${how}${mark(lang, ':')}` +
      `${because.join(mark(lang, ';'))} [${cited}]`
    );
  });
  return [...own, ...changes];
}

/** Writes a condition with its numbers, and whether it fails. */
export function conditionText(writing: Writing, condition: ConditionExplained): string {
  const { lang } = writing;
  const end = condition.isMet ? '' : say(lang, 'notMet');
  return `${condition[lang]}${notes(writing, condition.sources)}${end}`;
}

function entitlementLines(writing: Writing, { entitlement }: TierApplied): string[] {
  if (!entitlement || writing.isBrief) return [];
  return [`   ${say(writing.lang, 'entitled')} ${amountText(writing, entitlement)}`];
}

/** Writes ", word amount"; nothing for a zero. */
function clause(lang: Lang, word: Parameters<typeof say>[1], fen: number): string {
  return fen > 0 ? `${mark(lang, ',')}${say(lang, word)} ${formatYuan(fen)}` : '';
}

function sumByReason(cells: readonly ReasonFen[]): ReasonFen[] {
  const sums = new Map<string, ReasonFen>();
  for (const { id, zh, en, fen } of cells) {
    sums.set(`${zh} ${en}`, { id, zh, en, fen: (sums.get(`${zh} ${en}`)?.fen ?? 0) + fen });
  }
  return [...sums.values()];
}

function deductibleLines(
  writing: Writing,
  { deductible }: TierApplied,
  parts: readonly PartExplained[],
  label: (part: PartExplained) => string,
): string[] {
  if (!deductible || (deductible.amountFen === 0 && deductible.sources.length === 0)) return [];
  const { lang } = writing;
  const amount = `   ${say(lang, 'deductible')} ${amountText(writing, deductible)}`;
  const before = beforeText(deductible, lang);
  if (deductible.takenFen === 0 && deductible.leftFen === 0) {
    const full = `${mark(lang, ',')}${say(lang, 'full')}`;
    return [`${amount}${writing.isBrief ? '' : before}${full}`];
  }
  const each = parts.filter(({ deductibleFen }) => deductibleFen > 0);
  const split =
    parts.length > 1 && each.length > 0
      ? mark(lang, ':') +
        each.map((part) => `${label(part)}${formatYuan(part.deductibleFen)}`).join(mark(lang, '、'))
      : '';
  const taken = `${clause(lang, 'taken', deductible.takenFen)}${split}`;
  return [`${amount}${before}${taken}${clause(lang, 'left', deductible.leftFen)}`];
}

function beforeText({ counts, countedFen }: DeductibleExplained, lang: Lang): string {
  return clause(lang, counts === 'taken' ? 'takenBefore' : 'passedBefore', countedFen);
}

function paymentLines(
  writing: Writing,
  tier: TierApplied,
  part: PartExplained,
  label: string,
  isPlain: boolean,
): string[] {
  const { lang } = writing;
  const last = part.segments.length - 1;
  const of = isPlain ? ` (${part.base[0]?.[lang] ?? ''})` : '';
  const lines = part.segments.map((segment, i) => {
    const rate = i === 0 ? rateText(writing, part) : percent(segment.rateBp);
    const end = i === last ? roundedEnd(tier, part, lang) : '';
    const span = isFlat(part) ? '' : spanText(segment, lang);
    return `   ${label}${span}${productText(segment, of, rate)}${end}`;
  });
  if (tier.paidBeforeFen === null || last < 0) return lines;
  const whole = `   ${say(lang, 'whole')} ${formatYuan(part.roundedFen)}`;
  return [...lines, `${whole}${clause(lang, 'paidBefore', tier.paidBeforeFen)}`];
}

function rateText(writing: Writing, part: PartExplained): string {
  const { lang } = writing;
  const rate = percent(part.segments[0]?.rateBp ?? 0);
  const steps = part.rateFormula === null ? '' : ` (= ${part.rateFormula[lang]})`;
  return `${rate}${steps}${notes(writing, part.rateSources)}`;
}

function spanText({ fromFen, toFen }: SegmentExplained, lang: Lang): string {
  return `${say(lang, 'fromTo')} ${formatYuan(fromFen)}–${formatYuan(toFen)}${mark(lang, ':')}`;
}

function productText(
  { fromFen, toFen, exact }: SegmentExplained,
  of: string,
  rate: string,
): string {
  return `${formatYuan(toFen - fromFen)}${of} × ${rate} = ${exactYuan(exact)}`;
}

function roundedEnd(tier: TierApplied, part: PartExplained, lang: Lang): string {
  const sum =
    part.segments.length > 1
      ? `${mark(lang, ';')}${say(lang, 'total')} ${exactYuan(part.exact)}`
      : '';
  if (part.exact === part.roundedFen * 10_000) return sum;
  return `${sum} → ${formatYuan(part.roundedFen)} (${ROUNDING_WORDS[tier.rounding][lang]})`;
}

const FIELD_WORDS = {
  ratio: 'ratio',
  deductible: 'deductible',
  cap: 'cap',
  limit: 'limit',
} as const;

function removalLines({ lang, isBrief }: Writing, { field, citation }: RemovalExplained): string[] {
  if (isBrief || field === 'ratio') return [];
  const cited = citationText(citation, lang);
  return [`   ${say(lang, FIELD_WORDS[field])} ${say(lang, 'removed')}${mark(lang, ':')}${cited}`];
}

function capLines(writing: Writing, tier: TierApplied, cap: CapExplained): string[] {
  const { lang, isBrief } = writing;
  const index = tier.parts.findIndex(({ id }) => id === cap.part);
  const part = tier.parts[index];
  const label = part ? partLabel(part, index, lang) : '';
  if (isBrief && cap.clippedFen === 0) return [];
  const end =
    cap.clippedFen > 0
      ? clause(lang, 'clipped', cap.clippedFen)
      : `${mark(lang, ',')}${say(lang, 'room')} ${formatYuan(cap.roomFen)}`;
  const used = clause(lang, 'used', cap.usedFen);
  return [`   ${label}${say(lang, 'cap')} ${amountText(writing, cap)}${used}${end}`];
}
