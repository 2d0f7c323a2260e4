/**
 * The bill for a reader: its lines fall into pools and payers to the fen, it says who, where and
 * for what without naming the person, and what became of it later.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedDatabases } from '../../../testing/databases/index.ts';
import { type TestService, testService } from '../../../testing/service/index.ts';
import {
  AMOXICILLIN,
  CT,
  must,
  outpatientVisit,
  SUTURE,
  settlementIdOf,
  who,
} from '../../../testing/service/visits.ts';
import { type ExplainedBill, explainedBill } from '../index.ts';

const LINES = [
  { no: 'L1', item: AMOXICILLIN, count: 2, price: 150 },
  { no: 'L2', item: CT, count: 1, price: 800 },
  { no: 'L3', item: SUTURE, count: 1, price: 60.5 },
];

describe('a bill for a reader', () => {
  const { fresh, end } = embeddedDatabases();
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 20 });
  });
  afterAll(end);

  async function billOf(settlementId: string): Promise<ExplainedBill> {
    const principal = { id: 'operator:test', kind: 'operator', regions: [''] } as const;
    const scope = { principal, region: '330302', requestId: 'r', at: service.clock.at };
    const bill = await explainedBill(service.services, scope, settlementId);
    if (!bill.ok) throw new Error(bill.rejection.code);
    return bill.value;
  }

  it('splits each line into pools and payers', async () => {
    const person = who(3);
    const { settled } = await outpatientVisit(service, person, LINES);
    const bill = await billOf(settlementIdOf(settled));
    const pools = bill.lines.map((line) => [
      line.outOfScopeFen,
      line.overLimitFen,
      line.firstShareFen,
      line.inScopeFen,
    ]);
    expect(pools).toEqual([
      [0, 0, 0, 30_000],
      [0, 0, 8_000, 72_000],
      [6_050, 0, 0, 0],
    ]);
    for (const { costFen, paidFen, personFen } of bill.lines) {
      expect(paidFen.reduce((sum, fen) => sum + fen, personFen)).toBe(costFen);
    }
    expect(bill.lines[1]?.item).toMatchObject({ name: '计算机断层扫描平扫', itemClass: '02' });
    for (const atom of bill.explanation.atoms) {
      const because = atom.personBecause.reduce((sum, { fen }) => sum + fen, 0);
      expect(because).toBe(atom.personFen);
    }
  });

  it('says who, where and for what, and masks the person', async () => {
    const person = who(6);
    const { settled } = await outpatientVisit(service, person, LINES);
    const bill = await billOf(settlementIdOf(settled));
    expect(bill.institutionName).toBe('云溪市第一人民医院（演示）');
    expect(bill.visit).toMatchObject({ kind: 'outpatient', department: '内科' });
    expect(bill.person).toMatchObject({ insuranceType: 'employee', region: '330302' });
    expect(bill.person.name).toMatch(/^.\*+$/);
    for (const secret of [person.psn_name, person.psn_no, person.certno]) {
      expect(JSON.stringify(bill)).not.toContain(secret);
    }
  });

  it('says what a late bill and a reversal made of it', async () => {
    const person = who(9);
    const one = await outpatientVisit(service, person, LINES);
    const id = settlementIdOf(one.settled);
    expect((await billOf(id)).results).toHaveLength(1);
    const big = [{ no: 'L1', item: CT, count: 1, price: 1500 }];
    await outpatientVisit(service, person, big, { at: '2025-03-03 08:00:00' });
    const moved = await billOf(id);
    expect(moved.results).toHaveLength(2);
    expect(moved.results[1]?.payers).not.toEqual(moved.results[0]?.payers);
    expect(moved.results[1]?.payers).toMatchObject(moved.payers);
    expect([moved.isReversed, moved.reversedAt]).toEqual([false, null]);
    must(
      await service.send('2208', {
        data: { psn_no: person.psn_no, mdtrt_id: one.visit, setl_id: id },
      }),
    );
    const reversed = await billOf(id);
    expect(reversed.isReversed).toBe(true);
    expect(reversed.reversedAt).toBe(service.clock.at.toISOString());
  });
});
