/**
 * Every number that stands in a law file, with its place and what it becomes when it is moved by
 * its smallest unit: one fen, one basis point, one day, one of a count. Values of choices are not
 * among them: a choice is tried by its flips.
 */
import { type Located, type Path, plainOf } from '../law/read/index.ts';
import { asDay, type Day, formatDay, parseDay } from '../units/index.ts';
import { type LawFileEntry, nodeAt } from './law-files.ts';

export interface NumberSite {
  readonly file: LawFileEntry;
  readonly path: Path;
  readonly line: number;
  readonly kind: 'amount' | 'day';
  readonly written: string;
  /** Characters of the text that say the number. */
  readonly start: number;
  readonly end: number;
  readonly moves: readonly Move[];
  /** Days on which the number holds as far as the file says; for a day, see `Move.changes`. */
  readonly span: DaySpan;
  /** Names on the way to it: the codes for which it holds, the option of a choice. */
  readonly names: readonly string[];
}

export interface Move {
  readonly to: string;
  /** For the day on which a value begins or ends: the day that is then told otherwise. */
  readonly changes: Day | null;
}

/** Half open; null is unbounded. */
export interface DaySpan {
  readonly from: Day | null;
  readonly until: Day | null;
}

/** What they say are names, not the numbers of a benefit. */
const KINDS_WITHOUT: readonly string[] = ['documents', 'vocabulary'];
const DAY_KEYS: readonly unknown[] = ['effectiveFrom', 'effectiveUntil'];

/** Lists the numbers of a file in the order of its text. */
export function numberSites(file: LawFileEntry): readonly NumberSite[] {
  if (KINDS_WITHOUT.includes(file.kind)) return [];
  const found: NumberSite[] = [];
  visit(file.root, { file, path: [], span: file, found });
  return found.sort((a, b) => a.start - b.start);
}

interface Walk {
  readonly file: LawFileEntry;
  readonly path: Path;
  readonly span: DaySpan;
  readonly found: NumberSite[];
}

function visit(node: Located, walk: Walk): void {
  const { path, found } = walk;
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      visit(item, { ...walk, path: [...path, index] });
    }
  } else if (node.kind === 'scalar') {
    const moves = movesOf(node.value, path.at(-1));
    if (moves.length > 0) found.push(siteAt(walk, node.offset, node.source, moves));
  } else if (isDated(path)) visitDated(node, walk);
  else {
    for (const [key, { value }] of node.entries) {
      if (path.length === 0 && key === 'choices') continue;
      visit(value, { ...walk, path: [...path, key] });
    }
  }
}

/** `parameters.<name>.from`: each key is a day from which a value holds. */
function isDated(path: Path): boolean {
  return path.length === 3 && path[0] === 'parameters' && path[2] === 'from';
}

function visitDated(node: Extract<Located, { kind: 'map' }>, walk: Walk): void {
  const entries = [...node.entries]
    .flatMap(([key, entry]) => {
      const from = parseDay(key);
      return from === undefined ? [] : [{ key, from, ...entry }];
    })
    .sort((a, b) => a.from - b.from);
  for (const [index, { key, from, keyOffset, value }] of entries.entries()) {
    const path = [...walk.path, key];
    const isNew = saidOn(value) !== saidOn(entries[index - 1]?.value);
    if (isNew) walk.found.push(siteAt({ ...walk, path }, keyOffset, key, dayMoves(from)));
    const span = commonSpan(walk.span, { from, until: entries[index + 1]?.from ?? null });
    visit(value, { ...walk, path, span });
  }
}

/** An entry that says the same as the one before, from another source, begins on no day of law. */
function saidOn(entry: Located | undefined): string {
  return JSON.stringify(plainOf(nodeAt(entry, 'value') ?? NOTHING));
}

const NOTHING: Located = { kind: 'scalar', offset: 0, value: null, source: '', chosen: null };

function siteAt(
  { file, path, span }: Walk,
  offset: number,
  written: string,
  moves: readonly Move[],
): NumberSite {
  const start = file.text.indexOf(written, offset);
  if (start < 0 || start > offset + 1)
    throw new Error(`${file.path}: ${written} is not at ${offset}`);
  return {
    file,
    path,
    line: file.source.positionOf(offset).line,
    kind: /^\d+$/.test(written) ? 'amount' : 'day',
    written,
    start,
    end: start + written.length,
    moves,
    span,
    names: path.filter((step) => typeof step === 'string'),
  };
}

function movesOf(value: string | number | boolean | null, key: unknown): readonly Move[] {
  if (typeof value === 'number') return amountMoves(value);
  if (typeof value !== 'string') return [];
  if (key === 'startsOn') return monthDayMoves(value);
  const day = DAY_KEYS.includes(key) ? parseDay(value) : undefined;
  return day === undefined ? [] : dayMoves(day);
}

function amountMoves(value: number): readonly Move[] {
  const to = value > 0 ? [value + 1, value - 1] : [value + 1];
  return to.map((moved) => ({ to: String(moved), changes: null }));
}

function dayMoves(day: Day): readonly Move[] {
  return [
    { to: formatDay(asDay(day + 1)), changes: day },
    { to: formatDay(asDay(day - 1)), changes: asDay(day - 1) },
  ];
}

/** In a year without 29 February. */
function monthDayMoves(text: string): readonly Move[] {
  const day = parseDay(`2023-${text}`);
  if (day === undefined) return [];
  return dayMoves(day).map(({ to }) => ({ to: to.slice('2023-'.length), changes: null }));
}

/** Cuts two spans of days. */
function commonSpan(a: DaySpan, b: DaySpan): DaySpan {
  const from = a.from === null || b.from === null ? (a.from ?? b.from) : later(a.from, b.from);
  const until =
    a.until === null || b.until === null ? (a.until ?? b.until) : sooner(a.until, b.until);
  return { from, until };
}

/** Tells whether spans have a day in common. */
export function meets(a: DaySpan, b: DaySpan): boolean {
  const { from, until } = commonSpan(a, b);
  return from === null || until === null || from < until;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function sooner(a: Day, b: Day): Day {
  return a < b ? a : b;
}
