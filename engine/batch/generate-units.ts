/**
 * Writes what is done at an event as functions of their own. Steps of many tiers are split among
 * several: a function that grows too long is not optimised. What one part leaves for a later one
 * goes through the scratch `R`, counters through the memory.
 */
import { type Body, bodyText, endsOf } from './generate-body.ts';
import type { LoweredSection, LoweredTier, Reg, Step } from './lowered.ts';
import { allReadsOf, movesOf, writesOf } from './steps.ts';

/** Signs of source in one function: well below what V8 optimises (60 kB of its own code). */
const MOST_TEXT = 12_000;
/** Steps that take at least so much. */
const MOST_STEPS = 600;

const NONE: ReadonlySet<Reg> = new Set();

export interface Unit {
  readonly name: string;
  readonly text: string;
}

type Whole = Omit<Body, 'steps' | 'home' | 'isApart' | 'taken' | 'left' | 'isFirst' | 'isLast'>;

/**
 * The functions that carry out the steps of tiers, one after the other, at an event. `more`: names
 * of the loop that they take besides the event and the person profile.
 */
export function unitsOf(
  whole: Whole,
  tiers: readonly LoweredTier[],
  name: string,
  ...more: readonly string[]
): Unit[] {
  const one = isLong(tiers) ? null : wholeText(whole, tiers);
  if (one !== null && one.length <= MOST_TEXT) {
    return [{ name: `${name}0`, text: unitText(whole.section, `${name}0`, more, one) }];
  }
  const parts = partsOf(whole, tiers);
  return parts.map((steps, at): Unit => {
    const before = parts.slice(0, at).flat();
    const behind = parts.slice(at + 1).flat();
    const isFirst = at === 0;
    const isLast = at === parts.length - 1;
    const text = bodyText({
      ...whole,
      steps,
      home: 'memory',
      isApart: true,
      taken: passed(whole, before, steps, isLast ? endsOf(whole.section) : []),
      left: passed(whole, steps, behind, isLast ? [] : endsOf(whole.section), isFirst),
      isFirst,
      isLast,
    });
    return { name: `${name}${at}`, text: unitText(whole.section, `${name}${at}`, more, text) };
  });
}

/** The call of a unit. */
export function callOf({ name }: Unit, ...more: readonly string[]): string {
  return `${name}(${['e', 'p', ...more].join()});`;
}

function unitText(
  { eventWidth, personWidth }: LoweredSection,
  name: string,
  more: readonly string[],
  text: string,
): string {
  const event = eventWidth > 0 ? `const x=(rowOf[p]+eventProfile[e])*${eventWidth};` : '';
  const person = personWidth > 0 ? `const y=p*${personWidth};` : '';
  return `function ${name}(${['e', 'p', ...more].join()}){${event}${person}${text}}`;
}

/** Whether the steps are more than one function can hold: their text need not be tried. */
export function isLong(tiers: readonly LoweredTier[]): boolean {
  return tiers.reduce((sum, { steps }) => sum + countOf(steps), 0) > MOST_STEPS;
}

function countOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + 1 + (step.op === 'if' ? countOf(step.steps) : 0), 0);
}

/** All steps in one function. */
function wholeText(whole: Whole, tiers: readonly LoweredTier[]): string {
  const steps = tiers.flatMap((tier) => tier.steps);
  const ends = { taken: NONE, left: NONE, isFirst: true, isLast: true };
  return bodyText({ ...whole, ...ends, steps, home: 'memory', isApart: true });
}

/** Splits the steps between tiers, so that no part grows too long. */
function partsOf(whole: Whole, tiers: readonly LoweredTier[]): (readonly Step[])[] {
  const alone = { home: 'memory', isApart: true, taken: NONE, left: NONE } as const;
  const parts: Step[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const { steps } of tiers) {
    const own = bodyText({ ...whole, ...alone, steps, isFirst: false, isLast: false }).length;
    if (length + own > MOST_TEXT) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(...steps);
    length += own;
  }
  return parts;
}

/**
 * What earlier steps have written that later ones, or the columns, need; atoms that are brought in
 * first count as written. Counters go through the memory.
 */
function passed(
  { section, atoms, none }: Whole,
  earlier: readonly Step[],
  later: readonly Step[],
  ends: readonly Reg[],
  isWithAtoms = true,
): ReadonlySet<Reg> {
  const written = new Set(earlier.flatMap(writesOf));
  const needed = new Set([...later.flatMap(allReadsOf), ...later.flatMap(movesOf), ...ends]);
  const isPassed = (reg: Reg) => {
    const kind = section.registers[reg]?.kind;
    if (none.has(reg)) return false;
    if (kind === 'cell') return atoms === 'any' && isWithAtoms && earlier.length > 0;
    return (kind === 'value' || kind === 'sum') && written.has(reg);
  };
  return new Set([...needed].filter(isPassed));
}
