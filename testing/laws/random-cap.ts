/**
 * Random caps: of the tier or of one part, for all or for some, with counters or for each event.
 */
import { newChoice } from './choices.ts';
import type { Draft, Written } from './draft.ts';
import { newCounter } from './random-counter.ts';
import { newAmount } from './random-formula.ts';
import { randomWhen } from './random-selector.ts';

export interface CapOptions {
  readonly id: string;
  readonly on: string;
  readonly parts: readonly string[];
  readonly fen: readonly string[];
  readonly count: readonly string[];
  readonly shared: string | null;
  readonly isCatchUp: boolean;
}

/** One or two caps of the tier, and perhaps one of a part. */
export function newCaps(draft: Draft, options: CapOptions): Record<string, unknown> {
  const { chance } = draft;
  const caps: [string, unknown][] = chance.is(0.3)
    ? [
        ['first', newCap(draft, options, null)],
        ['second', newCap(draft, options, null)],
      ]
    : [['only', newCap(draft, options, null)]];
  if (chance.is(0.35)) caps.push(['own', newCap(draft, options, chance.pick(options.parts))]);
  return Object.fromEntries(chance.shuffled(caps));
}

function newCap(draft: Draft, options: CapOptions, part: string | null): unknown {
  const { chance } = draft;
  const { id, on, fen, count, shared, isCatchUp } = options;
  const amount = newAmount(draft, {
    name: 'cap',
    size: chance.pick([60_000, 300_000, 900_000]),
    counters: { fen, count },
    isVisit: on === 'visit',
    ...(isCatchUp ? { by: 'person' as const } : { hasOwn: true }),
  });
  const writers = [{ tier: id, ...(part === null ? {} : { part }), measure: 'paid' }];
  const counter = () =>
    part === null && shared !== null && chance.is(0.4)
      ? shared
      : newCounter(draft, 'capped', { writers });
  const cap: Written = {
    amount,
    ...(part === null ? {} : { part }),
    ...(chance.is(0.2) && !isCatchUp ? { when: randomWhen(chance, 'personAndEvent') } : {}),
    ...(chance.is(0.6) ? { counter: counter() } : {}),
  };
  if (!chance.is(0.1)) return cap;
  const { choice } = newChoice(draft, 'capped', ['yes', 'never']);
  return { choice, options: { yes: cap, never: null } };
}

/** True of what stands in the law whatever is chosen. */
export function isAlways(written: unknown): written is Written {
  return typeof written === 'object' && written !== null && !('choice' in written);
}
