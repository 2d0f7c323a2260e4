/**
 * Trial `properties`: random people and their years under the laws of this repository, as written
 * and with other choices made, and under laws written by chance. After every event, and over every
 * history, each invariant must hold.
 */
import { forget } from '../../engine/law/index.ts';
import type { SettledHistory, SettledStep } from '../../engine/settle/index.ts';
import { personClassOn, settleHistory } from '../../engine/settle/index.ts';
import { lookAtCounters } from '../../testing/invariants/counter-invariants.ts';
import { lookAtEvent } from '../../testing/invariants/event-invariants.ts';
import { lookAtGrowth } from '../../testing/invariants/growth-invariants.ts';
import { lookAtHistory } from '../../testing/invariants/history-invariants.ts';
import { type Notes, openNotes, same } from '../../testing/invariants/notes.ts';
import { lookAtTiers } from '../../testing/invariants/tier-invariants.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { lawAsWritten, lawFlipped, type Variant } from '../../testing/people/laws.ts';
import { PLACES, type Place } from '../../testing/people/place.ts';
import { type RandomHistory, randomHistory } from '../../testing/people/random-history.ts';
import { type CompiledLaw, historyUnder, lawsByChance } from '../../testing/people/random-laws.ts';
import { openReach, type Reach, reachFigures, reachOf } from '../../testing/people/reach.ts';
import { spoilt } from '../../testing/people/spoilt.ts';
import type { FigureMap, MeasureOptions, TrialResult } from '../result.ts';

const FULL = 1_000_000;
const QUICK = 5_000;
const VARIANTS = { full: 48, quick: 6 };
const BY_CHANCE = { full: 200, quick: 8 };
/** How many of the histories are under a law written by chance. */
const SHARE_BY_CHANCE = 0.12;
const MOST_SHOWN = 10;
/** Events after which the plans are let go of: so many laws times profiles fill a memory. */
const FORGET_EVERY = 50_000;

interface Trial {
  readonly notes: Notes;
  readonly reach: Reach;
  readonly written: Variant;
  readonly flipped: readonly Variant[];
  readonly byChance: readonly CompiledLaw[];
  events: number;
  histories: number;
}

/** Runs the trial: whole histories until enough events were settled. */
export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const written = lawAsWritten();
  const flipping = chanceOf(seed);
  const count = quick ? VARIANTS.quick : VARIANTS.full;
  const flipped = Array.from({ length: count }, () => lawFlipped(flipping, written.law));
  const trial: Trial = {
    notes: openNotes(),
    reach: openReach(),
    written,
    flipped,
    byChance: lawsByChance(seed * 7919, quick ? BY_CHANCE.quick : BY_CHANCE.full),
    events: 0,
    histories: 0,
  };
  const wanted = quick ? QUICK : FULL;
  let forgetAt = FORGET_EVERY;
  while (trial.events < wanted) {
    tryHistory(trial, seed, trial.histories);
    trial.histories += 1;
    if (trial.events < forgetAt) continue;
    forgetAt += FORGET_EVERY;
    for (const { law } of [written, ...flipped, ...trial.byChance]) law.programs.forEach(forget);
  }
  return resultOf(trial);
}

function tryHistory(trial: Trial, seed: number, index: number): void {
  const { notes, reach } = trial;
  const chance = chanceOf(seed * 1_000_003 + index);
  if (chance.is(SHARE_BY_CHANCE)) {
    tryByChance(trial, seed * 1_000_003 + index, chance);
    return;
  }
  const place = chance.pick(PLACES);
  const variant = chance.is(0.6) ? trial.written : chance.pick(trial.flipped);
  const random = randomHistory(chance, place, `p${index}`);
  notes.where = `seed ${seed}, history ${index}, ${place.name}${flipsText(variant)}`;
  const result = settleHistory(variant.law, random.history);
  reachOf(reach).history(place.name, random);
  if (!result.ok) {
    const { code, message } = result.rejection;
    same(notes, 'a history that can be settled is', `${code} ${message}`, undefined);
    return;
  }
  const settling = { law: variant.law, random, run: result.value };
  for (const step of result.value.steps) lookAtStep(trial, step);
  lookAtHistory(notes, settling, chance);
  if (variant === trial.written) {
    lookAtOthers(trial, place, settling, chance);
  }
  trial.events += result.value.steps.length;
}

/** A year under a law written by chance; what is wrong in it is rejected by some code. */
function tryByChance(trial: Trial, seed: number, chance: Chance): void {
  const { notes, reach } = trial;
  const compiled = chance.pick(trial.byChance);
  const random = historyUnder(compiled, seed);
  notes.where = `law by chance ${compiled.written.seed}, year ${seed}`;
  const result = settleHistory(compiled.law, random.history);
  reachOf(reach).history('by chance', random);
  if (!result.ok) {
    reachOf(reach).rejection(result.rejection.code);
    return;
  }
  for (const step of result.value.steps) lookAtStep(trial, step);
  lookAtHistory(notes, { law: compiled.law, random, run: result.value }, chance);
  trial.events += result.value.steps.length;
}

function lookAtStep({ notes, reach }: Trial, step: SettledStep): void {
  const { settled, event, stateBefore, stateAfter } = step;
  lookAtEvent(notes, settled, event);
  lookAtTiers(notes, settled);
  if (!step.isKept) lookAtCounters(notes, settled, event, [stateBefore, stateAfter]);
  reachOf(reach).step(step);
}

/** Bills that differ in one thing, and histories with one thing wrong. */
function lookAtOthers(
  { notes, written, reach }: Trial,
  place: Place,
  { random, run: settled }: { readonly random: RandomHistory; readonly run: SettledHistory },
  chance: Chance,
): void {
  const { person } = random.history;
  for (const step of settled.steps) {
    if (!chance.is(0.3)) continue;
    const { program, lawDay } = step.settled;
    const isGrowing = place.growing(personClassOn(program, person, lawDay));
    lookAtGrowth(notes, { step, person, isGrowing }, chance);
  }
  const visit = random.events.find((event) => event.kind === 'visit');
  if (visit?.kind !== 'visit' || !chance.is(0.2)) return;
  const wrong = spoilt(chance, random.history, visit);
  const result = settleHistory(written.law, wrong.history);
  const code = result.ok ? 'settled' : result.rejection.code;
  same(notes, 'what is wrong is rejected by its code', code, wrong.code);
  reachOf(reach).rejection(code);
}

function flipsText({ flips }: Variant): string {
  return Object.keys(flips).length === 0 ? '' : ` with ${JSON.stringify(flips)}`;
}

function resultOf({ notes, reach, flipped, events, histories }: Trial): TrialResult {
  const { broken, looked } = notes;
  for (const one of broken.slice(0, MOST_SHOWN)) {
    console.error(`${one.invariant}: ${one.what} (${one.where})`);
  }
  const figures: FigureMap = {
    events,
    historiesSettled: histories,
    lawsWithOtherChoices: flipped.length,
    looked: [...looked.values()].reduce((sum, times) => sum + times, 0),
    broken: Object.fromEntries(
      [...new Set(broken.map(({ invariant }) => invariant))].map((name) => [
        name,
        broken.filter(({ invariant }) => invariant === name).length,
      ]),
    ),
    ...reachFigures(reach),
    invariants: Object.fromEntries([...looked].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return {
    name: 'properties',
    value: broken.length,
    tried: events,
    bar: `0 invariants violated in at least ${FULL.toLocaleString('en')} random events`,
    holds: broken.length === 0,
    figures,
  };
}
