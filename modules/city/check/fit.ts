/**
 * Calibration: turns levers until the city of the fit seeds meets the published figures. Fit seeds
 * are 1 to 4; `city check` and the trial use seeds from 101 on, which no fit has seen.
 */
import { type CityTotals, type MakeOptions, totalsOf } from '../make/make-city.ts';
import type { Levers } from '../people/profile.ts';
import { PROFILES } from '../people/profiles.ts';
import { type Compared, compare } from './compare.ts';
import type { Published } from './published.ts';
import { type Sums, TOTALS } from './totals.ts';

export const FIT_SEEDS = [1, 2, 3, 4];

export interface FitOptions extends Pick<MakeOptions, 'workers' | 'execArgv'> {
  readonly people: number;
  readonly rounds: number;
  readonly start: Partial<Levers>;
  readonly onRound?: (round: number, compared: readonly Compared[]) => void;
}

/** Fits the levers of a city; gives all levers, amounts in whole fen. */
export async function fitLevers(published: Published, options: FitOptions): Promise<Levers> {
  const { city: like, year } = published;
  const profile = PROFILES[like];
  if (!profile) throw new RangeError(`no profile ${like}`);
  let levers: Levers = { ...profile.levers, ...options.start };
  for (let round = 1; round <= options.rounds; round++) {
    const made: CityTotals[] = [];
    for (const seed of FIT_SEEDS) {
      const order = { like, people: options.people, year, seed, levers, planted: false };
      made.push(await totalsOf(order, options));
    }
    const sums = addedSums(made.map((each) => each.sums));
    const compared = compare(published, { sums, levers });
    options.onRound?.(round, compared);
    if (round < options.rounds) levers = turned(levers, compared);
  }
  return levers;
}

/** Adds up the totals of several cities. */
function addedSums(all: readonly Sums[]): Sums {
  const whole = TOTALS.map((name) => [name, all.reduce((sum, each) => sum + each[name], 0)]);
  return Object.fromEntries(whole);
}

/** Shares stay below one; a lever moves by half to twice in a round at most. */
function turned(levers: Levers, compared: readonly Compared[]): Levers {
  const next: Record<string, number> = { ...levers };
  for (const { figure, generated, holds } of compared) {
    if (figure.kind !== 'value' && holds !== false) continue;
    const ratio = figure.value / generated;
    const power = figure.power ?? 1;
    const factor = Math.max(0.5, Math.min(2, power < 0 ? 1 / ratio : ratio));
    for (const lever of figure.lever ?? []) {
      const old = next[lever];
      if (old === undefined) throw new RangeError(`no lever ${lever}`);
      const moved = old * factor;
      next[lever] = lever.endsWith('Fen') ? Math.round(moved) : bounded(lever, moved);
    }
  }
  return { ...levers, ...next };
}

const FREE = new Set(['stayRate', 'stayCost', 'visitCost', 'crossVisitCost', 'crossStayCost']);

/** Six digits are enough, and keep the file readable. */
function bounded(lever: string, value: number): number {
  const most = FREE.has(lever) ? 20 : 0.995;
  return Math.round(Math.min(most, Math.max(0.0001, value)) * 1e6) / 1e6;
}
