/** The audit trail: a row for each person, one for a look that found nobody, and it only grows. */
import { beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../testing/databases/index.ts';
import type { RequestScope } from '../access/index.ts';
import { type Database, migrate } from '../database/index.ts';
import { platformMigrations } from '../schema/index.ts';
import { auditOfPerson, recordAudit, recordAuditOfList } from './index.ts';

const SCOPE: RequestScope = {
  principal: { id: 'operator:one', kind: 'operator', regions: [''] },
  requestId: 'r1',
  region: '330300',
  at: new Date('2025-03-01T08:00:00Z'),
};

onBothDatabases('the audit trail', (fresh) => {
  let database: Database;
  const rowsOf = (action: string) =>
    database.query<{ person: number | null; subject: string }>(
      `SELECT person_id AS person, subject FROM platform.audit
        WHERE action = $1 ORDER BY person_id`,
      [action],
    );

  beforeAll(async () => {
    database = await fresh();
    await migrate(database, [platformMigrations]);
  });

  it('names each person of a list once', async () => {
    const list = { action: 'list.some', personIds: [7, 9, 7], subject: '3 bills' };
    await recordAuditOfList(database, SCOPE, list);
    expect(await rowsOf('list.some')).toEqual([
      { person: 7, subject: '3 bills' },
      { person: 9, subject: '3 bills' },
    ]);
  });

  it('keeps a list that showed nobody as a row without person', async () => {
    const list = { action: 'list.none', personIds: [], subject: '0 bills' };
    await recordAuditOfList(database, SCOPE, list);
    expect(await rowsOf('list.none')).toEqual([{ person: null, subject: '0 bills' }]);
  });

  it('tells who read a person, the latest first', async () => {
    await recordAudit(database, SCOPE, { action: 'person.read', personId: 11, subject: 'a' });
    await recordAudit(database, SCOPE, { action: 'person.change', personId: 11, subject: 'b' });
    const rows = await auditOfPerson(database, 11, 10);
    expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
      ['person.change', 'b'],
      ['person.read', 'a'],
    ]);
    expect(rows[0]).toMatchObject({
      principal: 'operator:one',
      region: '330300',
      requestId: 'r1',
      at: SCOPE.at,
    });
    expect(await auditOfPerson(database, 11, 1)).toHaveLength(1);
  });

  it('takes back nothing', async () => {
    await recordAudit(database, SCOPE, { action: 'person.keep', personId: 12, subject: 'a' });
    const text = "WHERE action = 'person.keep'";
    await expect(
      database.query(`UPDATE platform.audit SET subject = 'b' ${text}`),
    ).rejects.toThrow();
    await expect(database.query(`DELETE FROM platform.audit ${text}`)).rejects.toThrow();
    expect(await rowsOf('person.keep')).toEqual([{ person: 12, subject: 'a' }]);
  });
});
