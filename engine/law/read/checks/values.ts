/**
 * Values in force: on every day of a tier, and for every case that it admits, its numbers are
 * there.
 */
import { asDay, formatDay } from '../../../units/index.ts';
import type { DatedValue } from '../../formula-law.ts';
import {
  datedEntriesOf,
  isByCode,
  type WrittenEntry,
  type WrittenParameter,
} from '../compile/parameter.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn, SchemeIn } from '../scheme-parts.ts';
import { formatSpan, isEmptySpan, type Span } from '../span.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { listed } from '../wording.ts';
import { type Asker, askersOf, askersOfScheme } from './askers.ts';
import { type Admits, type Unequal, unequalLists } from './list-lengths.ts';
import { OTHERWISE } from './parameters.ts';
import type { Scope } from './scope.ts';
import { codesWhere } from './universe.ts';
import { type ListPair, listPairsBy, type Use, usesBy } from './usage.ts';

/** A parameter with the file it stands in. */
interface Home {
  readonly name: string;
  readonly parameter: WrittenParameter;
  readonly tell: Tell;
}

/** Tells the days and the cases for which a tier of a scheme has no number. */
export function checkValues(tier: PolicyIn, scope: Scope): void {
  if (!isEmptySpan(tier.span)) checkAskers(askersOf(tier), scope);
}

/** Tells the same of what a scheme reads outside its tiers. */
export function checkSchemeValues(scheme: SchemeIn, scope: Scope): void {
  if (!isEmptySpan(scheme.span)) checkAskers(askersOfScheme(scheme), scope);
}

function checkAskers(askers: readonly Asker[], scope: Scope): void {
  const homes = homesOf(scope);
  for (const asker of askers) {
    if (isEmptySpan(asker.span)) continue;
    for (const use of usesBy(asker)) {
      const home = homes.get(use.parameter);
      if (home) checkUse(use, home, scope);
    }
    for (const pair of listPairsBy(asker)) checkLengths(pair, scope, homes);
  }
}

function checkUse(use: Use, home: Home, scope: Scope): void {
  const entries = datedEntriesOf(home.parameter);
  checkGaps(entries, use.span, home);
  for (const entry of entries) {
    if (entry.entry.value !== null && touches(entry, use.span)) {
      checkCodes(entry.entry.value, entryPath(home, entry), 0, { home, use, scope });
    }
  }
}

function homesOf({ homes, report }: Scope): ReadonlyMap<string, Home> {
  const found = new Map<string, Home>();
  for (const unit of homes.values()) {
    const tell = tellerOf(unit, report);
    for (const [name, parameter] of Object.entries(unit.data.parameters ?? {})) {
      found.set(`${unit.id}/${name}`, { name, parameter, tell });
    }
  }
  return found;
}

function checkGaps(entries: readonly WrittenEntry[], span: Span, home: Home): void {
  const [first] = entries;
  if (!first) return;
  const gap = (from: number, until: number, at: WrittenEntry) =>
    home.tell(
      ['parameters', home.name, 'from', at.key],
      valueGap(home.name, { from: asDay(from), until: asDay(until) }),
    );
  if (first.from > span.from) gap(span.from, Math.min(first.from, span.until), first);
  for (const entry of entries) {
    if (entry.entry.value !== null || !touches(entry, span)) continue;
    const until = entry.until === null ? span.until : Math.min(entry.until, span.until);
    gap(Math.max(entry.from, span.from), until, entry);
  }
}

interface CodeChecks {
  readonly home: Home;
  readonly use: Use;
  readonly scope: Scope;
}

function checkCodes(value: DatedValue, path: Path, depth: number, checks: CodeChecks): void {
  const { home, use, scope } = checks;
  if (!isByCode(value)) return;
  const dimension = home.parameter.by?.[depth];
  if (dimension === undefined || !scope.words.dimensions.has(dimension)) return;
  const codes = codesWhere(dimension, use.when, scope);
  const missing = missingCodes(value, codes);
  if (missing.length > 0) home.tell(path, valueMissing(home.name, dimension, missing));
  for (const [code, inner] of Object.entries(value)) {
    const canOccur = code === OTHERWISE || codes === null || codes.includes(code);
    if (canOccur) checkCodes(inner, [...path, code], depth + 1, checks);
  }
}

function missingCodes(
  value: Readonly<Record<string, DatedValue>>,
  codes: readonly string[] | null,
): readonly string[] {
  if (Object.hasOwn(value, OTHERWISE)) return [];
  return codes === null ? [OTHERWISE] : codes.filter((code) => !Object.hasOwn(value, code));
}

function checkLengths(pair: ListPair, scope: Scope, homes: ReadonlyMap<string, Home>): void {
  const admits = memo((dimension) => codesWhere(dimension, pair.when, scope));
  const bounds = homes.get(pair.bounds);
  const values = homes.get(pair.values);
  if (!bounds || !values) return;
  for (const [lower, row] of pairsOf(bounds, values, pair.span)) {
    if (lower.entry.value === null || row.entry.value === null) continue;
    const found = unequalLists(
      { by: bounds.parameter.by ?? [], value: lower.entry.value },
      { by: values.parameter.by ?? [], value: row.entry.value },
      admits,
    );
    if (found) values.tell(entryPath(values, row), listLengths(found));
  }
}

function memo(codesOf: Admits): Admits {
  const known = new Map<string, ReturnType<Admits>>();
  return (dimension) => {
    const codes = known.get(dimension) ?? codesOf(dimension);
    known.set(dimension, codes);
    return codes;
  };
}

function pairsOf(bounds: Home, values: Home, span: Span): [WrittenEntry, WrittenEntry][] {
  const inForce = (home: Home) =>
    datedEntriesOf(home.parameter).filter((entry) => touches(entry, span));
  return inForce(bounds).flatMap((lower) =>
    inForce(values)
      .filter((row) => touches(row, { from: lower.from, until: lower.until ?? span.until }))
      .map((row): [WrittenEntry, WrittenEntry] => [lower, row]),
  );
}

function touches({ from, until }: { from: number; until: number | null }, span: Span): boolean {
  return from < span.until && (until === null || until > span.from);
}

function entryPath({ name }: Home, { key }: WrittenEntry): Path {
  return ['parameters', name, 'from', key, 'value'];
}

function valueGap(name: string, span: Span): Problem {
  return {
    code: 'law/value_gap',
    message: `参数“${name}”在 ${formatSpan(span)} 没有数值，而待遇那时生效；届时无法结算`,
    fix: `补写 ${formatDay(span.from)} 起的数值，或更正待遇的起止日期`,
  };
}

function valueMissing(name: string, dimension: string, codes: readonly string[]): Problem {
  return {
    code: 'law/value_missing',
    message: `参数“${name}”没有写 ${dimension} 为 ${listed(codes)} 时的数值，而待遇会用到`,
    fix: '补写这些情形，或用 otherwise 写其余情形的数值；不适用的情形在 when 中排除',
  };
}

function listLengths({ bounds, values, codes }: Unequal): Problem {
  const where = codes.length > 0 ? `（${listed(codes)}）` : '';
  return {
    code: 'law/list_lengths',
    message: `下限有 ${bounds} 个，对应的值有 ${values} 个${where}；每段须恰有一个值`,
    fix: '逐段写值，个数与下限相同',
  };
}
