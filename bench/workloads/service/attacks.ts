/**
 * What somebody with SQL but without the key may do to the ledger: at random, and also with care,
 * so that arrays still sum to zero, numbers still run on and heads are moved along.
 */
import type { Queryable } from '../../../platform/database/index.ts';
import type { Chance } from '../../../testing/laws/chance.ts';

export const PERSONS = 40;
export const ENTRIES = 6;

export interface Place {
  readonly person: number;
  readonly other: number;
  readonly seq: number;
}

export interface Attack {
  readonly name: string;
  readonly run: (tx: Queryable, place: Place, draw: Chance) => Promise<unknown>;
}

const AT = 'WHERE person_id = $1 AND seq = $2';
const MACS = [
  'mac = previous',
  'mac = set_byte(mac, 3, (get_byte(mac, 3) + 1) % 256)',
  'previous = mac',
];

const BALANCES = ['amount_fen = amount_fen + 1', 'entries = entries + 1'];

export const ATTACKS: readonly Attack[] = [
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
      tx.query(`UPDATE ledger.entry SET ${draw.pick(MACS)} ${AT}`, [person, seq]),
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
        `INSERT INTO ledger.entry SELECT $3, ${ENTRIES + 1}, kind, subject, area, month, at,
           accounts, amounts, previous, mac FROM ledger.entry ${AT}`,
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
  {
    name: 'a closed month opened again',
    run: async (tx) => {
      await tx.query('DELETE FROM ledger.balance');
      await tx.query('DELETE FROM ledger.month');
    },
  },
  {
    name: 'a closed balance changed',
    run: (tx, { person }, draw) =>
      tx.query(`UPDATE ledger.balance SET ${draw.pick(BALANCES)} WHERE account = $1`, [
        `cash:${person}`,
      ]),
  },
  {
    name: 'a balance and its entries moved to another account',
    run: async (tx, { person }) => {
      const [from, to] = [`cash:${person}`, 'cash:0'];
      await tx.query(
        'UPDATE ledger.entry SET accounts = array_replace(accounts, $1, $2) WHERE person_id = $3',
        [from, to, person],
      );
      await tx.query('UPDATE ledger.balance SET account = $2 WHERE account = $1', [from, to]);
    },
  },
];
