/**
 * Every reading of every parameter in a body of law, by the full name of the parameter.
 */
import { loosePolicy, type SchemeIn } from '../scheme-parts.ts';
import type { Units } from '../scheme-units.ts';
import { spanOf } from '../span.ts';
import { askersOfPrices } from './askers.ts';
import { type Use, usesBy, usesOf, usesOfScheme } from './usage.ts';

/** Collects the readings, also those of files that no scheme uses. */
export function usesByParameter(
  units: Units,
  schemes: readonly SchemeIn[],
): ReadonlyMap<string, readonly Use[]> {
  const inSchemes = schemes.flatMap((scheme) => [
    ...usesOfScheme(scheme),
    ...scheme.tiers.flatMap(usesOf),
  ]);
  const byName = new Map<string, Use[]>();
  for (const use of [...inSchemes, ...looseUses(units, schemes)]) {
    const known = byName.get(use.parameter);
    if (known) known.push(use);
    else byName.set(use.parameter, [use]);
  }
  return byName;
}

function looseUses(units: Units, schemes: readonly SchemeIn[]): readonly Use[] {
  const tiers = new Set(schemes.flatMap((scheme) => scheme.tiers.map(({ unit }) => unit)));
  const overlays = new Set(schemes.flatMap((scheme) => scheme.overlays));
  const prices = new Set(schemes.flatMap((scheme) => scheme.prices));
  const laid = units.overlays.filter((unit) => !overlays.has(unit));
  const always = spanOf(undefined, undefined);
  return [
    ...units.policies
      .filter((unit) => !tiers.has(unit) || laid.some(({ data }) => changes(data, unit.id)))
      .flatMap((unit) => usesOf(loosePolicy(unit, laid))),
    ...units.prices
      .filter((unit) => !prices.has(unit))
      .flatMap((unit) => askersOfPrices(unit, always).flatMap(usesBy)),
  ];
}

type Overlay = Units['overlays'][number]['data'];

function changes({ changes: all }: Overlay, policy: string): boolean {
  return (all ?? []).some(({ to }) => to === policy);
}
