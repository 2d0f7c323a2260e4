/**
 * Trial `case-cover`: moves every number in `policies/` by its smallest unit, up and down, one at a
 * time. Some case beside its policy or scheme, with an official or a hand-made expectation, must
 * then break; a number under whose move nothing breaks is held by nobody.
 */
import { compile, POLICIES, readLawFolder } from '../../apps/cli/load-law.ts';
import { coverNumbers, type NumberCover } from '../../engine/analyse/index.ts';
import { readCases } from '../../engine/input/index.ts';
import { chanceOf } from '../../testing/laws/chance.ts';
import type { FigureMap, MeasureOptions, TrialResult } from '../result.ts';

const QUICK = 60;

/** Runs the trial. A case that fails unmoved, or a law with an error, is a failure of its own. */
export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const { laws, cases } = readLawFolder(POLICIES);
  const read = cases.map(({ path, text }) => readCases(text, path));
  const started = performance.now();
  const { numbers, failing, broken } = coverNumbers(
    laws,
    read.flatMap((file) => file.cases),
    {
      compile,
      pick: (sites) => (quick ? chanceOf(seed).shuffled(sites).slice(0, QUICK) : sites),
    },
  );
  const survivors = numbers.filter(({ survives }) => survives);
  const faults = failing.length + broken.size + read.flatMap((file) => file.problems).length;
  return {
    name: 'case-cover',
    value: survivors.length,
    tried: numbers.length,
    bar: '0 numbers of policies/ can be moved by their smallest unit without a case that breaks',
    holds: numbers.length > 0 && survivors.length + faults === 0,
    figures: {
      moves: countsOf(numbers.flatMap(({ moves }) => moves.map(({ result }) => result))),
      byArea: byArea(numbers),
      survivors: survivors.filter(({ why }) => why !== 'brokenLaw').map(textOf),
      why: countsOf(survivors.flatMap(({ why }) => why ?? [])),
      failingCases: failing.map(({ file, line, name }) => `${file}:${line} ${name}`),
      brokenAreas: Object.fromEntries(broken),
      seconds: Math.round((performance.now() - started) / 100) / 10,
    },
  };
}

function textOf({ site, moves, why }: NumberCover): string {
  const { file, line, path, written } = site;
  const to = moves.flatMap((move) => (move.result === 'survived' ? move.to : []));
  return `${file.path}:${line} ${path.join('.')}: ${written} → ${to.join(', ')} (${why})`;
}

function byArea(numbers: readonly NumberCover[]): FigureMap {
  const areas = [...new Set(numbers.map(({ area }) => area))].sort();
  return Object.fromEntries(
    areas.map((area) => {
      const own = numbers.filter((number) => number.area === area);
      const survivors = own.filter(({ survives }) => survives);
      return [area, { numbers: own.length, survivors: survivors.length }];
    }),
  );
}

function countsOf(words: readonly string[]): FigureMap {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
