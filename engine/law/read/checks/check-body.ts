/**
 * All checks of meaning, over the files whose shape is right.
 */
import type { Body } from '../body.ts';
import type { Report } from '../diagnostic.ts';
import type { Lexicon, LexiconUnits } from '../lexicon.ts';
import { loosePolicy, type SchemeIn } from '../scheme-parts.ts';
import type { Units } from '../scheme-units.ts';
import { checkCitations } from './citations.ts';
import { checkCounterMeasures } from './counter-measures.ts';
import { checkCounters } from './counters.ts';
import { checkFiles } from './files.ts';
import { checkChangeOverlaps, checkSchemeOverlaps, checkTakenBases } from './overlaps.ts';
import { checkPolicy } from './policy.ts';
import { checkScheme } from './scheme.ts';
import { looseScopeOf, scopeOf } from './scope.ts';
import { checkUnused } from './unused.ts';
import { checkValues } from './values.ts';
import { checkLexicon } from './vocabulary.ts';

export interface Checked {
  readonly body: Body;
  readonly lexicon: LexiconUnits;
  readonly words: Lexicon;
  readonly units: Units;
  readonly schemes: readonly SchemeIn[];
}

/** Tells everything of the body of law that cannot be meant. */
export function checkBody({ body, lexicon, words, units, schemes }: Checked, report: Report): void {
  const sources = [...body.area, ...body.choices, ...body.scheme, ...body.policy, ...body.overlay];
  for (const source of sources) checkCitations(source, words, report);
  checkLexicon(lexicon, report);
  checkFiles({ body, units, words, schemes }, report);
  const isWhole =
    schemes.length === body.scheme.length && schemes.every((scheme) => scheme.isWhole);
  for (const scheme of schemes) {
    const scope = scopeOf(scheme, words, report);
    checkScheme(scheme, scope, isWhole ? schemes : null);
    checkCounters(scope);
    for (const tier of scheme.tiers) {
      checkPolicy(tier, scope);
      checkValues(tier, scope);
      checkCounterMeasures(tier, scope);
      checkChangeOverlaps(tier, report);
    }
    checkTakenBases(scheme, report);
  }
  const inSchemes = new Set(schemes.flatMap(({ tiers }) => tiers.map(({ unit }) => unit)));
  for (const unit of units.policies) {
    if (inSchemes.has(unit)) continue;
    const tier = loosePolicy(unit);
    const scope = looseScopeOf(tier, words, report);
    checkCounters(scope);
    checkPolicy(tier, scope);
  }
  checkSchemeOverlaps(schemes, report);
  checkUnused(body, units, report);
}
