/**
 * An outpatient visit through the messages, on both databases.
 */
import { beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { type TestService, testService } from '../../testing/service/index.ts';
import {
  AMOXICILLIN,
  CT,
  outpatientVisit,
  SUTURE,
  setlinfo,
  who,
} from '../../testing/service/visits.ts';
import { verifyLedger } from '../ledger/index.ts';

const LINES = [
  { no: 'L1', item: AMOXICILLIN, count: 2, price: 150 },
  { no: 'L2', item: CT, count: 1, price: 800 },
  { no: 'L3', item: SUTURE, count: 1, price: 60.5 },
];

onBothDatabases('an outpatient visit', (fresh) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(await fresh());
  });

  it('is opened, described, charged and settled, and its money closes', async () => {
    const { settled } = await outpatientVisit(service, who(0), LINES);
    expect(setlinfo(settled)).toMatchObject({
      medfee_sumamt: 1160.5,
      fulamt_ownpay_amt: 60.5,
      preselfpay_amt: 80,
      inscp_scp_amt: 1020,
    });
    expect(service.faults).toEqual([]);
    const verdict = await verifyLedger(service.services.database, service.services.ledgerKey);
    expect(verdict.faults).toEqual([]);
  });
});
