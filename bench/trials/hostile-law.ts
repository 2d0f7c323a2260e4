/**
 * Trial `hostile-law`: one illegal change in a good law, of every kind in turn, at a place chosen
 * by chance. Each must be told with its code at its line, in a moment, and nothing may throw.
 */
import { createHash } from 'node:crypto';
import { type Compiled, compileLaw, type LawText } from '../../engine/law/read/index.ts';
import { chanceOf } from '../../testing/laws/chance.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { FACT_KINDS } from '../workloads/hostile/fact-kinds.ts';
import { FORMULA_KINDS } from '../workloads/hostile/formula-kinds.ts';
import { goodLaws } from '../workloads/hostile/good-laws.ts';
import type { GoodLaw, Hostile, Kind } from '../workloads/hostile/kind.ts';
import { NAME_KINDS } from '../workloads/hostile/name-kinds.ts';
import { NUMBER_KINDS } from '../workloads/hostile/number-kinds.ts';
import { RULE_KINDS } from '../workloads/hostile/rule-kinds.ts';
import { scrambled } from '../workloads/hostile/scrambled.ts';
import { TEXT_KINDS } from '../workloads/hostile/text-kinds.ts';

const KINDS: readonly Kind[] = [
  ...TEXT_KINDS,
  ...NUMBER_KINDS,
  ...NAME_KINDS,
  ...RULE_KINDS,
  ...FACT_KINDS,
  ...FORMULA_KINDS,
];
const LEAST_KINDS = 12;
const LEAST_SHARE = 0.99;
const MOST_MS = 200;
const TRIES = { full: 10_200, quick: 300 };

interface Tally {
  tried: number;
  right: number;
  /** What went wrong first, for the reader. */
  example: string | null;
}

/** Runs the trial; the seed decides every place. */
export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const chance = chanceOf(seed);
  const laws = goodLaws(compile);
  const tallies = new Map(KINDS.map(({ name }) => [name, newTally()]));
  const times: number[] = [];
  let thrown = 0;
  let broken = 0;
  const tries = quick ? TRIES.quick : TRIES.full;
  for (let attempt = 0; times.length < tries && attempt < tries * 2; attempt += 1) {
    const kind = KINDS[attempt % KINDS.length] ?? chance.pick(KINDS);
    const hostile = make(kind, chance.shuffled(laws), chance);
    const tally = tallies.get(kind.name);
    if (!hostile || !tally) continue;
    const { took, failure, hasThrown } = judge(hostile);
    times.push(took);
    tally.tried += 1;
    if (hasThrown) thrown += 1;
    if (failure === null) tally.right += 1;
    else tally.example ??= failure;
  }
  const scrambles = Math.floor(tries / 5);
  for (let attempt = 0; attempt < scrambles; attempt += 1) {
    const { took, hasThrown } = survived(scrambled(chance.pick(laws), chance));
    times.push(took);
    if (hasThrown) broken += 1;
  }
  return resultOf({ tallies, times, thrown, scrambles, broken, quick, laws: laws.length });
}

function newTally(): Tally {
  return { tried: 0, right: 0, example: null };
}

function make(kind: Kind, laws: readonly GoodLaw[], chance: ReturnType<typeof chanceOf>) {
  for (const law of laws) {
    const hostile = kind.make(law, chance);
    if (hostile) return hostile;
  }
  return null;
}

interface Verdict {
  readonly took: number;
  readonly hasThrown: boolean;
  /** Null where the change was told as it must be. */
  readonly failure: string | null;
}

function judge(hostile: Hostile): Verdict {
  try {
    const { took, compiled } = timed(hostile.files);
    return { took, hasThrown: false, failure: failureOf(hostile, compiled) };
  } catch (error) {
    return { took: 0, hasThrown: true, failure: `${hostile.file}: threw ${error}` };
  }
}

/**
 * A slow run is measured again on a fresh text, so that other work on the machine does not count.
 */
function timed(files: readonly LawText[]): { took: number; compiled: Compiled } {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; ; run += 1) {
    const unread = run === 0 ? files : files.map((file) => ({ ...file, text: `${file.text} ` }));
    const started = performance.now();
    const compiled = compile(unread);
    least = Math.min(least, performance.now() - started);
    if (least <= MOST_MS || run === 4) return { took: least, compiled };
  }
}

/** Compiles what nobody planned: it may tell anything but must not throw. */
function survived(files: readonly LawText[]): { took: number; hasThrown: boolean } {
  try {
    return { took: timed(files).took, hasThrown: false };
  } catch (error) {
    console.error(error);
    return { took: 0, hasThrown: true };
  }
}

function failureOf({ file, expected }: Hostile, { law, diagnostics }: Compiled): string | null {
  const told = diagnostics.filter(({ severity }) => severity === 'error');
  const isTold = told.some(
    (one) =>
      one.file === file &&
      expected.some(({ code, line }) => code === one.code && line === one.line),
  );
  if (isTold && law === null) return null;
  const wanted = expected.map(({ code, line }) => `${code}:${line}`).join(' | ');
  const found = told.slice(0, 3).map((one) => `${one.code} ${one.file}:${one.line}`);
  return `${file}: wanted ${wanted}, told ${found.join(', ') || 'nothing'}`;
}

interface Counted {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly times: readonly number[];
  readonly thrown: number;
  readonly scrambles: number;
  /** Scrambled texts on which something threw. */
  readonly broken: number;
  readonly quick: boolean;
  readonly laws: number;
}

function resultOf(counted: Counted): TrialResult {
  const { tallies, times, thrown, scrambles, broken, quick, laws } = counted;
  const counts = [...tallies.values()];
  const tried = counts.reduce((sum, one) => sum + one.tried, 0);
  const right = counts.reduce((sum, one) => sum + one.right, 0);
  const kinds = counts.filter((one) => one.tried > 0).length;
  const sorted = [...times].sort((a, b) => a - b);
  const slowest = sorted.at(-1) ?? 0;
  const isRight = tried > 0 && right / tried >= LEAST_SHARE && thrown + broken === 0;
  const isWhole = tried >= (quick ? TRIES.quick : TRIES.full) && kinds >= LEAST_KINDS;
  return {
    name: 'hostile-law',
    value: tried - right + broken,
    tried,
    bar: `≥ 99 % of ≥ 10,000 files, ${LEAST_KINDS} kinds, told at their line in ≤ ${MOST_MS} ms`,
    holds: isRight && isWhole && (quick || slowest <= MOST_MS),
    figures: {
      rightShare: tried === 0 ? 0 : right / tried,
      thrown: thrown + broken,
      scrambles,
      laws,
      kinds,
      msAt99Percent: rounded(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
      msSlowest: rounded(slowest),
      byKind: Object.fromEntries(
        [...tallies].map(([name, { tried: all, right: good, example }]) => [
          name,
          { tried: all, right: good, ...(example !== null && { example }) },
        ]),
      ),
    },
  };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function compile(files: readonly LawText[]): Compiled {
  return compileLaw(files, {
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  });
}
