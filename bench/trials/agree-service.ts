/**
 * Trial `agree-service`: a year of visits of many people through the messages, against the engine's
 * own fold over events that the trial makes itself from the same sketches. Every payer's part of
 * every visit must be the same to the fen, as it stands at the end.
 */

import { DEMO_ITEMS } from '../../apps/server/demo/catalogue.ts';
import { demoPerson } from '../../apps/server/demo/persons.ts';
import { type Event, settleHistory } from '../../engine/settle/index.ts';
import { parseDay } from '../../engine/units/index.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { areaLaw, type TestService } from '../../testing/service/index.ts';
import {
  AMOXICILLIN,
  CT,
  type LineSketch,
  OMEPRAZOLE,
  outpatientVisit,
  STENT,
  SUTURE,
  settlementIdOf,
  who,
} from '../../testing/service/visits.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { openService } from '../workloads/service/open.ts';

const FULL = 20_000;
const QUICK = 12;
const AT_ONCE = 8;
const ITEMS = [AMOXICILLIN, CT, OMEPRAZOLE, STENT, SUTURE];

interface Told {
  readonly settlementId: string;
  readonly event: Event;
}

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const persons = quick ? QUICK : FULL;
  const open = await openService({ persons, isDurable: false });
  const failures: string[] = [];
  const tally = { visits: 0, paidFen: 0 };
  try {
    let next = 0;
    const worker = async () => {
      while (next < persons) {
        const index = next++;
        const draw = chanceOf(seed * 1_000_003 + index);
        const told = await yearOf(open.service, index, draw);
        const found = await compare(open.service, index, told, tally);
        failures.push(...found);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    failures.push(...open.service.faults.map(({ what }) => what));
  } finally {
    await open.close();
  }
  for (const failure of failures.slice(0, 8)) console.error(failure);
  return {
    name: 'agree-service',
    value: failures.length,
    tried: tally.visits,
    bar: `0 visits of ${FULL.toLocaleString('en')} people differ by a fen`,
    holds: failures.length === 0 && tally.visits > 0,
    figures: { database: open.kind, persons, ...tally },
  };
}

/** A few visits in any order of days: late bills are among them. */
async function yearOf(service: TestService, index: number, draw: Chance): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (let count = draw.int(1, 6); count > 0; count--) {
    const month = String(draw.int(1, 5)).padStart(2, '0');
    const day = `2025-${month}-${String(draw.int(1, 28)).padStart(2, '0')}`;
    const lines = Array.from({ length: draw.int(1, 5) }, (_, line) => ({
      no: `L${line}`,
      item: draw.pick(ITEMS),
      count: draw.int(1, 4),
      price: draw.int(100, 99_999) / 100,
    }));
    const { settled } = await outpatientVisit(service, who(index), lines, {
      at: `${day} 10:00:00`,
    });
    const settlementId = settlementIdOf(settled);
    told.push({ settlementId, event: eventOf(settlementId, day, lines) });
  }
  return told;
}

function eventOf(id: string, day: string, lines: readonly LineSketch[]): Event {
  const on = parseDay(day);
  const today = parseDay('2025-06-16');
  if (on === undefined || today === undefined) throw new RangeError(`no day: ${day}`);
  return {
    kind: 'visit',
    id,
    admittedOn: on,
    servedOn: on,
    dischargedOn: on,
    settledOn: today,
    facets: { setting: 'outpatient', grade: 'tertiary', place: 'inCity' },
    lines: lines.map((line) => {
      const item = DEMO_ITEMS.find(({ code }) => code === line.item);
      if (!item) throw new RangeError(`no item ${line.item}`);
      const priceFen = Math.trunc(line.price * 100 + 0.5);
      const ceilingFen = item.ceilingMicro === null ? priceFen : item.ceilingMicro / 10_000;
      const isOut = item.class === '03';
      return {
        id: line.no,
        costFen: priceFen * line.count,
        overLimitFen: isOut ? 0 : Math.max(0, priceFen - ceilingFen) * line.count,
        firstShareBp: isOut ? 0 : item.firstShareBp,
        firstShareFen: null,
        facets: {
          itemClass: isOut ? 'C' : item.class === '02' ? 'B' : 'A',
          necessity: isOut ? 'notNecessary' : 'necessary',
        },
      };
    }),
  };
}

async function compare(
  { services }: TestService,
  index: number,
  told: readonly Told[],
  tally: { visits: number; paidFen: number },
): Promise<readonly string[]> {
  const { personId, personNo, bornOn, facts } = demoPerson(index);
  const person = {
    id: personNo,
    bornOn: parseDay(bornOn) ?? null,
    facts: facts.map((fact) => ({
      dimension: fact.dimension,
      code: fact.code,
      effectiveFrom: parseDay(fact.effectiveFrom) ?? impossible(),
      effectiveUntil: null,
    })),
  };
  const items = told.map(({ event }) => ({ kind: 'event' as const, event }));
  const fold = settleHistory(areaLaw('wenzhou'), { area: 'wenzhou', person, items });
  if (!fold.ok) return [`person ${index}: ${fold.rejection.message}`];
  const rows = await services.database.query<{ id: string; paid: readonly number[] }>(
    `SELECT DISTINCT ON (settlement_id) settlement_id AS id, paid FROM settlement.result
      WHERE person_id = $1 ORDER BY settlement_id, version DESC`,
    [personId],
  );
  const stored = new Map(rows.map(({ id, paid }) => [id, paid]));
  return fold.value.steps.flatMap(({ event, settled }) => {
    tally.visits++;
    tally.paidFen += settled.paidFen.reduce((sum, fen) => sum + fen, 0);
    const paid = stored.get(event.id) ?? [];
    const isSame = settled.paidFen.every((fen, payer) => fen === paid[payer]);
    return isSame ? [] : [`visit ${event.id}: ${settled.paidFen.join(',')} is ${paid.join(',')}`];
  });
}

function impossible(): never {
  throw new RangeError('a demo fact has no day');
}
