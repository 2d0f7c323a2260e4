/**
 * Trial `agree-service`: a year of a rehearsal city through the messages, day by day: visits,
 * stays, deliveries, purchases and special diseases of many people, here and elsewhere, bills that
 * come late and bills that are taken back. Against the engine's own fold over events that the trial
 * makes itself from the city's rows: every payer's part of every bill must be the same to the fen,
 * as it stands at the end.
 */
import { settleHistory } from '../../engine/settle/index.ts';
import { areaLaw } from '../../testing/service/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import {
  AREA,
  type CityYear,
  openCityYear,
  type PersonYear,
} from '../workloads/service/city-year.ts';

const FULL = 20_000;
const QUICK = 40;

interface Tally {
  bills: number;
  paidFen: number;
  readonly failures: string[];
}

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const people = quick ? QUICK : FULL;
  const year = await openCityYear({ people, seed });
  const tally: Tally = { bills: 0, paidFen: 0, failures: [] };
  const { settled, refused, service, kind } = year;
  try {
    await year.tell();
    for (const person of year.persons) await compare(year, person, tally);
    tally.failures.push(...service.faults.map(({ what }) => what));
    for (const [answer, count] of refused) tally.failures.push(`refused ${count} ×: ${answer}`);
  } finally {
    await year.close();
  }
  for (const failure of tally.failures.slice(0, 8)) console.error(failure);
  return {
    name: 'agree-service',
    value: tally.failures.length,
    tried: tally.bills,
    bar: `0 bills of ${FULL.toLocaleString('en')} people differ by a fen`,
    holds: tally.failures.length === 0 && tally.bills > people,
    figures: {
      database: kind,
      people,
      paidFen: tally.paidFen,
      settled: Object.fromEntries(settled),
      refused: Object.fromEntries(refused),
    },
  };
}

async function compare(year: CityYear, { person, items }: PersonYear, tally: Tally): Promise<void> {
  if (items.length === 0) return;
  const fold = settleHistory(areaLaw(AREA), { area: AREA, person, items });
  if (!fold.ok) {
    tally.failures.push(`person ${person.id}: ${fold.rejection.code} ${fold.rejection.message}`);
    return;
  }
  const stored = await storedOf(year, Number(person.id));
  for (const { event, settled } of fold.value.steps) {
    tally.bills++;
    tally.paidFen += settled.paidFen.reduce((sum, fen) => sum + fen, 0);
    const paid = stored.get(event.id) ?? [];
    if (settled.paidFen.every((fen, payer) => fen === paid[payer])) continue;
    tally.failures.push(`bill ${event.id}: ${settled.paidFen.join(',')} is ${paid.join(',')}`);
  }
}

/** What each payer bears of each settlement now, fen. */
async function storedOf({ service }: CityYear, personId: number) {
  const rows = await service.services.database.query<{ id: string; paid: readonly number[] }>(
    `SELECT DISTINCT ON (settlement_id) settlement_id AS id, paid FROM settlement.result
      WHERE person_id = $1 ORDER BY settlement_id, version DESC`,
    [personId],
  );
  return new Map(rows.map(({ id, paid }) => [id, paid]));
}
