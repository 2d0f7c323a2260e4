/**
 * A curve with what is told of it: whose it is, and of which day.
 */
import type { Curve, CurveData } from '../../engine/analyse/index.ts';
import type { Law } from '../../engine/law/index.ts';

/** What is shown of a curve besides its numbers. */
export interface Shown {
  readonly law: Law;
  readonly curve: Curve;
  readonly data: CurveData;
  /** `一类贫困人口，住院，…`. */
  readonly whose: string;
  readonly day: string;
}
