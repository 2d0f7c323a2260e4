/**
 * Visits that are open and charged with 20 lines, so that only the settle message is left.
 */
import { envelopeOf, type TestService } from '../../../testing/service/index.ts';
import {
  AMOXICILLIN,
  feeLine,
  must,
  OMEPRAZOLE,
  register,
  settleInput,
  visitIdOf,
  who,
} from '../../../testing/service/visits.ts';

const LINES = 20;

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
    const feedetail = Array.from({ length: LINES }, (_, line) =>
      feeLine(person, visit, {
        no: `P${line}`,
        item: line % 2 === 0 ? AMOXICILLIN : OMEPRAZOLE,
        count: 1 + (line % 3),
        price: 10 + line,
      }),
    );
    must(await service.send('2204', { feedetail }));
    const total = Array.from({ length: LINES }, (_, line) => (1 + (line % 3)) * (10 + line));
    const sum = total.reduce((left, right) => left + right, 0).toFixed(2);
    const input = settleInput(person, visit, sum);
    const msgid = `H33030200001${run}${String(index).padStart(8, '0')}`;
    bodies[index] = JSON.stringify(envelopeOf({ infno: '2207', msgid, input }));
  };
  let next = 0;
  const worker = async () => {
    while (next < count) await prepare(next++);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return bodies;
}
