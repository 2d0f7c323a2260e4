/**
 * Scope: what the files of one scheme may name. A policy that no scheme uses has a scope of its
 * own, in which a name that is not known may still exist elsewhere.
 */
import type { Unit as NumberUnit } from '../../formula-law.ts';
import type { WrittenCounter } from '../compile/counter.ts';
import type { Report } from '../diagnostic.ts';
import { GENERAL_CLASS, type Lexicon } from '../lexicon.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn, SchemeIn } from '../scheme-parts.ts';
import { tellerOf, type Unit } from '../unit.ts';
import { counterUnitOf } from './counter-units.ts';

export interface Scope {
  readonly words: Lexicon;
  /** Null for a policy of no scheme. */
  readonly scheme: SchemeIn | null;
  readonly tiers: readonly PolicyIn[];
  /** Every file of the scheme is here: a name that is not known does not exist. */
  readonly isWhole: boolean;
  readonly counters: ReadonlyMap<string, CounterIn>;
  /** Files whose parameters others may name, by id. */
  readonly homes: ReadonlyMap<string, ParameterHome>;
  /** Classes of the area, with the general one; null where the area is not known. */
  readonly classes: ReadonlySet<string> | null;
  readonly report: Report;
}

/** A file with parameters. */
export type ParameterHome = Unit<'scheme' | 'policy' | 'overlay' | 'prices'>;

export interface CounterIn {
  readonly id: string;
  readonly home: Unit<'scheme'> | Unit<'policy'>;
  readonly path: Path;
  readonly written: WrittenCounter;
  /** What it counts; null where its writers disagree or say nothing. */
  readonly unit: NumberUnit | null;
  /** Kept apart by a dimension of lines. */
  readonly isOfLines: boolean;
  /** Tier whose policy declares it; null for the scheme's own. */
  readonly tier: PolicyIn | null;
}

/** Opens the scope of a scheme, and tells counters that are declared twice. */
export function scopeOf(scheme: SchemeIn, words: Lexicon, report: Report): Scope {
  const area = words.areas.get(scheme.unit.data.area);
  return {
    words,
    scheme,
    tiers: scheme.tiers,
    isWhole: scheme.isWhole,
    counters: countersOf({ scheme: scheme.unit, tiers: scheme.tiers, words }, report),
    homes: homesOf([
      scheme.unit,
      ...scheme.tiers.map(({ unit }) => unit),
      ...scheme.overlays,
      ...scheme.prices,
    ]),
    classes: area ? new Set([...area.classes.keys(), GENERAL_CLASS]) : null,
    report,
  };
}

/** Opens the scope of a file that no scheme uses: a policy as a tier, or another. */
export function looseScopeOf(
  tiers: readonly PolicyIn[],
  home: ParameterHome,
  { words, report }: { readonly words: Lexicon; readonly report: Report },
): Scope {
  return {
    words,
    scheme: null,
    tiers,
    isWhole: false,
    counters: countersOf({ scheme: null, tiers, words }, report),
    homes: homesOf([home]),
    classes: null,
    report,
  };
}

function homesOf(units: readonly ParameterHome[]): ReadonlyMap<string, ParameterHome> {
  return new Map(units.map((unit) => [unit.id, unit]));
}

interface Declaring {
  readonly scheme: Unit<'scheme'> | null;
  readonly tiers: readonly PolicyIn[];
  readonly words: Lexicon;
}

function countersOf(
  { scheme, tiers, words }: Declaring,
  report: Report,
): ReadonlyMap<string, CounterIn> {
  const counters = new Map<string, CounterIn>();
  const isOfLines = ({ key }: WrittenCounter) => words.dimensions.get(key ?? '')?.of === 'line';
  const add = (home: CounterIn['home'], tier: PolicyIn | null) => {
    for (const [id, written] of Object.entries(home.data.counters ?? {})) {
      const path = ['counters', id];
      const first = counters.get(id);
      if (first) tellerOf(home, report)(path, declaredTwice(id, first));
      else {
        const facts = { unit: counterUnitOf(written), isOfLines: isOfLines(written) };
        counters.set(id, { id, home, path, written, tier, ...facts });
      }
    }
  };
  if (scheme) add(scheme, null);
  for (const tier of new Set(tiers)) add(tier.unit, tier);
  return counters;
}

function declaredTwice(id: string, { home }: CounterIn): Problem {
  return {
    code: 'law/duplicate_id',
    message: `累计“${id}”已在 ${home.file.path}（${home.id}）中声明；同一方案内累计不得重名`,
    fix: '改名其中一个；几项待遇共用的累计写在方案里',
  };
}
