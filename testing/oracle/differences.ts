/**
 * What a correction changes: two settlings of one person, event by event and payer by payer.
 */
import type { HistoryResult } from './history.ts';
import type { Scheme } from './scheme.ts';
import type { EventResult } from './settle.ts';

export interface Difference {
  readonly event: string;
  readonly payer: string;
  readonly before: bigint;
  readonly after: bigint;
  /**
   * `pay`, the law's word for money paid too much, `belowLeast`: named and not posted, or `return`:
   * the event is gone.
   */
  readonly outcome: string;
}

/** The payments that differ, in the order of the later history, events that are gone last. */
export function differencesOf(
  before: HistoryResult,
  after: HistoryResult,
  schemes: readonly Scheme[],
): Difference[] {
  const events = [...after.events, ...before.events].map((event) => event.id);
  return [...new Set(events)].flatMap((id) => {
    return differencesOfEvent(id, paidFor(before, id), paidFor(after, id), schemes);
  });
}

interface PaidFor {
  readonly scheme: string;
  readonly paid: EventResult['paid'];
}

/** What was paid for an event, with what was released of it later. */
function paidFor({ events }: HistoryResult, id: string): PaidFor | undefined {
  const results = events.filter((event) => event.id === id);
  const [own] = results;
  if (!own) return undefined;
  const paid: Record<string, bigint> = {};
  for (const result of results) {
    for (const [payer, amount] of Object.entries(result.paid)) {
      paid[payer] = (paid[payer] ?? 0n) + amount;
    }
  }
  return { scheme: own.scheme, paid };
}

function differencesOfEvent(
  event: string,
  was: PaidFor | undefined,
  is: PaidFor | undefined,
  schemes: readonly Scheme[],
): Difference[] {
  const scheme = schemes.find((candidate) => candidate.id === (is ?? was)?.scheme);
  if (!scheme) return [];
  const payers = new Set([...Object.keys(was?.paid ?? {}), ...Object.keys(is?.paid ?? {})]);
  return [...payers].flatMap((payer) => {
    const before = was?.paid[payer] ?? 0n;
    const after = is?.paid[payer] ?? 0n;
    if (before === after) return [];
    const size = after > before ? after - before : before - after;
    const direction = after > before ? 'pay' : scheme.choice('negativeDifference');
    const posted = size < scheme.leastDifferenceFen ? 'belowLeast' : direction;
    const outcome = is === undefined ? 'return' : posted;
    return [{ event, payer, before, after, outcome }];
  });
}
