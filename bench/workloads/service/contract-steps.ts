/**
 * What must have happened before a message: a visit that is open, charged or settled.
 */
import type { Answer, Fields } from '../../../testing/service/index.ts';
import { admission, dischargeInput, stayLine, staySettle } from '../../../testing/service/stays.ts';
import {
  CT,
  feeLine,
  must,
  register,
  settleInput,
  settlementIdOf,
  visitIdOf,
  type Who,
} from '../../../testing/service/visits.ts';

export type Sender = (infno: string, input: unknown, envelope?: Fields) => Promise<Answer>;

export const LINE = { no: 'C1', item: CT, count: 1, price: 2000 };
export const BEGINS = '2025-06-01 09:00:00';
export const ENDS = '2025-06-10 09:00:00';

export async function opened(send: Sender, person: Who): Promise<string> {
  return visitIdOf(must(await send('2201', register(person))));
}

export async function charged(send: Sender, person: Who): Promise<string> {
  const visit = await opened(send, person);
  must(await send('2204', { feedetail: feeLine(person, visit, LINE) }));
  return visit;
}

export async function admitted(send: Sender, person: Who): Promise<string> {
  return visitIdOf(must(await send('2401', admission(person, BEGINS))));
}

export async function chargedStay(send: Sender, person: Who): Promise<string> {
  const visit = await admitted(send, person);
  must(await send('2301', { feedetail: stayLine(person, visit, LINE) }));
  return visit;
}

export async function discharged(send: Sender, person: Who): Promise<string> {
  const visit = await chargedStay(send, person);
  must(await send('2402', dischargeInput(person, visit, ENDS)));
  return visit;
}

export async function settled(send: Sender, person: Who): Promise<Fields> {
  const visit = await charged(send, person);
  const answer = must(await send('2207', settleInput(person, visit, '2000.00')));
  return { psn_no: person.psn_no, mdtrt_id: visit, setl_id: settlementIdOf(answer) };
}

export async function settledStay(send: Sender, person: Who): Promise<Fields> {
  const visit = await discharged(send, person);
  const answer = must(await send('2304', staySettle(person, visit, '2000.00')));
  return { psn_no: person.psn_no, mdtrt_id: visit, setl_id: settlementIdOf(answer) };
}
