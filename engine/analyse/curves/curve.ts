/**
 * Curve: what each tier and the person pay as exact functions of the cost of a bill. The tiers are
 * walked with the cost left open; each walk holds on a stretch and says what ends it. Roundings are
 * left out and counted: `settle` differs by at most one fen for each.
 */
import { type EventPlan, ValueMissing } from '../../law/index.ts';
import { type PlannedEvent, planEvent } from '../../settle/index.ts';
import { accepted, MAX_FEN, type Result, rejected } from '../../units/index.ts';
import { type Cause, openGround } from './ground.ts';
import { leftBy } from './leave-on.ts';
import {
  constant,
  differenceOf,
  type Quotient,
  sumOf,
  totalOf,
  valueOn,
  ZERO,
} from './quotient.ts';
import type { Rational } from './rational.ts';
import { asRejection, CurveRefused } from './refused.ts';
import { openRunOn } from './run-on.ts';
import { checkMix, eventAt, fixedFenOf, type Scene } from './scene.ts';
import { declaredState, type StateOn } from './state-on.ts';
import { runTierOn, type TierOn } from './tier-on.ts';

export interface Curve {
  readonly scene: Scene;
  /** The law that meets the scene. */
  readonly plan: EventPlan;
  /** Open costs from 0 to this, in fen, included. */
  readonly mostFen: number;
  /** In order, without gaps. */
  readonly pieces: readonly Piece[];
}

/** A stretch of whole fen on which everything is one function of the cost. */
export interface Piece {
  readonly from: bigint;
  /** Included. */
  readonly to: bigint;
  /** What the law does differently after it; null for the last. */
  readonly endsBy: Cause | null;
  /** Where exactly, between its last fen and the next; null where that is no rational number. */
  readonly endsAt: Rational | null;
  readonly total: Quotient;
  readonly person: Quotient;
  /** The tiers on such events, in the order of the law; those of a close last. */
  readonly tiers: readonly TierOn[];
  /** By how many fen a settlement may differ: one for each rounding (see `Ground`). */
  readonly slackFen: number;
}

/**
 * Draws the curve of a scene. Rejects what `settle` rejects before it looks at amounts, and by name
 * what a curve cannot express (`CURVE_REFUSALS`).
 */
export function curveOf(scene: Scene, mostFen: number): Result<Curve> {
  try {
    if (scene.event.kind === 'visit') checkMix(scene.mix);
    if (mostFen + fixedFenOf(scene) > MAX_FEN) {
      throw new CurveRefused('curve/too_large', '费用超出可计算范围（9,000,000,000 元）');
    }
    return drawn(scene, mostFen);
  } catch (fault) {
    if (fault instanceof CurveRefused) return { ok: false, rejection: asRejection(fault) };
    if (fault instanceof ValueMissing) return rejected(fault.code, fault.message, fault.parameter);
    throw fault;
  }
}

function drawn(scene: Scene, mostFen: number): Result<Curve> {
  const planned = plannedIn(scene);
  if (!planned.ok) return planned;
  const [bill] = planned.value;
  const pieces: Piece[] = [];
  const last = BigInt(mostFen);
  for (let from = 0n; from <= last; from = (pieces.at(-1)?.to ?? last) + 1n) {
    pieces.push(pieceFrom(scene, planned.value, from, last));
  }
  return accepted({ scene, plan: bill.plan, mostFen, pieces });
}

/** The bill and, where the scene ends with one, the close. */
function plannedIn(scene: Scene): Result<readonly [PlannedEvent, ...PlannedEvent[]]> {
  const { program, person, state, yearEnd } = scene;
  const bill = planEvent({ event: eventAt(scene, 0), person, state, program });
  if (!bill.ok || !yearEnd) return bill.ok ? accepted([bill.value]) : bill;
  const close = planEvent({ event: yearEnd.close, person, state, program });
  return close.ok ? accepted([bill.value, close.value]) : close;
}

/** Walks the events of a scene one after the other over the same cost. */
function pieceFrom(
  scene: Scene,
  planned: readonly [PlannedEvent, ...PlannedEvent[]],
  from: bigint,
  last: bigint,
): Piece {
  const ground = openGround(from, last);
  const tiers: TierOn[] = [];
  let billed = ZERO;
  let state: StateOn = declaredState(planned[0].before);
  for (const [index, event] of planned.entries()) {
    const run = openRunOn(event, scene, ground, state);
    if (index === 0) billed = run.total;
    for (const tier of event.plan.tiers) tiers.push(runTierOn(run, tier));
    if (index < planned.length - 1) state = leftBy(run);
  }
  const { total, person } = scene.yearEnd?.besidesFen ?? { total: 0, person: 0 };
  const paid = totalOf(tiers.map((tier) => (tier.kind === 'paid' ? tier.paid : ZERO)));
  return {
    from,
    to: ground.until,
    endsBy: ground.until < last ? ground.endsBy : null,
    endsAt: ground.until < last ? ground.endsAt : null,
    total: sumOf(billed, constant(total)),
    person: sumOf(differenceOf(billed, paid), constant(person)),
    tiers,
    slackFen: ground.slackFen,
  };
}

/** The piece that holds a cost. */
export function pieceAt({ pieces }: Curve, costFen: bigint): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2);
    if ((pieces[middle]?.from ?? 0n) <= costFen) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (!piece || costFen < piece.from || costFen > piece.to) {
    throw new RangeError(`no cost of ${costFen} on this curve`);
  }
  return piece;
}

/** What the person bears at a cost, before rounding. */
export function personAt(curve: Curve, costFen: bigint): Rational {
  return valueOn(pieceAt(curve, costFen).person, costFen);
}

/** What a tier pays at a cost, before rounding; nothing where it is skipped. */
export function paidAt(curve: Curve, tier: number, costFen: bigint): Rational {
  return valueOn(paidBy(pieceAt(curve, costFen), tier), costFen);
}

/** What a tier of the Program pays on a piece. */
export function paidBy({ tiers }: Piece, tier: number): Quotient {
  const found = tiers.find((one) => one.tier === tier);
  return found?.kind === 'paid' ? found.paid : ZERO;
}
