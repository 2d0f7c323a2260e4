/**
 * Trial `tamper`: somebody with SQL but without the key changes, deletes, inserts and swaps
 * entries, heads, balances and closed months. Each is undone after it was looked at. None may be
 * missed.
 */
import {
  accounts,
  appendTo,
  type Chain,
  closeMonth,
  dayRoot,
  emptyChain,
  type Posting,
  storeEntries,
  verifyLedger,
  verifyPersons,
} from '../../modules/ledger/index.ts';
import { type Database, DatabaseError } from '../../platform/database/index.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { TEST_VAULT } from '../../testing/service/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { ATTACKS, type Attack, ENTRIES, PERSONS } from '../workloads/service/attacks.ts';
import { openService } from '../workloads/service/open.ts';

const FULL = 10_000;
const QUICK = 150;
const DAY = '2025-06-16';

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const tried = quick ? QUICK : FULL;
  const open = await openService({ persons: 1, isDurable: false, connections: 2 });
  const missed = new Map<string, number>();
  const kinds = new Map<string, number>();
  try {
    await fill(open.database);
    const key = TEST_VAULT.keyFor('ledger');
    const root = await dayRoot(open.database, key, DAY);
    const before = await verifyLedger(open.database, key, [root]);
    if (before.faults.length > 0) throw new Error('the ledger does not verify before the trial');
    for (const table of ['entry']) {
      await open.database.query(`ALTER TABLE ledger.${table} DISABLE TRIGGER entry_grows`);
    }
    for (let index = 0; index < tried; index++) {
      const draw = chanceOf(seed * 1_000_003 + index);
      const attack = draw.pick(ATTACKS);
      const isFound = await foundBy(open.database, attack, draw);
      kinds.set(attack.name, (kinds.get(attack.name) ?? 0) + 1);
      if (!isFound) missed.set(attack.name, (missed.get(attack.name) ?? 0) + 1);
    }
  } finally {
    await open.close();
  }
  const value = [...missed.values()].reduce((sum, count) => sum + count, 0);
  return {
    name: 'tamper',
    value,
    tried,
    bar: `0 of ${FULL.toLocaleString('en')} missed`,
    holds: value === 0,
    figures: { kinds: Object.fromEntries(kinds), missed: Object.fromEntries(missed) },
  };
}

/** Chains of settlements like those of messages, without the messages. */
async function fill(database: Database): Promise<void> {
  const key = TEST_VAULT.keyFor('ledger');
  const at = new Date(`${DAY}T02:00:00Z`);
  for (let personId = 1; personId <= PERSONS; personId++) {
    let chain: Chain = emptyChain(personId);
    for (let index = 1; index <= ENTRIES; index++) {
      const fen = 1_000 * personId + index;
      const postings: readonly Posting[] = [
        { account: accounts.provider('H33030200001'), amountFen: fen },
        { account: accounts.fund('wenzhou', 'basic'), amountFen: 300 - fen },
        { account: accounts.cash(personId), amountFen: -300 },
      ];
      const subject = `${personId}S${index}`;
      const entry = { kind: 'settle' as const, subject, area: 'wenzhou', month: '2025-06', at };
      const next = appendTo(chain, { ...entry, postings }, key);
      await storeEntries(database, { personId, entries: [next.sealed] });
      chain = next.chain;
    }
  }
  const after = new Date('2025-07-02T02:00:00Z');
  const close = { area: 'wenzhou', month: '2025-06', at: after, by: 'operator:trial' };
  if (!(await closeMonth(database, close)).ok) throw new Error('the month does not close');
}

class Undone extends Error {}

/** Runs an attack in a transaction that is rolled back, and looks from inside it. */
async function foundBy(database: Database, attack: Attack, draw: Chance): Promise<boolean> {
  const person = draw.int(1, PERSONS);
  const other = (person % PERSONS) + 1;
  const place = { person, other, seq: draw.int(1, ENTRIES) };
  const key = TEST_VAULT.keyFor('ledger');
  let isFound = false;
  await database
    .transaction(async (tx) => {
      await attack.run(tx, place, draw);
      const faults = await verifyPersons(tx, key, [person, other, PERSONS + 1]);
      isFound = faults.length > 0;
      if (!isFound) {
        const seen = { ...database, query: tx.query };
        const root = await before(database, key);
        isFound = (await verifyLedger(seen, key, [root])).faults.length > 0;
      }
      throw new Undone();
    })
    .catch((fault: unknown) => {
      // What a constraint of the database refuses has been found, too; all else is a broken attack.
      if (fault instanceof DatabaseError && fault.sqlState.startsWith('23')) isFound = true;
      else if (!(fault instanceof Undone)) throw fault;
    });
  return isFound;
}

const roots = new WeakMap<Database, ReturnType<typeof dayRoot>>();

/** The root that was exported before; worked out once, from outside the attack. */
function before(database: Database, key: ReturnType<typeof TEST_VAULT.keyFor>) {
  const known = roots.get(database);
  if (known) return known;
  const root = dayRoot(database, key, DAY);
  roots.set(database, root);
  return root;
}
