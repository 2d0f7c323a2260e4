/**
 * What a body of law covers: by area, by whom a scheme covers, by tier of payment and by year, how
 * many numbers are in force and how far they can be trusted. A year without them says why.
 */
import type { DatedEntry, DatedValue, Law, Mark, Program, Selector, Tier } from '../law/index.ts';
import type { LawText } from '../law/read/index.ts';
import { asDay, type Day, dayFromCivil, dayToCivil, formatDay } from '../units/index.ts';
import { indexLaw, type LawFileEntry, nodeAt, textAt } from './law-files.ts';
import { textsOf } from './texts-of.ts';

export const COVERAGE_VERSION = 1;

export interface Coverage {
  readonly version: typeof COVERAGE_VERSION;
  readonly areas: readonly AreaCoverage[];
}

export interface AreaCoverage {
  readonly id: string;
  readonly title: string;
  /** Null: no place, but a sample. */
  readonly adminCode: string | null;
  /** From the first year that a scheme reaches to the year after the last. */
  readonly years: readonly number[];
  readonly tiers: readonly TierCoverage[];
  readonly policies: readonly PolicyCoverage[];
  /** Payers of other areas that pay nothing here in any year. */
  readonly absent: readonly { readonly payer: string; readonly payerTitle: string }[];
}

export interface TierCoverage {
  /** Whom the scheme covers: `insuranceType=resident`. */
  readonly covers: string;
  readonly coversTitle: string;
  /** Empty: numbers that no tier has for itself, such as those of price rules. */
  readonly payer: string;
  readonly payerTitle: string;
  /** By year, one for each of the area's years. */
  readonly years: readonly YearCoverage[];
}

/**
 * `notYet` and `expired`: no scheme reaches the year, all begin later or have ended. `missing`: a
 * scheme does, or those around it do, but nothing of this tier is in force.
 */
export type CoverageState = 'inForce' | 'missing' | 'notYet' | 'expired';

export interface YearCoverage {
  readonly year: number;
  readonly state: CoverageState;
  /** Days on which something of the tier is in force: first, and the day after the last. */
  readonly from: string | null;
  readonly until: string | null;
  readonly numbers: MarkCounts;
  readonly policies: readonly string[];
}

/** Numbers by the trust mark of the entry that says them. */
export type MarkCounts = Readonly<Record<Mark, number>>;

export interface PolicyCoverage {
  readonly id: string;
  readonly title: string;
  readonly payer: string;
  readonly status: string;
  readonly from: string;
  readonly until: string;
  /** Of all its days, with what overlays add. */
  readonly numbers: MarkCounts;
  /** Clauses that the file names and leaves out. */
  readonly notModelled: number;
}

export const MARKS: readonly Mark[] = ['seed', 'official', 'secondary', 'assumed'];

/** Counts what compiled law covers; the files give titles and status. */
export function coverageOf(law: Law, laws: readonly LawText[]): Coverage {
  const { files } = indexLaw(laws);
  const ids = [...new Set(law.programs.map(({ area }) => area))].sort();
  const areas = ids.map((id) => {
    const programs = law.programs.filter(({ area }) => area === id);
    const file = files.find((one) => one.kind === 'area' && one.id === id);
    const years = yearsOf(programs);
    return {
      id,
      title: textAt(file?.root, 'title', 'zh') || id,
      adminCode: textAt(file?.root, 'adminCode') || null,
      years,
      tiers: tiersOf(programs, years),
      policies: policiesOf(programs, files),
      absent: absentFrom(programs, law),
    };
  });
  return { version: COVERAGE_VERSION, areas };
}

function yearsOf(programs: readonly Program[]): readonly number[] {
  const first = Math.min(...programs.map(({ from }) => dayToCivil(from).year));
  const last = Math.max(...programs.map(({ until }) => dayToCivil(asDay(until - 1)).year));
  return Array.from({ length: last - first + 2 }, (_, index) => first + index);
}

function absentFrom(own: readonly Program[], { programs }: Law): AreaCoverage['absent'] {
  const present = new Set(own.flatMap(({ payers }) => payers.map(({ id }) => id)));
  const others = new Map(programs.flatMap(({ payers }) => payers.map(({ id, zh }) => [id, zh])));
  return [...others]
    .filter(([payer]) => !present.has(payer))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([payer, payerTitle]) => ({ payer, payerTitle }));
}

/** A tier of a program, or what its tiers share, with the dated entries that decide it. */
interface TierIn {
  readonly tier: Pick<Tier, 'id' | 'title' | 'payer' | 'from' | 'until'>;
  readonly entries: readonly DatedEntry[];
}

const SHARED = '';
const SHARED_TITLE = '各层共用';

function tiersOf(programs: readonly Program[], years: readonly number[]): readonly TierCoverage[] {
  const groups = groupBy(programs, ({ covers }) => selectorText(covers));
  return [...groups].flatMap(([covers, group]) => {
    const tiers = group.flatMap((program) => tiersIn(program));
    const payers = [...new Set(tiers.map(({ tier }) => tier.payer))];
    return payers.map((payer) => ({
      covers,
      coversTitle: coversTitle(group),
      payer,
      payerTitle: payerTitle(payer, group),
      years: years.map((year) =>
        yearOf(
          year,
          group,
          tiers.filter(({ tier }) => tier.payer === payer),
        ),
      ),
    }));
  });
}

