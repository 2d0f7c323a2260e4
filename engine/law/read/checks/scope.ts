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
  /** Classes of the area, with the general one; null where the area is not known. */
  readonly classes: ReadonlySet<string> | null;
  readonly report: Report;
}

export interface CounterIn {
  readonly id: string;
  readonly home: Unit<'scheme'> | Unit<'policy'>;
  readonly path: Path;
  readonly written: WrittenCounter;
  /** What it counts; null where its writers disagree or say nothing. */
  readonly unit: NumberUnit | null;
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
    counters: countersOf(scheme.unit, scheme.tiers, report),
    classes: area ? new Set([...area.classes.keys(), GENERAL_CLASS]) : null,
    report,
  };
}

/** Opens the scope of a policy that no scheme uses. */
export function looseScopeOf(tier: PolicyIn, words: Lexicon, report: Report): Scope {
  return {
    words,
    scheme: null,
    tiers: [tier],
    isWhole: false,
    counters: countersOf(null, [tier], report),
    classes: null,
    report,
  };
}

function countersOf(
  scheme: Unit<'scheme'> | null,
  tiers: readonly PolicyIn[],
  report: Report,
): ReadonlyMap<string, CounterIn> {
  const counters = new Map<string, CounterIn>();
  const add = (home: CounterIn['home'], tier: PolicyIn | null) => {
    for (const [id, written] of Object.entries(home.data.counters ?? {})) {
      const path = ['counters', id];
      const first = counters.get(id);
      if (first) tellerOf(home, report)(path, declaredTwice(id, first));
      else counters.set(id, { id, home, path, written, unit: counterUnitOf(written), tier });
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
