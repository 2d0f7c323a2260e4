/**
 * Verifying the ledger while the platform runs: a job in short legs with rests between, that goes
 * on from its last leg after a restart. It reads and reckons, and changes nothing.
 */
import { setTimeout } from 'node:timers/promises';
import {
  countChains,
  type DayRoot,
  spanOfMonth,
  verifyLedger,
} from '../../../modules/ledger/index.ts';
import { type Services, verifySettlements } from '../../../modules/settlement/index.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/index.ts';
import { missingDays } from '../daily-roots.ts';

export const VERIFY = 'ledger.verify';

/** Input of the job. */
export interface VerifyOrder {
  /** Whether what was settled is settled again and held against what is stored. */
  readonly isSettling: boolean;
  /** `YYYY-MM`: only what was settled then is settled again; null: all. */
  readonly month: string | null;
}

export interface FoundFault {
  readonly personId: number | null;
  /** Number of the entry or id of the settlement; null: it concerns no single one. */
  readonly subject: string | null;
  /** In Chinese. */
  readonly what: string;
}

/** Result of the job. */
export interface Found {
  readonly persons: number;
  readonly entries: number;
  /** Settled again. */
  readonly settlements: number;
  readonly roots: number;
  readonly missingDays: readonly string[];
  /** At most 1,000. */
  readonly faults: readonly FoundFault[];
}

/** The checkpoint. */
export interface Place extends Omit<Found, 'roots' | 'missingDays'> {
  readonly walk: 'ledger' | 'settlements' | 'end';
  /** The last person gone through; null: none yet. */
  readonly after: number | null;
}

export interface WalkOptions {
  readonly services: Services;
  readonly readRoots: () => readonly DayRoot[];
  /** Milliseconds of a leg, and of the rest behind it. */
  readonly leg?: number;
}

const LEG = 500;
const MOST_FAULTS = 1_000;

/** Makes the handler of the job. */
export function verifyHandler(options: WalkOptions): JobHandler {
  return async (context) => {
    const { leg = LEG } = options;
    const total = await countChains(options.services.database);
    // Both are of this job's own making.
    const order = context.input as VerifyOrder;
    const roots = options.readRoots();
    let place = (context.checkpoint as Place | null) ?? start();
    while (place.walk !== 'end') {
      place = await nextLeg({ ...options, roots }, order, place);
      await told(context, place, total);
      if (place.walk !== 'end') await setTimeout(leg);
    }
    const { walk: _walk, after: _after, ...found } = place;
    const days = roots.map(({ day }) => day);
    return { ...found, roots: days.length, missingDays: missingDays(days) } satisfies Found;
  };
}

function start(): Place {
  return { walk: 'ledger', after: null, persons: 0, entries: 0, settlements: 0, faults: [] };
}

function told(context: JobContext, place: Place, total: number): Promise<void> {
  return context.progress({ done: place.persons, total, checkpoint: place });
}

interface Walking extends WalkOptions {
  readonly roots: readonly DayRoot[];
}

/** Goes on for the time of a leg, by one page at least. */
function nextLeg(options: Walking, order: VerifyOrder, place: Place): Promise<Place> {
  const until = performance.now() + (options.leg ?? LEG);
  let isMoved = false;
  const leg = {
    ...(place.after === null ? {} : { after: place.after }),
    onProgress: () => {
      isMoved = true;
    },
    isEnded: () => isMoved && performance.now() >= until,
  };
  return place.walk === 'ledger'
    ? ledgerLeg(options, order, place, leg)
    : settlementLeg(options, order, place, leg);
}

interface Leg {
  readonly after?: number;
  readonly onProgress: () => void;
  readonly isEnded: () => boolean;
}

async function ledgerLeg(
  { services, roots }: Walking,
  { isSettling }: VerifyOrder,
  place: Place,
  leg: Leg,
): Promise<Place> {
  const { database, ledgerKey } = services;
  const verdict = await verifyLedger(database, ledgerKey, roots, leg);
  const own = verdict.faults.map(({ personId, seq, what }): FoundFault => {
    return { personId, subject: seq === null ? null : String(seq), what };
  });
  const faults = [...place.faults, ...own].slice(0, MOST_FAULTS);
  const isOver = verdict.isWhole || faults.length >= MOST_FAULTS;
  const next = isSettling ? ('settlements' as const) : ('end' as const);
  return {
    ...place,
    walk: isOver ? next : 'ledger',
    after: isOver ? null : (verdict.lastPerson ?? place.after),
    persons: place.persons + verdict.persons,
    entries: place.entries + verdict.entries,
    faults,
  };
}

async function settlementLeg(
  { services }: WalkOptions,
  { month }: VerifyOrder,
  place: Place,
  leg: Leg,
): Promise<Place> {
  const within = month === null ? {} : { within: spanOfMonth(month) };
  const verdict = await verifySettlements(services, { ...leg, ...within });
  const own = verdict.faults.map(({ personId, settlementId, what }): FoundFault => {
    return { personId, subject: settlementId, what };
  });
  const faults = [...place.faults, ...own].slice(0, MOST_FAULTS);
  const isOver = verdict.isWhole || faults.length >= MOST_FAULTS;
  return {
    ...place,
    walk: isOver ? 'end' : 'settlements',
    after: verdict.lastPerson ?? place.after,
    settlements: place.settlements + verdict.settlements,
    faults,
  };
}
