/**
 * Holds a curve against the engine: at a cost, what the person bears and what each payer pays may
 * differ by at most one fen for each rounding.
 */
import { type Curve, paidBy, pieceAt } from '../../engine/analyse/curves/curve.ts';
import { type Quotient, sumOf, valueOn, ZERO } from '../../engine/analyse/curves/quotient.ts';
import { asNumber } from '../../engine/analyse/curves/rational.ts';
import { type SettledScene, settleScene } from '../../engine/analyse/curves/year-end.ts';

export interface Compared {
  readonly compared: number;
  /** Costs at which the curve stood so near a jump that the engine was on its other side. */
  readonly besideJumps: number;
  /** Costs that the engine rejects. */
  readonly rejected: number;
  readonly faults: readonly string[];
}

/** Compares at open costs in fen; those off the curve are brought to its ends. */
export function compareWithEngine(curve: Curve, costs: readonly number[]): Compared {
  let compared = 0;
  let besideJumps = 0;
  let rejected = 0;
  const faults: string[] = [];
  for (const cost of costs) {
    const costFen = Math.min(curve.mostFen, Math.max(0, cost));
    const settled = settledAt(curve, costFen);
    if (!settled) {
      rejected++;
      continue;
    }
    compared++;
    const fault = faultAt(curve, settled, costFen, costFen);
    if (fault === null) continue;
    if (besideJump(curve, settled, costFen)) besideJumps++;
    else faults.push(`${costFen}: ${fault}`);
  }
  return { compared, besideJumps, rejected, faults };
}

/** Costs at, just before and just after each place where the curve bends. */
export function costsAtBreaks({ pieces }: Curve): readonly number[] {
  return pieces.flatMap(({ from }) => [-2, -1, 0, 1, 2].map((by) => Number(from) + by));
}

function settledAt({ scene }: Curve, costFen: number): SettledScene | null {
  const result = settleScene(scene, costFen);
  return result.ok ? result.value : null;
}

/** The engine at one cost against the curve at another; null where they agree. */
function faultAt(curve: Curve, settled: SettledScene, costFen: number, on: number): string | null {
  const at = BigInt(on);
  const piece = pieceAt(curve, at);
  const slack = piece.slackFen + Math.abs(on - costFen);
  const value = (quotient: Quotient) => asNumber(valueOn(quotient, at));
  const off = (name: string, fen: number, quotient: Quotient) =>
    Math.abs(fen - value(quotient)) > slack
      ? `${name} ${fen}, curve ${value(quotient)}; may differ by ${piece.slackFen}`
      : null;
  const { program } = curve.scene;
  const byPayer = program.payers.map(() => ZERO);
  for (const { tier } of piece.tiers) {
    const payer = program.payers.findIndex(({ id }) => id === program.tiers[tier]?.payer);
    byPayer[payer] = sumOf(byPayer[payer] ?? ZERO, paidBy(piece, tier));
  }
  const faults = [
    off('person', settled.personFen, piece.person),
    off('total', settled.totalFen, piece.total),
    ...program.payers.map(({ id }, payer) => {
      const paidFen = settled.steps.reduce((sum, step) => sum + (step.paidFen[payer] ?? 0), 0);
      return off(id, paidFen, byPayer[payer] ?? ZERO);
    }),
  ];
  return faults.find((fault) => fault !== null) ?? null;
}

/** Whether the engine agrees with the curve on the other side of a jump a few fen away. */
function besideJump(curve: Curve, settled: SettledScene, costFen: number): boolean {
  const { slackFen } = pieceAt(curve, BigInt(costFen));
  const near = curve.pieces.flatMap(({ from }) => [Number(from) - 1, Number(from)]);
  return near.some((on) => {
    const isNear = on >= 0 && on <= curve.mostFen && Math.abs(on - costFen) <= slackFen + 1;
    return isNear && faultAt(curve, settled, costFen, on) === null;
  });
}
