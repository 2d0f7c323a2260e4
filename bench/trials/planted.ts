/**
 * Trial `planted`: plants faults one at a time in copies of the engine and asks the tests to find
 * them. A fault that no test finds is a hole in the tests.
 */
import { availableParallelism } from 'node:os';
import { chanceOf } from '../../testing/laws/chance.ts';
import { makeCopy, removeCopy, withFault } from '../planted/copy.ts';
import type { Fault } from '../planted/fault.ts';
import { FAULTS } from '../planted/faults.ts';
import { firstFailure, likelyFailure } from '../planted/finders.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';

const LEAST_TRIED = 60;
const MOST_MISSED = 1;
const QUICK = 3;
const WORKERS = 2;

interface Outcome {
  readonly fault: Fault;
  /** `lost`: it could not be planted, or the tests could not be run with it. */
  readonly kind: 'found' | 'missed' | 'lost';
  /** What found it, or why it is lost. */
  readonly by: string;
  readonly seconds: number;
}

/**
 * Runs the trial; it does not hold where the copy without fault fails or a fault is lost. A quick
 * run asks the copy without fault for the likely tests and the cases only.
 */
export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const faults = quick ? chanceOf(seed).shuffled(FAULTS).slice(0, QUICK) : FAULTS;
  const copies = faults.slice(0, Math.min(WORKERS, availableParallelism())).map(makeCopy);
  try {
    const [first = ''] = copies;
    const likely = [...new Set(faults.flatMap((fault) => fault.likely ?? []))];
    const sound = await timed(() => (quick ? likelyFailure(first, likely) : firstFailure(first)));
    if (sound.value !== null) return unsound(sound.value, faults.length);
    return resultOf(await tryAll(faults, copies), quick, sound.seconds);
  } finally {
    for (const copy of copies) removeCopy(copy);
  }
}

async function tryAll(
  faults: readonly Fault[],
  copies: readonly string[],
): Promise<readonly Outcome[]> {
  const waiting = [...faults];
  const outcomes = new Map<string, Outcome>();
  const workThrough = async (copy: string): Promise<void> => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      const outcome = await tryOne(copy, fault);
      outcomes.set(fault.id, outcome);
      console.log(`${outcome.kind} ${fault.id} (${outcome.seconds} s) ${outcome.by}`);
    }
  };
  await Promise.all(copies.map(workThrough));
  return faults.flatMap(({ id }) => outcomes.get(id) ?? []);
}

async function tryOne(copy: string, fault: Fault): Promise<Outcome> {
  const { value, seconds } = await timed(async (): Promise<Pick<Outcome, 'kind' | 'by'>> => {
    try {
      const by = await withFault(copy, fault, () => firstFailure(copy, fault.likely));
      return by === null ? { kind: 'missed', by: fault.about } : { kind: 'found', by };
    } catch (error) {
      return { kind: 'lost', by: error instanceof Error ? error.message : String(error) };
    }
  });
  return { fault, ...value, seconds };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

function resultOf(outcomes: readonly Outcome[], quick: boolean, sound: number): TrialResult {
  const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind);
  const found = of('found');
  const missed = of('missed');
  const lost = of('lost');
  const isEnough = quick ? missed.length === 0 : outcomes.length >= LEAST_TRIED;
  return {
    name: 'planted',
    value: missed.length + lost.length,
    tried: outcomes.length,
    bar: barText(),
    holds: isEnough && lost.length === 0 && missed.length <= MOST_MISSED,
    figures: {
      missed: Object.fromEntries(missed.map(({ fault, by }) => [fault.id, by])),
      lost: Object.fromEntries(lost.map(({ fault, by }) => [fault.id, by])),
      found: Object.fromEntries(found.map(({ fault, by, seconds }) => [fault.id, { by, seconds }])),
      secondsWithoutFault: sound,
    },
  };
}

function unsound(by: string, tried: number): TrialResult {
  return {
    name: 'planted',
    value: tried,
    tried,
    bar: barText(),
    holds: false,
    figures: { failsWithoutFault: by },
  };
}

function barText(): string {
  return `at most ${MOST_MISSED} of at least ${LEAST_TRIED} faults not found`;
}
