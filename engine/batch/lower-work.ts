/**
 * A tier while it is lowered.
 */
import type { AppliedTier, EventPlan } from '../law/index.ts';
import type { Scope } from './lower-amount.ts';

/** Plans of a tier, parallel to the pairs of its scope. */
export interface TierWork {
  /** Place among the tiers of the kind. */
  readonly index: number;
  readonly scope: Scope;
  readonly plans: readonly AppliedTier[];
  readonly events: readonly EventPlan[];
}
