/**
 * One tier in the text of an explanation, each step on its line.
 */
import { formatYuan } from '../units/index.ts';
import { percent } from './amounts.ts';
import type {
  CapExplained,
  DeductibleExplained,
  Explanation,
  PartExplained,
  ReasonFen,
  SegmentExplained,
  TierApplied,
} from './explanation.ts';
import { amountText, exactYuan, notes } from './text-amounts.ts';
import { type Lang, say } from './text-words.ts';
import { ROUNDING_WORDS } from './words.ts';

/** Renders a tier that ran. */
export function tierText(
  explanation: Explanation,
  tier: TierApplied,
  lang: Lang,
  number: number,
): string[] {
  const head = `${number}. ${tier[lang]} — ${say(lang, 'pays')} ${formatYuan(tier.paidFen)}`;
  if (tier.baseFen === 0) return [`${head}（${say(lang, 'nothing')}）`];
  const parts = tier.parts.filter(({ baseFen }) => baseFen > 0);
  const label = (part: PartExplained) =>
    tier.parts.length === 1 ? '' : partLabel(tier.parts.indexOf(part), lang);
  return [
    head,
    ...parts.flatMap((part) => baseLines(explanation, part, lang, label(part))),
    ...deductibleLines(explanation, tier, parts, lang, label),
    ...parts.flatMap((part) => paymentLines(explanation, tier, part, lang, label(part))),
    ...tier.caps.flatMap((cap) => capLines(explanation, cap, lang)),
  ];
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function partLabel(index: number, lang: Lang): string {
  return lang === 'zh' ? `（${NUMERALS[index] ?? index + 1}）` : `(${index + 1}) `;
}

function baseLines(
  explanation: Explanation,
  part: PartExplained,
  lang: Lang,
  label: string,
): string[] {
  const sums = sumByReason(part.base);
  const only = sums.length === 1 ? sums[0] : undefined;
  const list = only
    ? only[lang]
    : sums.map((reason) => `${reason[lang]} ${formatYuan(reason.fen)}`).join(' + ');
  const line = `   ${label}${say(lang, 'base')} ${formatYuan(part.baseFen)}：${list}`;
  if (!part.limit) return [line];
  const { usedFen, excessFen } = part.limit;
  const used = usedFen > 0 ? `，${say(lang, 'used')} ${formatYuan(usedFen)}` : '';
  const excess = excessFen > 0 ? `，${say(lang, 'excess')} ${formatYuan(excessFen)}` : '';
  const limit = amountText(explanation, part.limit, lang);
  return [line, `   ${label}${say(lang, 'limit')} ${limit}${used}${excess}`];
}

function sumByReason(cells: readonly ReasonFen[]): ReasonFen[] {
  const sums = new Map<string, ReasonFen>();
  for (const { id, zh, en, fen } of cells) {
    sums.set(`${zh} ${en}`, { id, zh, en, fen: (sums.get(`${zh} ${en}`)?.fen ?? 0) + fen });
  }
  return [...sums.values()];
}

function deductibleLines(
  explanation: Explanation,
  { deductible, parts: all }: TierApplied,
  parts: readonly PartExplained[],
  lang: Lang,
  label: (part: PartExplained) => string,
): string[] {
  if (!deductible) return [];
  const each = parts.filter(({ deductibleFen }) => deductibleFen > 0);
  const split =
    all.length > 1 && each.length > 0
      ? `：${each.map((part) => `${label(part)}${formatYuan(part.deductibleFen)}`).join('、')}`
      : '';
  const amount = amountText(explanation, deductible, lang);
  const before = beforeText(deductible, lang);
  const taken = `${say(lang, 'taken')} ${formatYuan(deductible.takenFen)}${split}`;
  const left =
    deductible.leftFen > 0 ? `，${say(lang, 'left')} ${formatYuan(deductible.leftFen)}` : '';
  return [`   ${say(lang, 'deductible')} ${amount}${before}，${taken}${left}`];
}

function beforeText({ counts, countedFen }: DeductibleExplained, lang: Lang): string {
  if (countedFen === 0) return '';
  const word = counts === 'taken' ? 'takenBefore' : 'passedBefore';
  return `，${say(lang, word)} ${formatYuan(countedFen)}`;
}

function paymentLines(
  explanation: Explanation,
  tier: TierApplied,
  part: PartExplained,
  lang: Lang,
  label: string,
): string[] {
  const isFlat = part.segments.length === 1 && part.segments[0]?.fromFen === 0;
  const segments = part.segments.map((segment, i) => {
    const end = i === part.segments.length - 1 ? roundedEnd(tier, part, lang) : '';
    const foot = i === part.segments.length - 1 ? notes(explanation, part.rateSources, lang) : '';
    return `   ${label}${segmentText(segment, lang, isFlat)}${end}${foot}`;
  });
  if (tier.paidBeforeFen === null || part.segments.length === 0) return segments;
  return [
    ...segments,
    `   ${say(lang, 'whole')} ${formatYuan(part.roundedFen)}，` +
      `${say(lang, 'paidBefore')} ${formatYuan(tier.paidBeforeFen)}`,
  ];
}

function segmentText(segment: SegmentExplained, lang: Lang, isFlat: boolean): string {
  const { fromFen, toFen, rateBp, exact } = segment;
  const span = `${say(lang, 'fromTo')} ${formatYuan(fromFen)}–${formatYuan(toFen)}：`;
  const product = `${formatYuan(toFen - fromFen)} × ${percent(rateBp)} = ${exactYuan(exact)}`;
  return isFlat ? product : span + product;
}

function roundedEnd(tier: TierApplied, part: PartExplained, lang: Lang): string {
  const sum = part.segments.length > 1 ? `；${say(lang, 'total')} ${exactYuan(part.exact)}` : '';
  if (part.exact === part.roundedFen * 10_000) return sum;
  return `${sum} → ${formatYuan(part.roundedFen)}（${ROUNDING_WORDS[tier.rounding][lang]}）`;
}

function capLines(explanation: Explanation, cap: CapExplained, lang: Lang): string[] {
  const used = cap.usedFen > 0 ? `，${say(lang, 'used')} ${formatYuan(cap.usedFen)}` : '';
  const end =
    cap.clippedFen > 0
      ? `，${say(lang, 'clipped')} ${formatYuan(cap.clippedFen)}`
      : `，${say(lang, 'room')} ${formatYuan(cap.roomFen)}`;
  return [`   ${say(lang, 'cap')} ${amountText(explanation, cap, lang)}${used}${end}`];
}
