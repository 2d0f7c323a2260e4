/**
 * W2 as columns of the batch kernel: the very arrays of the workload, with one person profile for
 * each type and class and one event profile for each level. Nothing is copied.
 */
import { type Columns, collectColumns, type Dataset } from '../../engine/batch/index.ts';
import type { Law } from '../../engine/law/index.ts';
import { type HistoryItem, openHistory } from '../../engine/settle/index.ts';
import type { W2 } from './w2.ts';
import { claimOf, LEVELS, personOf } from './w2-events.ts';

/** Who pays the three tiers. */
export const W2_PAYERS = ['basic', 'criticalIllness', 'assistance'] as const;

const TYPES = 2;
const CLASSES = 4;
const MOST_FEN = 200_000_000;

/** The columns, and the data set for which the law is lowered. */
export function w2Columns(
  law: Law,
  data: W2,
): { readonly dataset: Dataset; readonly columns: Columns } {
  const { people, start, costFen, level, type, personClass } = data;
  const personRun = new Int32Array(new SharedArrayBuffer((people + 1) * 4));
  const runFrom = new Int32Array(new SharedArrayBuffer((people + 1) * 4));
  const runProfile = new Uint16Array(new SharedArrayBuffer(people * 2));
  let runs = 0;
  let personEvents = 0;
  for (let person = 0; person < people; person++) {
    const count = (start[person + 1] ?? 0) - (start[person] ?? 0);
    if (count > 0) {
      runFrom[runs] = start[person] ?? 0;
      runProfile[runs] = (type[person] ?? 0) * CLASSES + (personClass[person] ?? 0);
      runs++;
    }
    personEvents = Math.max(personEvents, count);
    personRun[person + 1] = runs;
  }
  runFrom[runs] = costFen.length;
  return {
    dataset: datasetOf(law, personEvents),
    columns: {
      persons: people,
      events: costFen.length,
      personRun,
      runFrom,
      runSection: new Uint8Array(new SharedArrayBuffer(people)),
      runProfile,
      eventProfile: level,
      eventShape: null,
      windowDay: null,
      atomFrom: null,
      atomRow: null,
      cells: [null, null, null, costFen],
      numbers: {},
      keys: {},
      pasts: null,
    },
  };
}

/** One person of each profile with a bill of each level, in the order of the numbers above. */
function datasetOf(law: Law, personEvents: number): Dataset {
  const numbers = Array.from({ length: TYPES * CLASSES }, (_, profile) => profile);
  const people = numbers.map((profile) => {
    const person = personOf(profile, Math.floor(profile / CLASSES), profile % CLASSES);
    const items = LEVELS.map((_, level): HistoryItem => {
      return { kind: 'event', event: claimOf(`v${level}`, level, 100) };
    });
    const opened = openHistory(law, { area: 'w2', person, items });
    if (!opened.ok) throw new Error(opened.rejection.message);
    return opened.value;
  });
  const collected = collectColumns(people);
  if (!collected.ok) throw new Error(collected.rejection.message);
  const { dataset } = collected.value;
  return { ...dataset, bounds: { ...dataset.bounds, eventFen: MOST_FEN, personEvents } };
}
