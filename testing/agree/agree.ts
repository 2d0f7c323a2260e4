/**
 * One random law and one person's years through the engine and through the oracle: the figures on
 * which they differ.
 */
import { createHash } from 'node:crypto';
import type { Law } from '../../engine/law/index.ts';
import { compileLaw } from '../../engine/law/read/index.ts';
import {
  type Difference as EngineDifference,
  type History,
  resettle,
  type SettledHistory,
  settleHistory,
} from '../../engine/settle/index.ts';
import { chanceOf } from '../laws/chance.ts';
import { type RandomLaw, randomLaw } from '../laws/random-law.ts';
import { type RandomYear, randomYear } from '../laws/random-year.ts';
import {
  type Answer,
  type HistoryResult,
  type Item,
  type Note,
  oracle,
  oracleDifferences,
  type Person,
} from '../oracle/index.ts';
import { type ColumnsAnswer, columnsAgree } from './executions.ts';
import { type Plain, plainOfEngine, plainOfOracle } from './plain-result.ts';
import { itemsForEngine, type MemberStates, personForEngine } from './to-engine.ts';

export interface Trial {
  readonly seed: number;
  readonly law: RandomLaw;
  readonly year: RandomYear;
  /** Name of the figure, the engine's value, the oracle's value. */
  readonly differences: readonly string[];
  readonly oracle: Answer<HistoryResult>;
  /** What the kernel and the table interpreter made of it; null where the law is refused. */
  readonly columns: ColumnsAnswer | null;
}

interface Side {
  readonly law: RandomLaw;
  readonly compiled: Law;
  readonly note: Note;
}

/** Settles what a seed makes by both sides. */
export function agreeOn(seed: number, note: Note): Trial {
  const law = randomLaw({ seed });
  const year = randomYear(law, { seed });
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const compiled = compileLaw(law.texts, { digest, flips: law.flips });
  if (!compiled.law) {
    const first = compiled.diagnostics.find(({ severity }) => severity === 'error');
    const place = `${first?.file}:${first?.line}`;
    const differences = [`the law is refused: ${first?.code} ${place} ${first?.message}`];
    return { seed, law, year, differences, oracle: { ok: false, code: 'refused' }, columns: null };
  }
  const side = { law, compiled: compiled.law, note };
  const { items, members } = withHousehold(side, year);
  const own = oracleOf(side, year.person, items);
  const engine = engineOf(side, year.person, items, members);
  const columns = columnsAgree(side.compiled, historyOf(side, year.person, items, members), engine);
  const differences = [
    ...compared(engine, own),
    ...resettled(side, year.person, { items, members }),
    ...columns.differences,
  ];
  return { seed, law, year, differences, oracle: own, columns };
}

type EngineAnswer = ReturnType<typeof settleHistory>;

function engineOf(
  side: Side,
  person: Person,
  items: readonly Item[],
  members: MemberStates,
): EngineAnswer {
  return settleHistory(side.compiled, historyOf(side, person, items, members));
}

function historyOf(
  { law }: Side,
  person: Person,
  items: readonly Item[],
  members: MemberStates,
): History {
  return {
    area: law.area,
    person: personForEngine(person),
    items: itemsForEngine(items, members),
  };
}

function oracleOf({ law, note }: Side, person: Person, items: readonly Item[]) {
  const { files, area, flips } = law;
  return oracle({ files, area, person, items, flips, note });
}

/** The items with the close of the household last, its members settled by each side for itself. */
function withHousehold(
  side: Side,
  { person, items, household }: RandomYear,
): { items: readonly Item[]; members: MemberStates } {
  if (!household) return { items, members: new Map() };
  const members = [{ person, items }, ...household.others].flatMap((member) => {
    const own = oracleOf(side, member.person, member.items);
    const engine = engineOf(side, member.person, member.items, new Map());
    if (!own.ok || !engine.ok) return [];
    const { scheme, counters } = own;
    return [{ personId: member.person.id, scheme, counters, state: engine.value.state }];
  });
  const close: Item = {
    kind: 'event',
    event: {
      kind: 'close',
      ...household.close,
      members: members.map(({ state: _, ...member }) => member),
    },
  };
  return {
    items: [...items, close],
    members: new Map(members.map(({ personId, state }) => [personId, state])),
  };
}

function compared(engine: EngineAnswer, own: Answer<HistoryResult>): string[] {
  const why = engine.ok ? 'accepted' : `${engine.rejection.code} (${engine.rejection.message})`;
  const ownCode = own.ok ? 'accepted' : own.code;
  if (why.split(' ')[0] !== ownCode) return [`answer: engine ${why}, oracle ${ownCode}`];
  if (!engine.ok || !own.ok) return [];
  return unlike(plainOfEngine(engine.value), plainOfOracle(own));
}

function unlike(engine: Plain, own: Plain): string[] {
  const names = new Set([...engine.keys(), ...own.keys()]);
  return [...names]
    .filter((name) => engine.get(name) !== own.get(name))
    .map((name) => `${name}: engine ${engine.get(name) ?? 0}, oracle ${own.get(name) ?? 0}`);
}

/** The same history with one item less, as if that item had been recorded late. */
function resettled(
  side: Side,
  person: Person,
  { items, members }: { items: readonly Item[]; members: MemberStates },
): string[] {
  const chance = chanceOf(side.law.seed ^ 0x2545f491);
  if (!chance.is(0.25) || items.length < 2) return [];
  const left = chance.int(0, items.length - 1);
  const before = items.filter((_, index) => index !== left);
  const { files, area, flips } = side.law;
  const own = oracleDifferences({ files, area, person, flips, note: side.note }, before, items);
  const history = (of: readonly Item[]) => historyOf(side, person, of, members);
  const engine = resettle(side.compiled, history(before), history(items));
  if (!own.ok || !engine.ok) {
    const codes = [engine.ok ? 'accepted' : engine.rejection.code, own.ok ? 'accepted' : own.code];
    return codes[0] === codes[1] ? [] : [`resettle: engine ${codes[0]}, oracle ${codes[1]}`];
  }
  for (const { outcome } of own.differences) side.note(`difference.${outcome}`);
  const ofEngine = new Map(
    engine.value.differences.map((d) => [`resettle ${d.eventId} ${d.payer}`, toText(d)]),
  );
  const ofOracle = new Map(
    own.differences.map((d) => [
      `resettle ${d.event} ${d.payer}`,
      `${d.before} → ${d.after} ${d.outcome}`,
    ]),
  );
  return [
    ...unlike(ofEngine, ofOracle),
    ...unlike(plainOfEngine(engine.value.after), plainOfEngine(fresh(side, history(items)))),
  ];
}

function toText({ beforeFen, afterFen, action }: EngineDifference): string {
  return `${beforeFen} → ${afterFen} ${action}`;
}

/** What a run that reuses earlier steps must equal: a run from the start. */
function fresh({ compiled }: Side, history: History): SettledHistory {
  const settled = settleHistory(compiled, history);
  if (!settled.ok) throw new Error(settled.rejection.code);
  return settled.value;
}
