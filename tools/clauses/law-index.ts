/**
 * What law files define, by id: parameters, person classes, and whether worked cases stand beside.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface LawIndex {
  /** File id → the names that it defines. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** File id → cases whose expectation is official or by hand. */
  readonly cases: ReadonlyMap<string, number>;
}

/** Reads all law files under a folder. */
export function lawIndex(folder: string): LawIndex {
  const pages = yamlFiles(folder)
    .map((file): unknown => parse(readFileSync(join(folder, file), 'utf8')))
    .filter(isRecord);
  const laws = pages.filter((page) => page.kind !== 'cases');
  const cases = new Map<string, number>();
  for (const page of pages) if (page.kind === 'cases') noteCases(cases, page);
  for (const scheme of laws) if (scheme.kind === 'scheme') shareCases(cases, scheme);
  return {
    names: new Map(laws.flatMap((page) => (isText(page.id) ? [[page.id, namesOf(page)]] : []))),
    cases,
  };
}

/** Tells whether `<file id>` or `<file id>/<name>` stands in the law. */
export function isDefined({ names }: LawIndex, reference: string): boolean {
  const [file = '', name] = reference.split('/');
  const defined = names.get(file);
  return defined !== undefined && (name === undefined || defined.has(name));
}

/** Worked cases that stand beside the file of a reference. */
export function casesOf({ cases }: LawIndex, reference: string): number {
  return cases.get(reference.split('/')[0] ?? '') ?? 0;
}

function namesOf(page: Record<string, unknown>): Set<string> {
  const groups = [page.parameters, page.personClasses, page.choices, page.counters];
  return new Set(groups.flatMap((group) => (isRecord(group) ? Object.keys(group) : [])));
}

/** Cases of a scheme stand for its area and for every file that it puts in force. */
function shareCases(cases: Map<string, number>, scheme: Record<string, unknown>): void {
  const own = isText(scheme.id) ? (cases.get(scheme.id) ?? 0) : 0;
  const lists = [scheme.tiers, scheme.overlays, scheme.prices, [scheme.area]];
  const files = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  for (const file of files.filter(isText)) cases.set(file, (cases.get(file) ?? 0) + own);
}

function noteCases(cases: Map<string, number>, page: Record<string, unknown>): void {
  if (!isText(page.of) || !Array.isArray(page.cases)) return;
  const worked = page.cases.filter(
    (one) => isRecord(one) && (one.expectedFrom === 'hand' || one.expectedFrom === 'official'),
  ).length;
  cases.set(page.of, (cases.get(page.of) ?? 0) + worked);
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
