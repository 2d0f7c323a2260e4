/**
 * Visits that are open and charged with 20 lines, so that only the settle message is left; and
 * whole visits, message by message.
 */
import { envelopeOf, type Fields, type TestService } from '../../../testing/service/index.ts';
import {
  AMOXICILLIN,
  describe,
  feeLine,
  must,
  OMEPRAZOLE,
  register,
  settleInput,
  visitIdOf,
  type Who,
  who,
} from '../../../testing/service/visits.ts';
import type { RawClient } from './raw-client.ts';

const LINES = 20;
const PREPARING = 16;

/** Bodies of 2207, one for each person from `first` on, in order. */
export async function preparedSettles(
  service: TestService,
  first: number,
  count: number,
  run: string,
): Promise<readonly string[]> {
  const bodies: string[] = [];
  const prepare = async (index: number) => {
    const person = who(first + index);
    const visit = visitIdOf(must(await service.send('2201', register(person))));
    must(await service.send('2204', { feedetail: linesOf(person, visit) }));
    const msgid = `H33030200001${run}${String(index).padStart(8, '0')}`;
    const input = settleInput(person, visit, TOTAL);
    bodies[index] = JSON.stringify(envelopeOf({ infno: '2207', msgid, input }));
  };
  let next = 0;
  const worker = async () => {
    while (next < count) await prepare(next++);
  };
  await Promise.all(Array.from({ length: PREPARING }, worker));
  return bodies;
}

function linesOf(person: Who, visit: string): readonly Fields[] {
  return Array.from({ length: LINES }, (_, line) =>
    feeLine(person, visit, {
      no: `P${line}`,
      item: line % 2 === 0 ? AMOXICILLIN : OMEPRAZOLE,
      count: 1 + (line % 3),
      price: 10 + line,
    }),
  );
}

const TOTAL = Array.from({ length: LINES }, (_, line) => (1 + (line % 3)) * (10 + line))
  .reduce((left, right) => left + right, 0)
  .toFixed(2);

/** Sends the five messages of a visit with 20 lines: 2201, 2203, 2204, 2206 and 2207. */
export async function wholeVisit(client: RawClient, index: number, run: string): Promise<void> {
  const person = who(index);
  const send = async (infno: string, input: unknown) => {
    const msgid = `H33030200001${run}${infno}${String(index).padStart(8, '0')}`;
    const body = JSON.stringify(envelopeOf({ infno, msgid, input }));
    const text = await client.post(Buffer.from(body));
    return must({ ...JSON.parse(text), text });
  };
  const visit = visitIdOf(await send('2201', register(person)));
  await send('2203', describe(person, visit));
  await send('2204', { feedetail: linesOf(person, visit) });
  await send('2206', settleInput(person, visit, TOTAL));
  await send('2207', settleInput(person, visit, TOTAL));
}
