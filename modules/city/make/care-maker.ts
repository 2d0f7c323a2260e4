/** Long-term care: who is severely disabled, how they are cared for, and a bill each month. */
import { shareOf } from '../../../engine/units/index.ts';
import { type Draws, STREAM } from '../draw/chance.ts';
import { type Person, STROKE } from '../people/person.ts';
import * as code from '../tables/codes.ts';
import { type CityTables, type Setting, tableOf } from './setting.ts';
import type { VisitMaker } from './visit-maker.ts';

/** Mean cost of a month by form: at home by an agency, in an institution, by the family. */
const MONTH_FEN = [260_000, 340_000, 120_000];
const ALZHEIMERS = code.DISEASE.indexOf('alzheimers');
const PARKINSONS = code.DISEASE.indexOf('parkinsons');

/** Writes a span of care and its monthly bills, where the city has long-term care. */
export function makeCare(
  person: Person,
  { setting, tables, draws }: { setting: Setting; tables: CityTables; draws: Draws },
  visits: VisitMaker,
): void {
  const { profile, year } = setting;
  const isEmployee = person.insurance[0] === code.EMPLOYEE;
  const since = isEmployee ? profile.careFromYear : profile.careForResidentsFromYear;
  if (since === null || year.year < since || person.covers !== 1 || person.age < 45) return;
  draws.start(STREAM.care, person.number);
  const isFrail = person.special === ALZHEIMERS || person.special === PARKINSONS;
  const chance =
    (isFrail ? 0.3 : 0) + (person.chronic & STROKE ? 0.12 : 0) + (person.age >= 80 ? 0.03 : 0);
  if (!draws.is(chance)) return;
  const grade = draws.pick([5, 3, 2]);
  const form = draws.pick([45, 25, 30]);
  const kind = code.HOME_CARE + form;
  const from = year.from + (draws.is(0.3) ? 30 * draws.between(1, 8) : 0);
  const until = Math.min(year.until, person.diedOn);
  if (until <= from) return;
  const month = shareOf(MONTH_FEN[form] ?? 0, draws.between(7_000, 13_000), 'down');
  tableOf(tables, 'care').push([person.number, grade, kind, from, until, month]);
  for (let on = from + 29; on < until; on += 30) {
    if (person.coverOn(on) < 0) continue;
    visits.make(person, kind, { from: on, until: on, wantedFen: month });
  }
}
