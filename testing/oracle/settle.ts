/**
 * One event: its scheme, its first cells, every tier in order, its counters. An allowance whose
 * tiers waited is settled once more, for those tiers alone, when they fall due.
 */
import { roomsOfEntries } from './base.ts';
import { type Book, openBook } from './book.ts';
import { type Atom, addTo, firstAtoms, totalOf } from './cells.ts';
import type { CounterEntry } from './counters.ts';
import type { Iso } from './date.ts';
import { dayOf, type Event, type Person } from './event.ts';
import { matches } from './facts.ts';
import { amountOf, bounded, type FormulaScene, side } from './formula.ts';
import { sumOf } from './fraction.ts';
import { lookAll } from './looks.ts';
import { numberOf } from './measures.ts';
import type { Note } from './note.ts';
import type { Price } from './prices.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { Scheme, Tier } from './scheme.ts';
import { runTier, type TierPaid } from './tier.ts';
import type { Writer } from './written.ts';

export type TierResult =
  | ({ readonly kind: 'paid' } & TierPaid)
  | { readonly kind: 'skipped'; readonly tier: string; readonly why: string };

export interface EventResult {
  readonly id: string;
  readonly kind: Event['kind'];
  readonly scheme: string;
  readonly lawDay: Iso;
  readonly windowDay: Iso;
  readonly total: bigint;
  readonly personal: bigint;
  readonly paid: Readonly<Record<string, bigint>>;
  readonly atoms: readonly {
    readonly lines: readonly number[];
    readonly paid: Readonly<Record<string, bigint>>;
    /** Still personal, by reason; nothing where it is 0. */
    readonly residual: Readonly<Record<string, bigint>>;
  }[];
  /** Of each line: the price rule it falls under, null where none. */
  readonly prices: readonly (Price | null)[];
  readonly tiers: readonly TierResult[];
  /** Tiers that are not due yet. */
  readonly waiting: readonly string[];
  /** The event after which tiers of this allowance fell due; null for its own settlement. */
  readonly releasedBy: string | null;
  readonly counters: readonly CounterEntry[];
  /** The result was kept from before a reversal; the counters then are those of its time. */
  readonly isKept: boolean;
}

export interface EventAtScheme {
  readonly scheme: Scheme;
  readonly person: Person;
  readonly event: Event;
  /** Law day of each tier; the event's own unless the year is recomputed. */
  readonly lawDayOf: (tier: Tier) => Iso;
}

/** Tiers of an allowance that are due, and the event that made them so. */
export interface Release {
  readonly tiers: readonly string[];
  readonly by: string;
}

/** How an event is settled: anew, or as what is due or waits of it is known already. */
export interface Manner {
  readonly release?: Release;
  /** Tiers that waited in a result that is kept. */
  readonly waited?: readonly string[];
}

/** An event while it is settled. */
interface Course extends Manner {
  readonly at: EventAtScheme;
  readonly scene: Omit<FormulaScene, 'parameters'>;
  readonly atoms: readonly Atom[];
}

/** Settles an event on top of counters. */
export function settleEvent(
  at: EventAtScheme,
  before: readonly CounterEntry[],
  note: Note,
  manner: Manner = {},
): EventResult {
  const { release } = manner;
  const { scheme, person, event } = at;
  const lawDay = dayOf(event, scheme.choice('lawDay'));
  const windowDay = dayOf(event, scheme.choice('windowDay'));
  const plain: Scene = { scheme, person, event, day: lawDay, note };
  for (const day of new Set([lawDay, ...scheme.tiers.map(at.lawDayOf)])) lookAll({ ...plain, day });
  const { atoms, prices } = firstAtoms(plain, before);
  const book = openBook(plain, windowDay, before);
  const inScopeFen = sumOf(atoms.map((atom) => atom.personal.get('inScope') ?? 0n));
  const course = { at, scene: { ...plain, inScopeFen, counter: book.read }, atoms, ...manner };
  noteEvent(at, note);
  bounded(sumOf(atoms.map(totalOf)));
  const tiers = scheme.tiers
    .filter(({ policy }) => release?.tiers.includes(policy.id) ?? true)
    .map((tier) => settleTier(course, tier, book));
  const last = { ...course.scene, parameters: {} };
  book.count((writer) => afterLastTier(last, writer, atoms, release !== undefined));
  const total = sumOf(atoms.map(totalOf));
  const paid = Object.fromEntries(
    scheme.payers.map((payer) => [payer, sumOf(atoms.map((atom) => atom.paid.get(payer) ?? 0n))]),
  );
  return {
    id: event.id,
    kind: event.kind,
    scheme: scheme.id,
    lawDay,
    windowDay,
    total,
    personal: total - sumOf(Object.values(paid)),
    paid,
    atoms: atoms.map(shown),
    prices,
    tiers,
    waiting: tiers.flatMap((tier) =>
      tier.kind === 'skipped' && tier.why === 'notDueYet' ? [tier.tier] : [],
    ),
    releasedBy: release?.by ?? null,
    counters: book.close(),
    isKept: false,
  };
}

