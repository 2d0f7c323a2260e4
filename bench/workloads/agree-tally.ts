/** What a stretch of trial `agree` came to, and how stretches of several threads become one. */
import { agreeOn, type Trial } from '../../testing/agree/agree.ts';
import type { ColumnsAnswer } from '../../testing/agree/executions.ts';
import { neighboursIn } from '../../testing/agree/reach.ts';

/** Seeds `from` to `until`, without `until`. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

export interface Tally {
  events: number;
  rejected: number;
  /** Figures on which the two sides differ, over all laws. */
  differences: number;
  columnEvents: number;
  readonly failing: number[];
  readonly reached: Map<string, number>;
  readonly neighbours: Map<string, number>;
  /** Histories by what became of them over columns, and by the word where they were refused. */
  readonly columns: Map<string, number>;
}

const SHOWN = 8;

export function openTally(): Tally {
  return {
    events: 0,
    rejected: 0,
    differences: 0,
    columnEvents: 0,
    failing: [],
    reached: new Map(),
    neighbours: new Map(),
    columns: new Map(),
  };
}

/** Tries each seed; what differs is told on standard error at once. */
export function tryStretch({ from, until }: Stretch): Tally {
  const tally = openTally();
  for (let seed = from; seed < until; seed++) tryOne(tally, seed);
  return tally;
}

/** Adds a stretch to what is known of those before. */
export function addTally(whole: Tally, part: Tally): void {
  whole.events += part.events;
  whole.rejected += part.rejected;
  whole.differences += part.differences;
  whole.columnEvents += part.columnEvents;
  whole.failing.push(...part.failing);
  for (const name of ['reached', 'neighbours', 'columns'] as const) {
    for (const [what, count] of part[name]) add(whole[name], what, count);
  }
}

function tryOne(tally: Tally, seed: number): void {
  const trial = agreeOn(seed, (what) => add(tally.reached, what));
  if (trial.differences.length > 0) {
    tally.failing.push(seed);
    tally.differences += trial.differences.length;
    report(trial);
  }
  noteLaw(tally, trial);
  noteColumns(tally, trial.columns);
  if (!trial.oracle.ok) {
    tally.rejected += 1;
    add(tally.reached, `rejection.${trial.oracle.code.replace('/', '.')}`);
    return;
  }
  tally.events += trial.oracle.events.length;
  for (const event of trial.oracle.events) {
    if (event.total > 2n ** 31n) add(tally.reached, 'amount beyond 2^31');
    for (const pair of neighboursIn(trial.law, event)) add(tally.neighbours, pair);
  }
}

function noteLaw({ reached }: Tally, { law }: Trial): void {
  const flipped = Object.keys(law.flips);
  if (flipped.length > 0) add(reached, 'choice flipped');
  if (flipped.some((id) => id.startsWith('common.'))) add(reached, 'shared choice flipped');
  if (law.files.some(({ kind }) => kind === 'overlay')) add(reached, 'overlay');
}

function noteColumns(tally: Tally, answer: ColumnsAnswer | null): void {
  if (!answer) return;
  add(tally.columns, answer.kind === 'refused' ? `refused: ${answer.by}` : answer.kind);
  if (answer.kind !== 'settled') return;
  tally.columnEvents += answer.events;
  for (const what of answer.reached) add(tally.reached, what);
}

function add(counts: Map<string, number>, name: string, count = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function report({ seed, differences }: Trial): void {
  console.error(`seed ${seed}: ${differences.length} figures differ`);
  for (const difference of differences.slice(0, SHOWN)) console.error(`  ${difference}`);
}
