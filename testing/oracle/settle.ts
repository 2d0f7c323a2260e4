/**
 * One event: its scheme, its first cells, every tier in order, its counters.
 */
import { roomsOfEntries } from './base.ts';
import { type Atom, addTo, firstAtoms, keyOf, totalOf } from './cells.ts';
import { type CounterEntry, read, write } from './counters.ts';
import type { Iso } from './date.ts';
import { dayOf, type Event, type Person } from './event.ts';
import { matches, type Scene } from './facts.ts';
import { amountOf, bounded, type FormulaScene, numberOf } from './formula.ts';
import { sumOf } from './fraction.ts';
import { lookAll } from './looks.ts';
import type { Note } from './note.ts';
import { fault } from './rejection.ts';
import type { Scheme, Tier } from './scheme.ts';
import { runTier, type TierPaid } from './tier.ts';
import type { Counter, Writer } from './written.ts';

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
  readonly tiers: readonly TierResult[];
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

/** Settles an event on top of counters. */
export function settleEvent(
  at: EventAtScheme,
  before: readonly CounterEntry[],
  note: Note,
): EventResult {
  const { scheme, person, event } = at;
  const lawDay = dayOf(event, scheme.choice('lawDay'));
  const windowDay = dayOf(event, scheme.choice('windowDay'));
  const scene: Scene = { scheme, person, event, day: lawDay, note };
  for (const day of new Set([lawDay, ...scheme.tiers.map(at.lawDayOf)])) lookAll({ ...scene, day });
  const atoms = firstAtoms(scene, before);
  const inScopeFen = sumOf(atoms.map((atom) => atom.personal.get('inScope') ?? 0n));
  let entries = before;
  const counter = (id: string): bigint => {
    const law = scheme.counters[id] ?? fault(`no counter ${id}`);
    const place = { counter: id, key: keyOf(scene, id), day: windowDay };
    const [atFirst, now] = [read(before, law, place), read(entries, law, place)];
    if (now > 0n) noteCounter(law, place.key, note);
    if (now !== read(entries, { ...law, carryOver: 'none' }, place)) note('counter.carryOver');
    if (atFirst !== now) note(`reads.${law.reads ?? 'afterEarlierTiers'}`);
    return law.reads === 'beforeEvent' ? atFirst : now;
  };
  const count = (writes: (writer: Writer) => bigint | undefined): void => {
    for (const [id, law] of Object.entries(scheme.counters)) {
      for (const writer of law.writers) {
        const amount = writes(writer);
        if (amount === undefined) continue;
        const place = { counter: id, key: keyOf(scene, id), day: windowDay };
        entries = write(entries, law, place, amount);
      }
    }
  };
  const total = () => sumOf(atoms.map(totalOf));
  noteEvent(at, note);
  bounded(total());
  const tiers = scheme.tiers.map((tier): TierResult => {
    const { id, parameters } = tier.policy;
    const tierScene = { ...scene, day: at.lawDayOf(tier), parameters, inScopeFen, counter };
    const why = whySkipped(tierScene, tier);
    if (why !== null) return { kind: 'skipped', tier: id, why };
    addEntitlement(tierScene, tier, atoms);
    const closes = bounded(total());
    const paid = runTier(tierScene, tier, atoms);
    checkCells(id, atoms, closes, total());
    count((writer) => (writer.tier === id ? measured(paid, writer) : undefined));
    return { kind: 'paid', ...paid };
  });
  const last = { ...scene, parameters: {}, inScopeFen, counter };
  count((writer) => afterLastTier(last, writer, atoms));
  const paid = Object.fromEntries(
    scheme.payers.map((payer) => [payer, sumOf(atoms.map((atom) => atom.paid.get(payer) ?? 0n))]),
  );
  return {
    id: event.id,
    kind: event.kind,
    scheme: scheme.id,
    lawDay,
    windowDay,
    total: total(),
    personal: total() - sumOf(Object.values(paid)),
    paid,
    atoms: atoms.map(shown),
    tiers,
    counters: entries,
    isKept: false,
  };
}

function noteCounter(law: Counter, key: string, note: Note): void {
  note(`window.${law.window.kind}`);
  if (key !== '') note('counter.key');
  if (law.holds === 'max') note('counter.max');
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

function addEntitlement(scene: FormulaScene, { policy }: Tier, atoms: readonly Atom[]): void {
  const [atom] = atoms;
  if (scene.event.kind !== 'allowance' || policy.entitlement === undefined || !atom) return;
  addTo(atom.personal, `${policy.id}.entitlement`, amountOf(scene, policy.entitlement));
}

function measured(paid: TierPaid, { part, measure }: Writer): bigint {
  const measures = part === undefined ? paid.whole : paid.parts[part];
  return measures?.[measure ?? fault('a tier writes a measure')] ?? fault(`no part ${part}`);
}

/** What the writers `event` and `residual` count; undefined for the writers that are tiers. */
function afterLastTier(
  scene: FormulaScene,
  writer: Writer,
  atoms: readonly Atom[],
): bigint | undefined {
  if (writer.event !== undefined) return numberOf(scene.event, writer.event, scene.inScopeFen);
  if (!writer.residual) return undefined;
  const rooms = roomsOfEntries(scene, writer.residual, atoms, new Set(), (_, cell) => cell);
  return sumOf(rooms.map((room) => room.amount));
}

function checkCells(tier: string, atoms: readonly Atom[], before: bigint, after: bigint): void {
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
