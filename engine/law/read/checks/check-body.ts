/**
 * All checks of meaning, over files whose shape is right.
 */
import type { Body } from '../body.ts';
import type { Report } from '../diagnostic.ts';
import type { Lexicon, LexiconUnits } from '../lexicon.ts';
import type { SchemeIn } from '../scheme-parts.ts';
import type { Units } from '../scheme-units.ts';

export interface Checked {
  readonly body: Body;
  readonly lexicon: LexiconUnits;
  readonly words: Lexicon;
  readonly units: Units;
  readonly schemes: readonly SchemeIn[];
}

/** Tells everything of the body of law that cannot be meant. */
export function checkBody(_checked: Checked, _report: Report): void {}
