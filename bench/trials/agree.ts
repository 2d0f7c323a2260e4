/**
 * Trial `agree`: the engine and the oracle settle random years under random laws. Every payment,
 * every measure of every tier, every cell that stays personal, every counter and every rejection
 * must be the same to the fen. The generated kernel and the table interpreter settle the same years
 * over columns: every payment and every residual cell must be the same; what they refuse is counted
 * by the word that they cannot do, and is no agreement.
 */
import { agreeOn, type Trial } from '../../testing/agree/agree.ts';
import type { ColumnsAnswer } from '../../testing/agree/executions.ts';
import { neighboursIn, REACH } from '../../testing/agree/reach.ts';
import type { FigureMap, MeasureOptions, TrialResult } from '../result.ts';

const FULL = 20_000;
const QUICK = 60;
const SHOWN = 8;

interface Tally {
  events: number;
  rejected: number;
  /** Figures on which the two sides differ, over all laws. */
  differences: number;
  readonly failing: number[];
  readonly reached: Map<string, number>;
  readonly neighbours: Map<string, number>;
  /** Histories by what became of them over columns, and by the word where they were refused. */
  readonly columns: Map<string, number>;
  columnEvents: number;
}

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const tally: Tally = {
    events: 0,
    rejected: 0,
    differences: 0,
    failing: [],
    reached: new Map(),
    neighbours: new Map(),
    columns: new Map(),
    columnEvents: 0,
  };
  const tried = quick ? QUICK : FULL;
  for (let index = 0; index < tried; index++) tryOne(tally, seed * 1_000_003 + index);
  const missed = REACH.filter((name) => !tally.reached.has(name));
  return {
    name: 'agree',
    value: tally.failing.length,
    tried,
    bar: `0 of ${FULL.toLocaleString('en')} random laws × years differ, and all listed is reached`,
    holds: tally.failing.length === 0 && (quick || missed.length === 0),
    figures: figuresOf(tally, missed),
  };
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
  if (answer.kind === 'settled') tally.columnEvents += answer.events;
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function report({ seed, differences }: Trial): void {
  console.error(`seed ${seed}: ${differences.length} figures differ`);
  for (const difference of differences.slice(0, SHOWN)) console.error(`  ${difference}`);
}

function figuresOf(tally: Tally, missed: readonly string[]): FigureMap {
  const sorted = [...tally.reached].sort(([a], [b]) => (a < b ? -1 : 1));
  const pairs = [...tally.neighbours].sort(([, a], [, b]) => b - a);
  return {
    events: tally.events,
    rejectedHistories: tally.rejected,
    differences: tally.differences,
    overColumns: Object.fromEntries([...tally.columns].sort(([, a], [, b]) => b - a)),
    eventsOverColumns: tally.columnEvents,
    failingSeeds: tally.failing.slice(0, 20),
    neverReached: missed,
    neighbouringTierPairs: pairs.length,
    rarestNeighbours: Object.fromEntries(pairs.slice(-5)),
    reached: Object.fromEntries(sorted),
  };
}
