/**
 * The ledger on both databases: what it takes, what it refuses, and that nobody without the key can
 * change it unseen.
 */
import { createSecretKey } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { type Database, migrate } from '../../platform/database/index.ts';
import { platformMigrations } from '../../platform/schema/index.ts';
import { onBothDatabases } from '../../testing/databases/index.ts';
import {
  accounts,
  appendTo,
  balancesOf,
  bookingMonth,
  closeMonth,
  creditAccount,
  dayRoot,
  emptyChain,
  entriesOf,
  ledgerMigrations,
  loadChain,
  type Posting,
  verifyLedger,
} from './index.ts';
import { storeEntries } from './store-entries.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const at = new Date('2025-03-05T04:00:00Z');

onBothDatabases('the ledger', (fresh) => {
  let database: Database;
  beforeAll(async () => {
    database = await fresh();
    await migrate(database, [platformMigrations, ledgerMigrations]);
    for (const personId of [1, 2, 3]) {
      await creditAccount(
        database,
        { personId, area: 'w', amountFen: 5_000, subject: `c${personId}`, at },
        key,
      );
      for (const fen of [100, 200, 300]) await settle(personId, fen);
    }
  });

  async function settle(personId: number, fen: number, when = at): Promise<void> {
    const chain = await loadChain(database, personId);
    const postings = [
      { account: accounts.provider('H1'), amountFen: fen },
      { account: accounts.fund('w', 'basic'), amountFen: 50 - fen },
      { account: accounts.personal(personId), amountFen: -50 },
    ];
    const month = await bookingMonth(database, 'w', when);
    const subject = `${personId}S${fen}`;
    const entry = { kind: 'settle' as const, subject, area: 'w', month, at: when, postings };
    await storeEntries(database, { personId, entries: [appendTo(chain, entry, key).sealed] });
  }

  it('holds chains that verify, with the balance of the personal account', async () => {
    const verdict = await verifyLedger(database, key, [await dayRoot(database, key, '2025-03-05')]);
    const all = { persons: 3, entries: 12, lastPerson: 3, isWhole: true, faults: [] };
    expect(verdict).toEqual(all);
    const rest = await verifyLedger(database, key, [], { after: 1 });
    expect(rest).toEqual({ ...all, persons: 2, entries: 8 });
    const one = await verifyLedger(database, key, [], { only: 2 });
    expect(one).toEqual({ ...all, persons: 1, entries: 4, lastPerson: 2, isWhole: false });
    const ended = await verifyLedger(database, key, [], { isEnded: () => true });
    expect(ended).toMatchObject({ persons: 0, lastPerson: null, isWhole: false });
    expect((await loadChain(database, 1)).accountFen).toBe(4_850);
    expect((await entriesOf(database, 1)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    const [fund] = await balancesOf(database, { area: 'w', month: '2025-03', prefix: 'fund:' });
    expect(fund).toEqual({ account: 'fund:w:basic', amountFen: -1_350n, entries: 9 });
  });

  it('refuses what does not sum to zero, in code and in the database', async () => {
    const entry = (postings: readonly Posting[]) => ({
      kind: 'settle' as const,
      subject: 's',
      area: 'w',
      month: '2025-03',
      at,
      postings,
    });
    const one = { account: 'a', amountFen: 1 };
    expect(() => appendTo(emptyChain(9), entry([one]), key)).toThrow('zero');
    expect(() => appendTo(emptyChain(9), entry([]), key)).toThrow('moves nothing');
    const overdrawn = [{ account: 'account:9', amountFen: -1 }, one];
    expect(() => appendTo(emptyChain(9), entry(overdrawn), key)).toThrow('personal account');
    await expect(
      database.query(
        `INSERT INTO ledger.entry SELECT 9, 1, kind, subject, area, month, at, accounts,
           ARRAY[1, 2, 3]::bigint[], previous, mac FROM ledger.entry LIMIT 1`,
      ),
    ).rejects.toMatchObject({ sqlState: '23514' });
  });

  it('refuses an entry on a chain that has grown since', async () => {
    const chain = await loadChain(database, 2);
    const postings = [
      { account: 'a', amountFen: 1 },
      { account: 'b', amountFen: -1 },
    ];
    const entry = {
      kind: 'settle' as const,
      subject: 's',
      area: 'w',
      month: '2025-03',
      at,
      postings,
    };
    const old = appendTo({ ...chain, seq: chain.seq - 1 }, entry, key).sealed;
    await expect(storeEntries(database, { personId: 2, entries: [old] })).rejects.toMatchObject({
      sqlState: 'TB001',
    });
  });

  it('refuses edits and deletions, and finds those of who took the guard away', async () => {
    for (const sql of [
      'UPDATE ledger.entry SET subject = $1',
      'DELETE FROM ledger.entry WHERE subject = $1',
    ]) {
      await expect(database.query(sql, ['1S100'])).rejects.toMatchObject({ sqlState: '23001' });
    }
    await database.query('ALTER TABLE ledger.entry DISABLE TRIGGER entry_grows');
    const root = await dayRoot(database, key, '2025-03-05');
    const tampers: readonly [string, string][] = [
      [
        'an amount moved',
        `UPDATE ledger.entry SET amounts[1] = amounts[1] + 1,
           amounts[2] = amounts[2] - 1 WHERE person_id = 1 AND seq = 2`,
      ],
      [
        'an account changed',
        `UPDATE ledger.entry SET accounts[2] = 'fund:w:other' WHERE person_id = 1 AND seq = 3`,
      ],
      [
        'another day',
        `UPDATE ledger.entry SET at = at + interval '1 day' WHERE person_id = 1 AND seq = 4`,
      ],
      ['the first deleted', 'DELETE FROM ledger.entry WHERE person_id = 1 AND seq = 1'],
      ['the last deleted', 'DELETE FROM ledger.entry WHERE person_id = 1 AND seq = 4'],
      [
        'the last deleted with its head',
        `UPDATE ledger.head h SET seq = 3, mac = e.mac FROM ledger.entry e
           WHERE h.person_id = 1 AND e.person_id = 1 AND e.seq = 3`,
      ],
      ['a person deleted', 'DELETE FROM ledger.entry WHERE person_id = 1'],
      [
        'a balance raised',
        'UPDATE ledger.head SET account_fen = account_fen + 1 WHERE person_id = 1',
      ],
      [
        'a head of another',
        `UPDATE ledger.head SET seal = (SELECT seal FROM ledger.head WHERE person_id = 2)
          WHERE person_id = 1`,
      ],
    ];
    for (const [what, sql] of tampers) {
      const found = await database
        .transaction(async (tx) => {
          await tx.query(sql);
          if (what.endsWith('with its head')) {
            await tx.query('DELETE FROM ledger.entry WHERE person_id = 1 AND seq = 4');
          }
          const seen = { ...database, query: tx.query };
          throw new Verdicted((await verifyLedger(seen, key, [root])).faults.length);
        })
        .catch((fault: unknown) => fault);
      expect(found, what).toBeInstanceOf(Verdicted);
      expect((found as Verdicted).faults, what).toBeGreaterThan(0);
    }
    await database.query('ALTER TABLE ledger.entry ENABLE TRIGGER entry_grows');
    expect((await verifyLedger(database, key, [root])).faults).toEqual([]);
  });

  it('closes months in order, keeps balances and books later entries after them', async () => {
    const april = new Date('2025-04-02T00:00:00Z');
    const close = (month: string) =>
      closeMonth(database, { area: 'w', month, at: april, by: 'me' });
    expect(await close('2025-04')).toMatchObject({ rejection: { code: 'ledger/month_not_over' } });
    expect(await close('2025-03')).toEqual({ ok: true, value: undefined });
    expect(await close('2025-03')).toMatchObject({ rejection: { code: 'ledger/month_closed' } });
    expect(await bookingMonth(database, 'w', at)).toBe('2025-04');
    await settle(1, 400);
    const entries = await entriesOf(database, 1);
    expect(entries.at(-1)).toMatchObject({ month: '2025-04' });
    const chain = await loadChain(database, 1);
    const postings = [
      { account: 'a', amountFen: 1 },
      { account: 'b', amountFen: -1 },
    ];
    const late = {
      kind: 'settle' as const,
      subject: 's',
      area: 'w',
      month: '2025-03',
      at,
      postings,
    };
    const { sealed } = appendTo(chain, late, key);
    await expect(storeEntries(database, { personId: 1, entries: [sealed] })).rejects.toMatchObject({
      sqlState: 'TB002',
    });
    expect((await verifyLedger(database, key)).faults).toEqual([]);
    const raise = 'UPDATE ledger.balance SET amount_fen = amount_fen + 1 WHERE account = $1';
    await database.query(raise, ['provider:H1']);
    expect((await verifyLedger(database, key)).faults).toHaveLength(1);
    await database.query(raise.replace('+', '-'), ['provider:H1']);
  });
});

/** Carries a verdict out of a transaction that must not stay. */
class Verdicted extends Error {
  readonly faults: number;
  constructor(faults: number) {
    super('rolled back');
    this.faults = faults;
  }
}
