/**
 * Daily roots as the running platform writes them: each day that is over, once, also those on which
 * it stood still.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { creditAccount, verifyLedger } from '../../modules/ledger/index.ts';
import { migrate } from '../../platform/database/index.ts';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { TEST_VAULT } from '../../testing/service/index.ts';
import { exportNextRoot, missingDays, readRoots, rootPath } from './daily-roots.ts';
import { ALL_MIGRATIONS } from './migrations.ts';

onBothDatabases('daily roots', (fresh) => {
  const folder = mkdtempSync(join(tmpdir(), 'tibao-roots-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('follow each other without a gap after the platform stood still', async () => {
    const database = await fresh();
    await migrate(database, ALL_MIGRATIONS);
    const ledgerKey = TEST_VAULT.keyFor('ledger');
    const services = { database, ledgerKey };
    const credit = (personId: number, at: string) =>
      creditAccount(
        database,
        { personId, area: 'w', amountFen: 500, subject: `c${personId}`, at: new Date(at) },
        ledgerKey,
      );
    const roots = join(folder, 'roots');
    const exportAll = async (now: string) => {
      const days: string[] = [];
      for (;;) {
        const day = await exportNextRoot(services, roots, new Date(now));
        if (day === null) return days;
        days.push(day);
      }
    };
    await credit(1, '2025-06-15T02:00:00Z');
    expect(await exportAll('2025-06-16T02:00:00Z')).toEqual(['2025-06-15']);
    expect(await exportAll('2025-06-16T15:59:00Z')).toEqual([]);
    await credit(2, '2025-06-16T02:00:00Z');
    await credit(3, '2025-06-18T02:00:00Z');
    // The city's day ends at 16:00 UTC.
    expect(await exportAll('2025-06-18T16:00:00Z')).toEqual([
      '2025-06-16',
      '2025-06-17',
      '2025-06-18',
    ]);
    expect(readRoots(roots).map(({ entries }) => entries)).toEqual([1, 1, 0, 1]);
    expect((await verifyLedger(database, ledgerKey, readRoots(roots))).faults).toEqual([]);
    rmSync(rootPath(roots, '2025-06-17'));
    expect(missingDays(readRoots(roots).map(({ day }) => day))).toEqual(['2025-06-17']);
    writeFileSync(rootPath(roots, '2025-06-17'), '{}');
    expect(() => readRoots(roots)).toThrow('2025-06-17');
    expect(readdirSync(roots)).toHaveLength(4);
  });
});
