/**
 * Settled bills for whoever draws them: a stay of 20 lines of a poor resident, and a visit that was
 * taken back.
 */
import { type ExplainedBill, explainedBill } from '../../modules/settlement/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { testService } from './index.ts';
import { wholeStay } from './stays.ts';
import {
  AMOXICILLIN,
  BED,
  CT,
  must,
  OMEPRAZOLE,
  outpatientVisit,
  STENT,
  SUTURE,
  settlementIdOf,
  who,
} from './visits.ts';

const SKETCHES = [
  { item: AMOXICILLIN, price: 36.5 },
  { item: OMEPRAZOLE, price: 58.25 },
  { item: CT, price: 260 },
  { item: BED, price: 78 },
  { item: STENT, price: 9800 },
  { item: SUTURE, price: 35 },
];

const LINES = Array.from({ length: 20 }, (_, index) => {
  const { item = CT, price = 1 } = SKETCHES[index % SKETCHES.length] ?? {};
  return { no: `L${index + 1}`, item, price, count: 1 + (index % 5) };
});

/** Settles on an empty database. */
export async function billsForReaders(
  database: Database,
): Promise<{ readonly stay: ExplainedBill; readonly reversed: ExplainedBill }> {
  const service = await testService(database, { persons: 20 });
  const principal = { id: 'operator:test', kind: 'operator', regions: [''] } as const;
  const billOf = async (settlementId: string) => {
    const scope = { principal, region: '330302', requestId: 'r', at: service.clock.at };
    const bill = await explainedBill(service.services, scope, settlementId);
    if (!bill.ok) throw new Error(bill.rejection.code);
    return bill.value;
  };
  const long = await wholeStay(service, who(7), LINES);
  const person = who(3);
  const { visit, settled } = await outpatientVisit(service, person, LINES.slice(0, 3));
  const id = settlementIdOf(settled);
  const data = { psn_no: person.psn_no, mdtrt_id: visit, setl_id: id };
  must(await service.send('2208', { data }));
  return { stay: await billOf(settlementIdOf(long.settled)), reversed: await billOf(id) };
}
