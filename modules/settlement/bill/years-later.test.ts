/**
 * Years later, on both databases: the law's files have changed, schemes have gone and documents are
 * called otherwise; what was settled is explained as it was, counted as it was, and taken back.
 */
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { compile, readLawFolder } from '../../../apps/cli/load-law.ts';
import { openServices } from '../../../apps/server/services.ts';
import type { Law } from '../../../engine/law/index.ts';
import type { Database } from '../../../platform/database/index.ts';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import {
  areaLaw,
  serviceOn,
  TEST_VAULT,
  type TestService,
  testService,
} from '../../../testing/service/index.ts';
import { operatorOf } from '../../../testing/service/operator.ts';
import { CT, must, outpatientVisit, settlementIdOf, who } from '../../../testing/service/visits.ts';
import { openLawBook } from '../../law/index.ts';
import { type ExplainedBill, explainedBill, verifySettlements } from '../index.ts';

const LINES = [{ no: 'Y1', item: CT, count: 3, price: 800 }];
const folder = (name: string) =>
  fileURLToPath(new URL(`../../../policies/${name}`, import.meta.url));

/** The law of the city with its schemes of 2025 under other ids and every document renamed. */
function lawOfLater(): Law {
  const { laws } = readLawFolder(folder('national'), folder('sources'), folder('wenzhou'));
  const texts = laws.map(({ path, text }) => ({
    path,
    text: path.includes('/sources/')
      ? text.replaceAll(/^ {4}title: .*$/gm, '    title: 已改名的文件')
      : text.replaceAll('.2025\narea', '.2025-revised\narea'),
  }));
  const { law, diagnostics } = compile(texts);
  if (!law) throw new Error(`the later law does not compile: ${diagnostics[0]?.message}`);
  return law;
}

onBothDatabases('what was settled years ago', (fresh) => {
  let database: Database;
  let service: TestService;
  beforeAll(async () => {
    database = await fresh();
    service = await testService(database, { persons: 12 });
  });
  afterEach(() => expectSound(service));
  const republished = async (law: Law, at: string) => {
    const clock = { at: new Date(at) };
    return serviceOn(await openServices({ database, vault: TEST_VAULT, law, at: clock.at }), clock);
  };
  const billOf = async (of: TestService, settlementId: string): Promise<ExplainedBill> => {
    const bill = await explainedBill(of.services, operatorOf(of).scope(), settlementId);
    if (!bill.ok) throw new Error(bill.rejection.message);
    return bill.value;
  };

  it('is explained, counted and taken back under the law of then', async () => {
    const person = who(3);
    const { visit, settled } = await outpatientVisit(service, person, LINES);
    const id = settlementIdOf(settled);
    const before = await billOf(service, id);
    expect(before.payers.basic).toBeGreaterThan(0);
    const counters = { data: { psn_no: person.psn_no } };
    const counted = must(await service.send('5206', counters)).output;
    expect(JSON.stringify(counted)).toContain('cum_type_code');

    const later = await republished(lawOfLater(), '2025-12-16T02:00:00Z');
    const ids = later.services.lawBook.law.programs.map((program) => program.id);
    expect(ids).toContain('wenzhou.employee.2025-revised');
    expect(ids).not.toContain('wenzhou.employee.2025');
    expect(later.services.lawBook.law.documents.map(({ title }) => title)).toContain(
      '已改名的文件',
    );
    expect(await billOf(later, id)).toEqual(before);
    expect(must(await later.send('5206', counters)).output).toEqual(counted);
    expect((await verifySettlements(later.services)).faults).toEqual([]);
    const lines = LINES.map((line) => ({ ...line, no: 'Y2' }));
    const now = await outpatientVisit(later, person, lines, { at: '2025-12-15 08:00:00' });
    const after = await billOf(later, settlementIdOf(now.settled));
    expect(JSON.stringify(after.explanation)).toContain('已改名的文件');
    expect(after.law).not.toBe(before.law);

    const data = { psn_no: person.psn_no, mdtrt_id: visit, setl_id: id };
    must(await later.send('2208', { data }));
    const reversed = await billOf(later, id);
    expect(reversed.explanation).toEqual(before.explanation);
    expect(later.faults).toEqual([]);
  });

  it('is in the words of then, and what is in force is what was published last', async () => {
    await republished(areaLaw('wenzhou'), '2025-12-17T02:00:00Z');
    const book = await openLawBook(database);
    expect(book.law.documents).toEqual(areaLaw('wenzhou').documents);
    expect(book.law.programs.map(({ id }) => id)).not.toContain('wenzhou.employee.2025-revised');
    expect(await book.lastOf('wenzhou.employee.2025-revised')).not.toBeNull();
    expect(await book.lastOf('nowhere')).toBeNull();
    await expect(book.lawOf('0'.repeat(64))).rejects.toThrow('not stored');
  });
});