/**
 * Tells whether a waiting tier of an allowance falls due. One that would not apply now is not
 * asked: it waits on.
 */
export function fallsDue(scene: FormulaScene, tier: Tier): boolean {
  return whySkipped(scene, tier) === null && isDue(scene, tier);
}

/** Tells whether a tier of an allowance is due by what its counter holds. */
function isDue(scene: FormulaScene, { policy }: Tier): boolean {
  if (!policy.fallsDue || scene.event.kind !== 'allowance') return true;
  const { counter, atLeast } = policy.fallsDue;
  const reached = scene.counter(counter);
  const needed = amountOf({ ...scene, parameters: policy.parameters }, atLeast);
  scene.note(`fallsDue.${side(reached, needed)}`);
  return reached >= needed;
}

function waits({ release, waited }: Course, scene: FormulaScene, tier: Tier): boolean {
  if (release) return false;
  return waited ? waited.includes(tier.policy.id) : !isDue(scene, tier);
}

function settleTier(course: Course, tier: Tier, book: Book): TierResult {
  const { at, atoms } = course;
  const { id, parameters } = tier.policy;
  const scene = { ...course.scene, day: at.lawDayOf(tier), parameters };
  const skipped = (why: string): TierResult => {
    if (why !== 'otherEventKind') scene.note(`skipped.${why}`);
    return { kind: 'skipped', tier: id, why };
  };
  const why = whySkipped(scene, tier);
  if (why !== null) return skipped(why);
  if (waits(course, scene, tier)) return skipped('notDueYet');
  const entitled = addEntitlement(scene, tier, atoms);
  const closes = bounded(sumOf(atoms.map(totalOf)));
  const paid = runTier(scene, tier, atoms);
  if (paid === null) {
    if (entitled > 0n) atoms[0]?.personal.delete(`${id}.entitlement`);
    return skipped('conditionNotMet');
  }
  checkCells(id, atoms, closes);
  book.countTier(paid);
  return { kind: 'paid', ...paid };
}

function noteEvent({ scheme, event }: EventAtScheme, note: Note): void {
  note(`kind.${event.kind}`);
  if (event.kind === 'close') note(event.members.length > 1 ? 'close.household' : 'close.person');
  if (event.kind !== 'visit' || event.admittedOn === event.settledOn) return;
  note(`lawDay.${scheme.choice('lawDay')}`);
  note(`windowDay.${scheme.choice('windowDay')}`);
}

function whySkipped(scene: FormulaScene, tier: Tier): string | null {
  if (tier.policy.on !== scene.event.kind) return 'otherEventKind';
  if (scene.day < tier.from || scene.day >= tier.until) return 'notInForce';
  return matches(scene, tier.policy.when ?? {}) ? null : 'notCovered';
}

/** Adds what an allowance entitles to under a tier. */
function addEntitlement(scene: FormulaScene, { policy }: Tier, atoms: readonly Atom[]): bigint {
  const [atom] = atoms;
  if (scene.event.kind !== 'allowance' || policy.entitlement === undefined || !atom) return 0n;
  const entitled = amountOf(scene, policy.entitlement);
  addTo(atom.personal, `${policy.id}.entitlement`, entitled);
  return entitled;
}

/**
 * What the writers `event` and `residual` count; undefined for the writers that are tiers. The
 * numbers of an event count once: with the event, not with what is released of it later.
 */
function afterLastTier(
  scene: FormulaScene,
  writer: Writer,
  atoms: readonly Atom[],
  isRelease: boolean,
): bigint | undefined {
  if (writer.event !== undefined) {
    return isRelease ? undefined : numberOf(scene.event, writer.event, scene.inScopeFen);
  }
  if (!writer.residual) return undefined;
  const rooms = roomsOfEntries(scene, writer.residual, atoms, new Set(), (_, cell) => cell);
  return sumOf(rooms.map((room) => room.amount));
}

function checkCells(tier: string, atoms: readonly Atom[], before: bigint): void {
  const after = sumOf(atoms.map(totalOf));
  if (before !== after) fault(`${tier} does not close: ${before} became ${after}`);
  for (const { personal, paid } of atoms) {
    for (const amount of [...personal.values(), ...paid.values()]) {
      if (amount < 0n) fault(`${tier} leaves a negative cell`);
    }
  }
}

function shown({ lines, paid, personal }: Atom): EventResult['atoms'][number] {
  const residual = Object.fromEntries([...personal].filter(([, amount]) => amount !== 0n));
  return { lines, paid: Object.fromEntries(paid), residual };
}
