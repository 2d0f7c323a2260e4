/**
 * Allowances that wait: some of their tiers fall due only once a counter has come far enough.
 */
import { openBook } from './book.ts';
import type { CounterEntry } from './counters.ts';
import type { Iso } from './date.ts';
import { dayOf } from './event.ts';
import type { Note } from './note.ts';
import { type EventAtScheme, type EventResult, fallsDue, settleEvent } from './settle.ts';

/** An allowance with the tiers that are not due yet. */
export interface Waiting {
  readonly at: EventAtScheme;
  readonly tiers: readonly string[];
}

export interface Released {
  readonly results: readonly EventResult[];
  readonly waiting: readonly Waiting[];
  readonly counters: readonly CounterEntry[];
}

/** The event after which waiting allowances are asked. */
export interface Asking {
  /** Tiers, each with its allowance, that a kept result releases: nothing else does. */
  readonly keptFor: ReadonlySet<string>;
  readonly event: string;
  readonly scheme: string;
  readonly windowDay: Iso;
}

/** Asks every waiting allowance, oldest first, and settles the tiers of each that are due. */
export function releaseDue(
  waiting: readonly Waiting[],
  before: readonly CounterEntry[],
  asking: Asking,
  note: Note,
): Released {
  let counters = before;
  const results: EventResult[] = [];
  const left = waiting.flatMap((one): Waiting[] => {
    const due = dueTiers(one, counters, asking, note);
    if (due.length === 0) return [one];
    const released = settleEvent(one.at, counters, note, {
      release: { tiers: due, by: asking.event },
    });
    if (released.windowDay.slice(0, 4) !== asking.windowDay.slice(0, 4)) note('release.otherYear');
    if (one.at.scheme.id !== asking.scheme) note('release.otherScheme');
    results.push(released);
    counters = released.counters;
    const tiers = one.tiers.filter((tier) => !due.includes(tier));
    if (tiers.length === 0) return [];
    note('release.someTiers');
    return [{ ...one, tiers }];
  });
  if (results.length > 0) note(`release.${results.length > 1 ? 'several' : 'one'}`);
  return { results, waiting: left, counters };
}

/**
 * Releases what was released after the event before: the results are kept, and only the counters
 * are worked out anew. What was reversed since is no longer among those who wait.
 */
export function releaseAgain(
  waiting: readonly Waiting[],
  before: readonly CounterEntry[],
  kept: readonly EventResult[],
  note: Note,
): Released {
  let counters = before;
  let left = waiting;
  const results = kept.filter((release) => {
    const one = left.find(({ at }) => at.event.id === release.id);
    if (!one) return false;
    const due = release.tiers.map(({ tier }) => tier);
    const by = release.releasedBy ?? '';
    counters = settleEvent(one.at, counters, note, { release: { tiers: due, by } }).counters;
    const tiers = one.tiers.filter((tier) => !due.includes(tier));
    left = left.flatMap((other) =>
      other !== one ? [other] : tiers.length > 0 ? [{ ...one, tiers }] : [],
    );
    note('release.kept');
    return true;
  });
  return { results, waiting: left, counters };
}

/** The waiting tiers that are due by the counters as read on the window day of an event. */
function dueTiers(
  { at, tiers }: Waiting,
  counters: readonly CounterEntry[],
  { windowDay, keptFor }: Asking,
  note: Note,
): string[] {
  const { scheme, person, event } = at;
  const day = dayOf(event, scheme.choice('lawDay'));
  const scene = { scheme, person, event, day, note };
  const counter = openBook(scene, windowDay, counters).read;
  return scheme.tiers
    .filter(({ policy }) => tiers.includes(policy.id))
    .filter(({ policy }) => !keptFor.has(tierOf(event.id, policy.id)))
    .filter((tier) => {
      const { parameters } = tier.policy;
      const asked = { ...scene, day: at.lawDayOf(tier), parameters, inScopeFen: 0n, counter };
      return fallsDue(asked, tier);
    })
    .map(({ policy }) => policy.id);
}

/** Names a tier of an allowance. */
export function tierOf(allowance: string, tier: string): string {
  return JSON.stringify([allowance, tier]);
}
