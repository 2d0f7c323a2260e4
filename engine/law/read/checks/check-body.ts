/**
 * All checks of meaning, over the files whose shape is right.
 */
import type { Body } from '../body.ts';
import type { Report } from '../diagnostic.ts';
import type { Lexicon, LexiconUnits } from '../lexicon.ts';
import type { FileKind } from '../schema.ts';
import { loosePolicy, type SchemeIn } from '../scheme-parts.ts';
import type { Units } from '../scheme-units.ts';
import type { Unit } from '../unit.ts';
import { checkAreaOrder } from './area-order.ts';
import { checkCitations } from './citations.ts';
import { checkCounterMeasures } from './counter-measures.ts';
import { checkCounters } from './counters.ts';
import { checkPrices } from './facts.ts';
import { checkFiles } from './files.ts';
import { checkChangeOverlaps, checkSchemeOverlaps, checkTakenBases } from './overlaps.ts';
import { checkPolicy } from './policy.ts';
import { checkScheme } from './scheme.ts';
import { looseScopeOf, scopeOf } from './scope.ts';
import { checkUnused } from './unused.ts';
import { checkSchemeValues, checkValues } from './values.ts';
import { checkLexicon } from './vocabulary.ts';

export interface Checked {
  readonly body: Body;
  readonly lexicon: LexiconUnits;
  readonly words: Lexicon;
  readonly units: Units;
  readonly schemes: readonly SchemeIn[];
}

/** Tells everything of the body of law that cannot be meant. */
export function checkBody(checked: Checked, report: Report): void {
  const { body, lexicon, units, words, schemes } = checked;
  const { area, choices, prices, scheme, policy, overlay } = body;
  for (const source of [area, choices, prices, scheme, policy, overlay].flat()) {
    checkCitations(source, words, report);
  }
  checkLexicon(lexicon, report);
  checkFiles({ body, units, words, schemes }, report);
  checkSchemes(checked, report);
  checkLoose(checked, report);
  checkSchemeOverlaps(schemes, words, report);
  checkAreaOrder(schemes, report);
  checkUnused(body, units, report);
}

function checkSchemes({ body, words, schemes }: Checked, report: Report): void {
  const isWhole =
    schemes.length === body.scheme.length && schemes.every((scheme) => scheme.isWhole);
  for (const scheme of schemes) {
    const scope = scopeOf(scheme, words, report);
    checkScheme(scheme, scope, isWhole ? schemes : null);
    checkCounters(scope);
    checkSchemeValues(scheme, scope);
    for (const tier of scheme.tiers) {
      checkPolicy(tier, scope);
      checkValues(tier, scope);
      checkCounterMeasures(tier, scope);
      checkChangeOverlaps(tier, words, report);
    }
    checkTakenBases(scheme, report);
  }
}

/** Files that no scheme uses are checked as far as they go. */
function checkLoose({ units, words, schemes }: Checked, report: Report): void {
  const used = new Set<Unit<FileKind>>(
    schemes.flatMap(({ tiers, prices }) => [...tiers.map(({ unit }) => unit), ...prices]),
  );
  for (const unit of units.policies) {
    if (used.has(unit)) continue;
    const tier = loosePolicy(unit);
    const scope = looseScopeOf([tier], unit, { words, report });
    checkCounters(scope);
    checkPolicy(tier, scope);
  }
  for (const unit of units.prices) {
    if (!used.has(unit)) checkPrices(unit, looseScopeOf([], unit, { words, report }));
  }
}