function yearOf(
  year: number,
  programs: readonly Program[],
  tiers: readonly TierIn[],
): YearCoverage {
  const span = { from: dayFromCivil({ year, month: 1, day: 1 }), until: firstDayAfter(year) };
  const inForce = tiers.filter(({ tier }) => overlap(tier, span));
  const entries = inForce.flatMap(({ tier, entries: all }) =>
    all.filter((entry) => overlap(entry, tier) && overlap(entry, span)),
  );
  const from = Math.min(...inForce.map(({ tier }) => Math.max(tier.from, span.from)));
  const until = Math.max(...inForce.map(({ tier }) => Math.min(tier.until, span.until)));
  const isSome = inForce.length > 0;
  return {
    year,
    state: isSome ? 'inForce' : emptyState(span, programs),
    from: isSome ? formatDay(asDay(from)) : null,
    until: isSome ? formatDay(asDay(until)) : null,
    numbers: countsOf(entries),
    policies: [...new Set(inForce.flatMap(({ tier }) => (tier.payer === SHARED ? [] : tier.id)))],
  };
}

function emptyState(
  span: Readonly<Record<'from' | 'until', Day>>,
  programs: readonly Program[],
): CoverageState {
  if (programs.every(({ from }) => from >= span.until)) return 'notYet';
  if (programs.every(({ until }) => until <= span.from)) return 'expired';
  return 'missing';
}

function policiesOf(
  programs: readonly Program[],
  files: readonly LawFileEntry[],
): readonly PolicyCoverage[] {
  const all = programs.flatMap(tiersIn).filter(({ tier }) => tier.payer !== SHARED);
  const tiers = groupBy(all, ({ tier }) => tier.id);
  return [...tiers].map(([id, uses]) => {
    const file = files.find((one) => one.kind === 'policy' && one.id === id);
    const entries = uses.flatMap(({ tier, entries: all }) =>
      all.filter((entry) => overlap(entry, tier)),
    );
    const leftOut = nodeAt(file?.root, 'notModelled');
    const [first] = uses;
    return {
      id,
      title: first?.tier.title ?? id,
      payer: first?.tier.payer ?? '',
      status: textAt(file?.root, 'status'),
      from: formatDay(asDay(Math.min(...uses.map(({ tier }) => tier.from)))),
      until: formatDay(asDay(Math.max(...uses.map(({ tier }) => tier.until)))),
      numbers: countsOf(entries),
      notModelled: leftOut?.kind === 'list' ? leftOut.items.length : 0,
    };
  });
}

function payerTitle(payer: string, programs: readonly Program[]): string {
  if (payer === SHARED) return SHARED_TITLE;
  return programs.flatMap((one) => one.payers).find(({ id }) => id === payer)?.zh ?? payer;
}

/** A tier's numbers are those of its file, and those of other files that it names. */
function tiersIn({ id, title, from, until, tiers, parameters }: Program): readonly TierIn[] {
  const owned = new Set<string>();
  const all = tiers.map((tier) => {
    const named = textsOf(tier);
    const own = parameters.filter((one) => one.id.startsWith(`${tier.id}/`) || named.has(one.id));
    for (const one of own) owned.add(one.id);
    return { tier, entries: own.flatMap(({ entries }) => entries) };
  });
  const rest = parameters.filter((one) => !owned.has(one.id)).flatMap(({ entries }) => entries);
  if (rest.length === 0) return all;
  return [...all, { tier: { id, title, payer: SHARED, from, until }, entries: rest }];
}

/** Each entry counts once, however many schemes share it. */
function countsOf(entries: readonly DatedEntry[]): MarkCounts {
  const counts = { seed: 0, official: 0, secondary: 0, assumed: 0 };
  const known = new Map(entries.map((entry) => [`${entry.parameter} ${entry.from}`, entry]));
  for (const { value, citation } of known.values()) counts[citation.mark] += leavesOf(value);
  return counts;
}

function leavesOf(value: DatedValue): number {
  if (typeof value === 'number') return 1;
  const inner: readonly DatedValue[] = Object.values(value);
  return inner.reduce<number>((sum, one) => sum + leavesOf(one), 0);
}

function selectorText(selector: Selector): string {
  return selector
    .map(({ dimension, codes, interval }) =>
      codes ? `${dimension}=${codes.join('|')}` : `${dimension}=${JSON.stringify(interval)}`,
    )
    .join(' ');
}

function coversTitle([program]: readonly Program[]): string {
  if (!program || program.covers.length === 0) return '全体';
  return program.covers
    .map((side) => {
      const known = program.dimensions.find(({ id }) => id === side.dimension)?.codes ?? [];
      const names = (side.codes ?? []).map((code) => known.find(({ id }) => id === code)?.zh);
      return names.every((name) => name !== undefined) && names.length > 0
        ? names.join('、')
        : selectorText([side]);
    })
    .join('，');
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}

interface Span {
  readonly from: Day;
  readonly until: Day | null;
}

function overlap(a: Span, b: Span): boolean {
  return (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);
}

function firstDayAfter(year: number): Day {
  return dayFromCivil({ year: year + 1, month: 1, day: 1 });
}
