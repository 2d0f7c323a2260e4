/**
 * A tier while it is lowered.
 */
import type { AppliedTier, EventPlan } from '../law/index.ts';
import type { RoomCell } from './cells.ts';
import type { Scope } from './lower-amount.ts';
import type { Reg } from './lowered.ts';

/** Plans of a tier, parallel to the pairs of its scope. */
export interface TierWork {
  /** Place among the tiers of the kind. */
  readonly index: number;
  readonly scope: Scope;
  readonly plans: readonly AppliedTier[];
  readonly events: readonly EventPlan[];
}

/** A part's base and the rooms that it comes from. */
export interface PartWork {
  readonly at: number;
  readonly base: Reg;
  readonly rooms: readonly RoomWork[];
  /** Groups whose whole content is taken. */
  readonly isUniform: boolean;
}

export interface RoomWork extends RoomCell {
  /** The group the cell is in. */
  readonly from: Reg;
  readonly base: Reg;
  readonly isWhole: boolean;
}

/** What a part came to; amounts are registers. */
export interface PartDone {
  readonly base: Reg;
  readonly counted: Reg;
  readonly excess: Reg;
  readonly deductible: Reg;
  /** Counted less deductible. */
  readonly payable: Reg;
  readonly paid: Reg;
  readonly overCap: Reg;
  readonly copay: Reg;
}

export interface TierDone {
  readonly parts: readonly PartDone[];
  readonly deductibleAmount: Reg;
  readonly paid: Reg;
  readonly moves: readonly Moves[];
  /** Puts the steps that change the cells: after all that read them. */
  readonly move: () => void;
}

export interface LimitGroup {
  /** Places among the part's rooms. */
  readonly rooms: readonly number[];
  readonly excess: Reg;
}

/** A part between its deductible and its payment. */
export interface OpenPart {
  readonly index: number;
  readonly base: Reg;
  readonly counted: Reg;
  readonly excess: Reg;
  readonly deductible: Reg;
  readonly payable: Reg;
  /** The stretch of the segments' axis. */
  readonly start: Reg;
  readonly end: Reg;
  readonly length: Reg;
  /** X13 `catchUp`: what was paid before; null: nothing is caught up. */
  readonly paidBefore: Reg | null;
  readonly bounds: readonly Reg[];
  readonly rates: readonly Reg[];
}

export interface PaidPart {
  readonly paid: Reg;
  readonly overCap: Reg;
  readonly deductible: Reg;
  readonly payable: Reg;
}

export interface Moves {
  /** What became of each room; null where the rooms were not told apart. */
  readonly shares: readonly RoomShares[] | null;
  readonly put: () => void;
}

export interface RoomShares {
  readonly room: RoomWork;
  readonly excess: Reg;
  readonly deductible: Reg;
  readonly paid: Reg;
  readonly overCap: Reg;
  readonly copay: Reg;
}
