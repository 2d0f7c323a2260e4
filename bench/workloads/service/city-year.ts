/**
 * A year of a rehearsal city, told to a platform that knows its people, providers and catalogue but
 * none of its bills: day by day by the platform's clock, many people at once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryItem, Person } from '../../../engine/settle/index.ts';
import { asDay, type Day, dayFromCivil, formatDay } from '../../../engine/units/index.ts';
import {
  type CityContext,
  fittedLevers,
  historyOf,
  inventedIdentity,
  loadCity,
  makeCity,
  openCity,
  type PersonRows,
} from '../../../modules/city/index.ts';
import { serverPrograms } from '../../../testing/databases/server.ts';
import { type Answer, serviceOn, type TestService } from '../../../testing/service/index.ts';
import type { Who } from '../../../testing/service/visits.ts';
import { openCityPlatform } from '../city-platform.ts';
import { takeBack, tellBill } from './city-messages.ts';
import { type CityBill, type CityPlan, eventOf, planOf } from './city-plan.ts';

/** The area of the city and of its law. */
export const AREA = 'wenzhou';
const YEAR = 2025;
const AT_ONCE = 16;

interface ToldBill {
  readonly bill: CityBill;
  readonly answer: Answer;
  readonly settlementId: string;
}

/** What became of one person's year. */
export interface PersonYear {
  readonly person: Person;
  readonly plan: CityPlan;
  /** Settled bills and reversals as the law sees them, in the order of telling. */
  readonly items: HistoryItem[];
  /** By number of the visit. */
  readonly bills: Map<number, ToldBill>;
}

export interface CityYear {
  readonly service: TestService;
  readonly kind: 'embedded' | 'postgres';
  readonly persons: readonly PersonYear[];
  /** Settled bills by national category; reversals. */
  readonly settled: Map<string, number>;
  /** Bills that the platform refused, by its answer. */
  readonly refused: Map<string, number>;
  /** Tells the whole year; once. */
  tell(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a city of so many people and a platform that waits for its bills. */
export async function openCityYear(order: {
  readonly people: number;
  readonly seed: number;
}): Promise<CityYear> {
  const folder = mkdtempSync(join(tmpdir(), 'tibao-city-year-'));
  try {
    const city = { ...order, like: AREA, year: YEAR, planted: false, levers: fittedLevers(AREA) };
    await makeCity(city, { folder: join(folder, 'city'), workers: 0 });
    return await openOn(join(folder, 'city'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openOn(folder: string): Promise<CityYear> {
  const kind = serverPrograms() === null ? 'embedded' : 'postgres';
  const at = new Date(`${YEAR}-01-01T00:00:00Z`);
  const platform = await openCityPlatform(kind, AREA, { at, isDurable: false });
  try {
    const { database, services } = platform;
    const until = asDay(dayFromCivil({ year: YEAR, month: 1, day: 1 }) - 1);
    await loadCity({ folder, database, services, at, until });
    const { context, persons } = await readYears(folder);
    const service = serviceOn(services, { at });
    const [settled, refused] = [new Map<string, number>(), new Map<string, number>()];
    const year = { service, kind, persons, settled, refused } as const;
    return { ...year, tell: () => tellYear(year, context), close: platform.close };
  } catch (fault) {
    await platform.close();
    throw fault;
  }
}

async function readYears(folder: string) {
  const city = await openCity(folder);
  try {
    const persons: PersonYear[] = [];
    for await (const rows of city.persons()) persons.push(yearOf(rows, city.context));
    return { context: city.context, persons };
  } finally {
    city.close();
  }
}

function yearOf(rows: PersonRows, context: CityContext): PersonYear {
  const { person } = historyOf(rows, context);
  const [row] = rows.persons ?? [];
  const sex = String(row?.gend);
  const bornOn = formatDay(person.bornOn ?? asDay(0));
  const { name, certificateNo } = inventedIdentity(Number(person.id), { bornOn, sex });
  const who: Who = {
    index: Number(person.id),
    psn_no: person.id,
    psn_name: name,
    certno: certificateNo,
    insutype: '',
  };
  return { person, plan: planOf(rows, who, context), items: [], bills: new Map() };
}

type Telling = Pick<CityYear, 'service' | 'persons' | 'settled' | 'refused'>;

async function tellYear(year: Telling, context: CityContext): Promise<void> {
  for (const [day, persons] of daysOf(year.persons)) {
    year.service.clock.at = new Date((day * 24 + NOON - CHINA) * 3_600_000);
    const waiting = [...persons];
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        await tellDay(year, next, day, context);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
}

/** Hours. */
const [NOON, CHINA] = [12, 8];

/** Days with something to tell, in order, and whom it is of. */
function daysOf(persons: readonly PersonYear[]): [Day, Set<PersonYear>][] {
  const days = new Map<Day, Set<PersonYear>>();
  for (const person of persons) {
    for (const { on } of person.plan.items) {
      const known = days.get(on);
      if (known) known.add(person);
      else days.set(on, new Set([person]));
    }
  }
  return [...days].sort(([a], [b]) => a - b);
}

async function tellDay(
  year: Telling,
  person: PersonYear,
  day: Day,
  context: CityContext,
): Promise<void> {
  const { plan, items, bills } = person;
  for (const item of plan.items) {
    if (item.on !== day) continue;
    if (item.kind === 'bill') {
      const told = await tellBill(year.service, plan.who, item);
      if (!told.ok) {
        add(year.refused, told.refusal);
        continue;
      }
      const { settlementId, answer } = told;
      bills.set(item.visit, { bill: item, answer, settlementId });
      items.push({ kind: 'event', event: eventOf(item, settlementId, plan, context) });
      add(year.settled, item.medType);
      continue;
    }
    const undone = bills.get(item.visit);
    if (!undone) continue;
    const { bill, answer, settlementId } = undone;
    await takeBack(year.service, plan.who, { ...bill, on: day }, answer);
    items.push({ kind: 'reversal', id: `r${settlementId}`, reverses: settlementId, on: day });
    add(year.settled, 'reversal');
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
