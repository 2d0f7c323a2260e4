/**
 * The files of each scheme with that scheme's choices made. A policy that several schemes share is
 * resolved once for all that find its choices in the same files; a file that no scheme uses is
 * resolved with its own choices alone.
 */
import { type Body, placeAt, type Source } from './body.ts';
import { type ChoiceScope, looseScope, schemeScope, scopeWithin, textsIn } from './choice-scope.ts';
import type { Report } from './diagnostic.ts';
import type { Problem } from './problem.ts';
import { type Unit, unitOf, unitsOf } from './unit.ts';
import { nearest } from './wording.ts';

export interface SchemeUnits {
  readonly source: Source;
  /** Null where the scheme's own file is not right. */
  readonly scheme: Unit<'scheme'> | null;
  readonly policies: readonly (Unit<'policy'> | null)[];
  readonly overlays: readonly (Unit<'overlay'> | null)[];
  readonly prices: readonly (Unit<'prices'> | null)[];
}

export interface Units {
  readonly schemes: readonly SchemeUnits[];
  /** Each resolved file once, also those of no scheme. */
  readonly policies: readonly Unit<'policy'>[];
  readonly overlays: readonly Unit<'overlay'>[];
  readonly prices: readonly Unit<'prices'>[];
  /** Files of choices that are right. */
  readonly choices: readonly Unit<'choices'>[];
}

/** Resolves all files of all schemes. */
export function unitsOfBody(body: Body, report: Report): Units {
  const makers = {
    policy: maker('policy', body, report),
    overlay: maker('overlay', body, report),
    prices: maker('prices', body, report),
  };
  const schemes = body.scheme.map((source): SchemeUnits => {
    const scope = schemeScope(source, body);
    return {
      source,
      scheme: unitOf({ ...source, kind: 'scheme' }, scope, report),
      policies: named(source, 'tiers', makers.policy, scope),
      overlays: named(source, 'overlays', makers.overlay, scope),
      prices: named(source, 'prices', makers.prices, scope),
    };
  });
  return {
    schemes,
    policies: makers.policy.all(),
    overlays: makers.overlay.all(),
    prices: makers.prices.all(),
    choices: unitsOf('choices', body, report),
  };
}

/** Kinds of files that a scheme names. */
type NamedKind = 'policy' | 'overlay' | 'prices';

interface Maker<K extends NamedKind> {
  readonly unit: (id: string, scheme: ChoiceScope) => Unit<K> | null | undefined;
  readonly ids: readonly string[];
  /** Every file could be read, so that a file that is not found does not exist. */
  readonly isWhole: boolean;
  readonly tell: (source: Source, path: (string | number)[], problem: Problem) => void;
  /** All units made; files that nobody asked for are made now. */
  readonly all: () => readonly Unit<K>[];
}

function maker<K extends NamedKind>(kind: K, body: Body, report: Report): Maker<K> {
  const sources = new Map<string, Source>();
  for (const source of body[kind]) if (!sources.has(source.id)) sources.set(source.id, source);
  const made = new Map<Source, Unit<K>[]>();
  const used = new Set<Source>();
  const units: Unit<K>[] = [];
  const isNamedNowhere = body.isWhole && body.scheme.every(({ isReadable }) => isReadable);
  const make = (source: Source, scope: ChoiceScope) => {
    const unit = unitOf({ ...source, kind }, scope, report);
    if (unit) units.push(unit);
    return unit;
  };
  return {
    ids: [...sources.keys()],
    isWhole: body.isWhole,
    tell: (source, path, problem) => report.add(placeAt(source.file, source.root, path), problem),
    unit(id, scheme) {
      const source = sources.get(id);
      if (!source) return undefined;
      used.add(source);
      const known = made.get(source) ?? [];
      const same = known.find(({ asked }) => findsTheSame(asked, scheme));
      if (same) return same;
      const unit = make(source, scopeWithin(source, scheme, body));
      if (unit) made.set(source, [...known, unit]);
      return unit;
    },
    all() {
      for (const source of body[kind]) {
        if (used.has(source)) continue;
        if (isNamedNowhere)
          report.add(placeAt(source.file, source.root, ['id']), unusedFile(source.id));
        make(source, looseScope(source, body));
      }
      return units;
    },
  };
}

/** Tells whether a scheme has the choices that a unit asked for in the same files. */
function findsTheSame(asked: Unit<NamedKind>['asked'], { layers }: ChoiceScope): boolean {
  return [...asked].every(
    ([name, file]) => layers.find(({ choices }) => choices.has(name))?.file === file,
  );
}

/** Keys under which a scheme names files, and what it calls them. */
const WHAT = { tiers: '待遇文件', overlays: '变更文件', prices: '价格规则文件' } as const;

function named<K extends NamedKind>(
  source: Source,
  key: keyof typeof WHAT,
  { unit, ids, isWhole, tell }: Maker<K>,
  scheme: ChoiceScope,
): readonly (Unit<K> | null)[] {
  const known = new Map<string, Unit<K> | null | undefined>();
  return textsIn(source.root, key).map((id, index) => {
    const made = known.has(id) ? known.get(id) : unit(id, scheme);
    known.set(id, made);
    if (made === undefined && isWhole) tell(source, [key, index], unknownFile(id, key, ids));
    return made ?? null;
  });
}

function unknownFile(id: string, key: keyof typeof WHAT, ids: readonly string[]): Problem {
  const near = nearest(id, ids);
  const what = WHAT[key];
  return {
    code: 'law/unknown_policy',
    message: `没有编号为“${id}”的${what}，方案缺了这一项`,
    fix: near ? `是否应为“${near}”？` : `新建该${what}，或从方案中移去`,
  };
}

function unusedFile(id: string): Problem {
  return {
    code: 'law/unused_file',
    message: `没有方案使用“${id}”；只能就文件自身检查`,
    fix: '列入某个方案，或删去',
  };
}
