/**
 * Trial `tamper`: somebody with SQL but without the key changes, deletes, inserts and swaps entries,
 * heads and balances, at random and also with care: arrays that still sum to zero, sequence numbers
 * that still run on, heads moved along. Each is undone after it was looked at. None may be missed.
 */
import {
  accounts,
  appendTo,
  type Chain,
  dayRoot,
  emptyChain,
  type Posting,
  verifyLedger,
  verifyPersons,
} from '../../modules/ledger/index.ts';
import {
  type Database,
  DatabaseError,
  Json,
  type Queryable,
} from '../../platform/database/index.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { TEST_VAULT } from '../../testing/service/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { openService } from '../workloads/service/open.ts';

const FULL = 10_000;
const QUICK = 150;
const PERSONS = 40;
const ENTRIES = 6;
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
      const { seq, entry: sealed } = next.sealed;
      await database.query('SELECT ledger.append($1, $2, $3)', [personId, seq, new Json(sealed)]);
      chain = next.chain;
    }
  }
}

interface Place {
  readonly person: number;
  readonly other: number;
  readonly seq: number;
}

interface Attack {
  readonly name: string;
  readonly run: (tx: Queryable, place: Place, draw: Chance) => Promise<unknown>;
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

const AT = 'WHERE person_id = $1 AND seq = $2';

const ATTACKS: readonly Attack[] = [
  {
    name: 'money moved between two postings',
    run: (tx, { person, seq }, draw) =>
      tx.query(
        `UPDATE ledger.entry SET amounts[1] = amounts[1] + $3, amounts[3] = amounts[3] - $3 ${AT}`,
        [person, seq, draw.int(1, 500)],
      ),
  },
  {
    name: 'two accounts swapped',
    run: (tx, { person, seq }) =>
      tx.query(
        `UPDATE ledger.entry SET accounts = ARRAY[accounts[2], accounts[1], accounts[3]] ${AT}`,
        [person, seq],
      ),
  },
  {
    name: 'a word changed',
    run: (tx, { person, seq }, draw) =>
      tx.query(
        `UPDATE ledger.entry SET ${draw.pick(['subject', 'area', 'accounts[1]'])} = 'x' ${AT}`,
        [person, seq],
      ),
  },
  {
    name: 'another kind',
    run: (tx, { person, seq }) =>
      tx.query(`UPDATE ledger.entry SET kind = 'difference' ${AT}`, [person, seq]),
  },
  {
    name: 'another month or time',
    run: (tx, { person, seq }, draw) =>
      tx.query(
        `UPDATE ledger.entry SET ${draw.pick([
          "month = '2025-05'",
          "at = at + interval '1 millisecond'",
          "at = at - interval '1 month'",
        ])} ${AT}`,
        [person, seq],
      ),
  },
  {
    name: 'a MAC changed',
    run: (tx, { person, seq }, draw) =>
      tx.query(
        `UPDATE ledger.entry SET ${draw.pick(['mac = previous', 'mac = set_byte(mac, 3, 7)', 'previous = mac'])} ${AT}`,
        [person, seq],
      ),
  },
  {
    name: 'an entry deleted',
    run: (tx, { person, seq }) => tx.query(`DELETE FROM ledger.entry ${AT}`, [person, seq]),
  },
  {
    name: 'the end cut off, the head moved along',
    run: async (tx, { person, seq }) => {
      await tx.query('DELETE FROM ledger.entry WHERE person_id = $1 AND seq > $2', [
        person,
        Math.min(seq, ENTRIES - 1),
      ]);
      await tx.query(
        `UPDATE ledger.head h SET seq = e.seq, mac = e.mac FROM ledger.entry e
          WHERE h.person_id = $1 AND e.person_id = $1
            AND e.seq = (SELECT max(seq) FROM ledger.entry WHERE person_id = $1)`,
        [person],
      );
    },
  },
  {
    name: 'an entry inserted between, the rest moved on',
    run: async (tx, { person, seq }) => {
      await tx.query(
        'UPDATE ledger.entry SET seq = seq + 1000 WHERE person_id = $1 AND seq >= $2',
        [person, seq],
      );
      await tx.query(
        `INSERT INTO ledger.entry SELECT person_id, $2, kind, subject, area, month, at, accounts,
           amounts, previous, mac FROM ledger.entry WHERE person_id = $1 ORDER BY seq LIMIT 1`,
        [person, seq],
      );
      await tx.query(
        'UPDATE ledger.entry SET seq = seq - 999 WHERE person_id = $1 AND seq > 1000',
        [person],
      );
    },
  },
  {
    name: 'an entry copied to another person',
    run: (tx, { person, other, seq }) =>
      tx.query(
        `INSERT INTO ledger.entry SELECT $3, ${ENTRIES + 1}, kind, subject, area, month, at, accounts,
           amounts, previous, mac FROM ledger.entry ${AT}`,
        [person, seq, other],
      ),
  },
  {
    name: 'two entries of a person swapped',
    run: async (tx, { person, seq }) => {
      const next = seq === ENTRIES ? 1 : seq + 1;
      await tx.query(`UPDATE ledger.entry SET seq = 999 ${AT}`, [person, seq]);
      await tx.query(`UPDATE ledger.entry SET seq = $3 ${AT}`, [person, next, seq]);
      await tx.query('UPDATE ledger.entry SET seq = $2 WHERE person_id = $1 AND seq = 999', [
        person,
        next,
      ]);
    },
  },
  {
    name: 'two persons swapped whole',
    run: async (tx, { person, other }) => {
      for (const table of ['entry', 'head']) {
        for (const [from, to] of [
          [person, -1],
          [other, person],
          [-1, other],
        ]) {
          await tx.query(`UPDATE ledger.${table} SET person_id = $2 WHERE person_id = $1`, [
            from ?? 0,
            to ?? 0,
          ]);
        }
      }
    },
  },
  {
    name: 'a person deleted whole',
    run: async (tx, { person }) => {
      await tx.query('DELETE FROM ledger.entry WHERE person_id = $1', [person]);
      await tx.query('DELETE FROM ledger.head WHERE person_id = $1', [person]);
    },
  },
  {
    name: 'a person copied whole under another number',
    run: async (tx, { person }) => {
      await tx.query(
        `INSERT INTO ledger.entry SELECT ${PERSONS + 1}, seq, kind, subject, area, month, at,
           accounts, amounts, previous, mac FROM ledger.entry WHERE person_id = $1`,
        [person],
      );
      await tx.query(
        `INSERT INTO ledger.head SELECT ${PERSONS + 1}, seq, mac, account_fen, seal
           FROM ledger.head WHERE person_id = $1`,
        [person],
      );
    },
  },
  {
    name: 'a balance raised',
    run: (tx, { person }, draw) =>
      tx.query('UPDATE ledger.head SET account_fen = account_fen + $2 WHERE person_id = $1', [
        person,
        draw.int(1, 9_999),
      ]),
  },
  {
    name: 'the head of another',
    run: (tx, { person, other }) =>
      tx.query(
        `UPDATE ledger.head h SET seal = o.seal, account_fen = o.account_fen FROM ledger.head o
          WHERE h.person_id = $1 AND o.person_id = $2`,
        [person, other],
      ),
  },
];
