/**
 * The counters of a person while one event is settled: what tiers read and what writers count.
 */
import { type CounterEntry, kept, read, write } from './counters.ts';
import type { Iso } from './date.ts';
import { codeOf, matches } from './facts.ts';
import { keyOf } from './formula.ts';
import type { Note } from './note.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { TierPaid } from './tier.ts';
import type { Counter, Writer } from './written.ts';

export interface Book {
  /** What a counter holds for the event, or for a line of it. */
  readonly read: (id: string, line?: Scene['line']) => bigint;
  /** Writes what each writer counts, counters in declared order; nothing where undefined. */
  readonly count: (writes: (writer: Writer) => bigint | undefined) => void;
  /** Writes what the writers of a tier count. */
  readonly countTier: (paid: TierPaid) => void;
  /** The counters as they stand after the event. */
  readonly close: () => readonly CounterEntry[];
}

/** Opens the counters for an event. */
export function openBook(scene: Scene, day: Iso, before: readonly CounterEntry[]): Book {
  const laws = scene.scheme.counters;
  let entries = before;
  const add = (id: string, law: Counter, key: string, amount: bigint) => {
    if (law.window.kind === 'event' && amount > 0n) scene.note('counter.event.written');
    entries = write(entries, law, { counter: id, key, day }, amount);
  };
  const writers = (each: (id: string, law: Counter, writer: Writer) => void) => {
    for (const [id, law] of Object.entries(laws)) {
      for (const writer of law.writers) each(id, law, writer);
    }
  };
  const isMet = ({ when }: Writer): boolean => {
    if (!when) return true;
    const met = matches(scene, when);
    scene.note(`writer.when.${met}`);
    return met;
  };
  return {
    read: (id, line) => {
      const law = laws[id] ?? fault(`no counter ${id}`);
      const at = { counter: id, key: keyOf(scene, id, line), day };
      const [atFirst, now] = [read(before, law, at), read(entries, law, at)];
      if (now > 0n) noteCounter(law, at.key, scene.note);
      if (now !== read(entries, { ...law, carryOver: 'none' }, at)) scene.note('counter.carryOver');
      if (atFirst !== now) scene.note(`reads.${law.reads ?? 'afterEarlierTiers'}`);
      return law.reads === 'beforeEvent' ? atFirst : now;
    },
    count: (writes) =>
      writers((id, law, writer) => {
        const amount = writes(writer);
        if (amount !== undefined && isMet(writer)) add(id, law, keyOf(scene, id), amount);
      }),
    countTier: (paid) =>
      writers((id, law, writer) => {
        if (writer.tier !== paid.tier || !isMet(writer)) return;
        if (scene.scheme.dimensions[law.key ?? 'none']?.of !== 'line') {
          return add(id, law, keyOf(scene, id), measured(paid, writer));
        }
        for (const [key, amount] of byLineCode(scene, law.key ?? '', paid, writer)) {
          scene.note('counter.key.line');
          add(id, law, key, amount);
        }
      }),
    close: () => kept(entries, laws),
  };
}

function measured(paid: TierPaid, { part, measure }: Writer): bigint {
  const measures = part === undefined ? paid.whole : paid.parts[part];
  return measures?.[measure ?? fault('a tier writes a measure')] ?? fault(`no part ${part}`);
}

/** What a writer counts, each room's amount under the code of its lines. */
function byLineCode(
  scene: Scene,
  dimension: string,
  { rooms }: TierPaid,
  { part, measure }: Writer,
): Map<string, bigint> {
  const name = measure ?? fault('a tier writes a measure');
  const amounts = new Map<string, bigint>();
  for (const room of rooms) {
    if (part !== undefined && room.part !== part) continue;
    const code = codeOf(scene, dimension, room.atom);
    const amount = room.measures[name] ?? fault(`a line has no ${name}`);
    amounts.set(code, (amounts.get(code) ?? 0n) + amount);
  }
  return amounts;
}

function noteCounter(law: Counter, key: string, note: Note): void {
  note(`window.${law.window.kind}`);
  if (key !== '') note('counter.key');
  if (law.holds === 'max') note('counter.max');
}
