/**
 * Which numbers of the law its worked cases hold: every number is moved by its smallest unit, up
 * and down, one at a time, and some case of its policy or scheme must then break. Cases whose
 * expectation came from the engine prove nothing and are not asked.
 */
import type { WorkedCase } from '../input/index.ts';
import type { LawText } from '../law/read/index.ts';
import { asDay, type Day } from '../units/index.ts';
import { type CaseBench, type CompileTexts, caseBench, type ReadyCase } from './case-bench.ts';
import { indexLaw, type LawFileEntry, type LawIndex } from './law-files.ts';
import { type DaySpan, type Move, meets, type NumberSite, numberSites } from './number-sites.ts';

export interface CoverOptions {
  readonly compile: CompileTexts;
  /** Picks the numbers to move; without it all are. */
  readonly pick?: (sites: readonly NumberSite[]) => readonly NumberSite[];
}

export interface CoverReport {
  readonly numbers: readonly NumberCover[];
  /** Cases that do not hold while nothing is moved: they are not asked. */
  readonly failing: readonly WorkedCase[];
  /** Areas whose law has an error, with the first: none of their cases can be run. */
  readonly broken: ReadonlyMap<string, string>;
}

export interface NumberCover {
  readonly site: NumberSite;
  /** The area whose law it is part of; several are joined, none is empty. */
  readonly area: string;
  readonly moves: readonly MoveCover[];
  /** Nothing breaks under one of its moves. */
  readonly survives: boolean;
  /** Why nothing breaks; null where something does. */
  readonly why: 'brokenLaw' | 'noScheme' | 'notInForce' | 'noCase' | 'caseBlind' | null;
}

export interface MoveCover {
  readonly to: string;
  /** `idle`: a day that no scheme reaches changes hands. `refused`: the reader finds it illegal. */
  readonly result: 'broken' | 'refused' | 'idle' | 'survived';
  /** The case that broke, or the code of the reader. */
  readonly by: string | null;
}

/** Moves the numbers of a body of law and tells for each whether a case breaks. */
export function coverNumbers(
  laws: readonly LawText[],
  cases: readonly WorkedCase[],
  { compile, pick = (sites) => sites }: CoverOptions,
): CoverReport {
  const index = indexLaw(laws);
  const bench = caseBench(index, compile);
  const proving = cases.filter(({ expectedFrom }) => expectedFrom !== 'engine');
  const own = new Map<LawFileEntry, readonly WorkedCase[]>();
  const sites = pick(index.files.flatMap(numberSites));
  const numbers = sites.map((site) => {
    const known = own.get(site.file) ?? ownCases(site.file, index, proving);
    own.set(site.file, known);
    return coverOf(site, { index, bench, cases: known });
  });
  return { numbers, failing: bench.failing(), broken: bench.broken() };
}

/** The cases of a file, of its schemes, and of the policies that it changes or that it orders. */
function ownCases(
  file: LawFileEntry,
  index: LawIndex,
  cases: readonly WorkedCase[],
): readonly WorkedCase[] {
  const schemes = index.schemesOf(file);
  const of = new Set([file.id, ...schemes.map(({ id }) => id)]);
  if (file.kind === 'overlay') for (const text of file.texts) of.add(text);
  if (file.kind === 'scheme' || file.kind === 'area') {
    for (const { id } of index.filesOf(schemes)) of.add(id);
  }
  return cases.filter((worked) => of.has(worked.of));
}

interface Context {
  readonly index: LawIndex;
  readonly bench: CaseBench;
  readonly cases: readonly WorkedCase[];
}

function coverOf(site: NumberSite, context: Context): NumberCover {
  const schemes = context.index.schemesOf(site.file);
  const ready = context.cases.flatMap((worked) => context.bench.ready(worked) ?? []);
  const likely = ready
    .map((one) => ({ one, rank: likelihood(site, one) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ one }) => one);
  const area = areaOf(site.file, schemes);
  if (context.cases.length > 0 && ready.length === 0) {
    return { site, area, moves: [], survives: true, why: 'brokenLaw' };
  }
  const moves = site.moves.map((move) => moveCover(site, move, { ...context, schemes, likely }));
  const survives = moves.some(({ result }) => result === 'survived');
  const why = survives ? whyOf(site, schemes, likely) : null;
  return { site, area, moves, survives, why };
}

function areaOf(file: LawFileEntry, schemes: readonly LawFileEntry[]): string {
  return [...new Set([file, ...schemes].map(({ area }) => area))].filter(Boolean).sort().join('+');
}

interface MoveContext extends Context {
  readonly schemes: readonly LawFileEntry[];
  readonly likely: readonly ReadyCase[];
}

function moveCover(site: NumberSite, move: Move, context: MoveContext): MoveCover {
  const { to } = move;
  if (isIdle(site, move, context.schemes)) return { to, result: 'idle', by: null };
  const { file, start, end } = site;
  const text = `${file.text.slice(0, start)}${to}${file.text.slice(end)}`;
  const moved = context.bench.withText(file, text);
  let refused: ReadyCase | null = null;
  for (const one of context.likely) {
    const verdict = moved.verdict(one);
    if (verdict === 'breaks') return { to, result: 'broken', by: one.worked.name };
    if (verdict !== 'refused') continue;
    refused = one;
    break;
  }
  const refusal = moved.refusal(refused);
  if (refusal !== null) return { to, result: 'refused', by: refusal };
  return { to, result: 'survived', by: null };
}

/** A scheme's own first and last day are always tried: outside of it there is no law. */
function isIdle(
  { file, path, span }: NumberSite,
  { changes }: Move,
  schemes: readonly LawFileEntry[],
): boolean {
  if (changes === null || file.kind === 'scheme') return false;
  const day = dayOnly(changes);
  const isBeyond = path[0] === 'parameters' && !meets(span, day);
  return isBeyond || !schemes.some((scheme) => meets(scheme, day));
}

function whyOf(
  { span }: NumberSite,
  schemes: readonly LawFileEntry[],
  cases: readonly ReadyCase[],
): NumberCover['why'] {
  if (schemes.length === 0) return 'noScheme';
  if (!schemes.some((scheme) => meets(scheme, span))) return 'notInForce';
  return cases.length === 0 ? 'noCase' : 'caseBlind';
}

/** Cases that break soonest and cost least come first; the order decides nothing else. */
function likelihood(
  { span, names }: NumberSite,
  { worked, settledBy, days, told }: ReadyCase,
): number {
  const flips = Object.values(worked.flips).flat();
  const isDay = days.some((day) => meets(span, dayOnly(day)));
  const codes = names.filter((name) => told.has(name)).length;
  const options = names.filter((name) => flips.includes(name)).length;
  const cost = (settledBy[0]?.length ?? 0) * 10 + (flips.length === 0 ? 0 : 1);
  return options * 100 + (isDay ? 20 : 0) + codes * 2 - cost;
}

function dayOnly(day: Day): DaySpan {
  return { from: day, until: asDay(day + 1) };
}
