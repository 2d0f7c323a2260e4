/**
 * What a curve shows, in a few sentences.
 */
import {
  asNumber,
  type Curve,
  type CurveTier,
  nearestOf,
  paidAt,
  personAt,
  protectionAt,
  WATCHED_COSTS,
} from '../../engine/analyse/index.ts';
import { prepare } from '../../engine/law/index.ts';
import { formatDay, formatYuan } from '../../engine/units/index.ts';
import type { Shown } from './curve-shown.ts';
import { percentText } from './protection-rows.ts';

/** Sentences: the bends, what each tier of the year's end pays, and how far bills are covered. */
export function curveWords({ curve, data }: Shown): readonly string[] {
  const { breaks } = data;
  const jumps = breaks.filter(({ isJump }) => isJump).length;
  const shares = WATCHED_COSTS.filter((fen) => fen <= curve.mostFen).map(
    (fen) => `${fen / 1_000_000}万元 ${percentText(protectionAt(curve, fen))}`,
  );
  return [
    `有 ${breaks.length} 处转折${jumps > 0 ? `，其中 ${jumps} 处是跳变` : ''}。` +
      `起点每多1元个人负担 ${nextYuan(curve, 0)} 元。`,
    ...yearWords(curve, data.tiers),
    ...(shares.length > 0 ? [`变动的费用为这些数时，各方合计付了：${shares.join('，')}`] : []),
  ];
}

/** What the next yuan after a cost adds to what the person bears, in yuan. */
export function nextYuan(drawn: Curve, costFen: number): string {
  const from = BigInt(costFen);
  const to = from + 100n;
  if (to > BigInt(drawn.mostFen)) return '';
  const [before, after] = [from, to].map((at) => asNumber(personAt(drawn, at)));
  return (((after ?? 0) - (before ?? 0)) / 100).toFixed(4);
}

function yearWords(curve: Curve, tiers: readonly CurveTier[]): readonly string[] {
  const { program, yearEnd } = curve.scene;
  if (!yearEnd) return [];
  const { close, besidesFen } = yearEnd;
  const told = prepare(program).kinds.close.facets.event.flatMap(({ dimension }) => {
    const fen = Number(close.facets[dimension.id]);
    return dimension.kind === 'integer' ? [`${dimension.zh}按${formatYuan(fen)}元`] : [];
  });
  const own = program.tiers.flatMap(({ on, id, title }, tier) => {
    if (on !== 'close') return [];
    return tiers.some((one) => one.id === id)
      ? [paysWords(curve, title, tier)]
      : [`“${title}”一分不付。`];
  });
  return [
    `算上${formatDay(close.on)}的年末结转${told.length > 0 ? `（${told.join('，')}）` : ''}：` +
      '总费用和个人负担都是全年的，变动的是最后一张单据。' +
      (besidesFen.total > 0
        ? `此前的单据和家里其他人已有${formatYuan(besidesFen.total)}元，` +
          `其中负担${formatYuan(besidesFen.person)}元；此前由各方付的不在图上。`
        : ''),
    ...own,
  ];
}

function paysWords(curve: Curve, title: string, tier: number): string {
  const fens = curve.pieces.flatMap(({ from, to }) => [from, to]);
  const paid = (fen: bigint) => asNumber(paidAt(curve, tier, fen));
  const piece = curve.pieces.find(({ from, to }) => paid(from) > 0 || paid(to) > 0);
  const first = piece && paid(piece.from) <= 0 ? piece.from + 1n : (piece?.from ?? 0n);
  const most = fens.reduce((best, fen) => (paid(fen) > paid(best) ? fen : best), first);
  return (
    `“${title}”从变动的费用${formatYuan(Number(first))}元起付，` +
    `最多付${formatYuan(nearestOf(paidAt(curve, tier, most)))}元` +
    `（变动的费用${formatYuan(Number(most))}元时）。`
  );
}
