/**
 * Trial `agree`: the engine and the oracle settle random years under random laws. Every payment,
 * every measure of every tier, every cell that stays personal, every counter and every rejection
 * must be the same to the fen. The generated kernel and the table interpreter settle the same years
 * over columns: every payment and every residual cell must be the same; what they refuse is counted
 * by the word that they cannot do, and is no agreement.
 */
import { REACH } from '../../testing/agree/reach.ts';
import type { FigureMap, MeasureOptions, TrialResult } from '../result.ts';
import type { Tally } from '../workloads/agree-tally.ts';
import { tryOnThreads } from '../workloads/agree-threads.ts';

const FULL = 20_000;
const QUICK = 60;

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const tried = quick ? QUICK : FULL;
  const from = seed * 1_000_003;
  const tally = await tryOnThreads({ from, until: from + tried });
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
