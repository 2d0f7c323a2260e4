/**
 * Finds persons by what is known of them, whole words only: names and numbers are stored sealed and
 * found by keyed hash. Gives them masked; each person shown is audited.
 */
import { ageOn, parseDay } from '../../engine/units/index.ts';
import { type RequestScope, regionFilter } from '../../platform/access/index.ts';
import { recordAuditOfList } from '../../platform/audit/index.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import { maskedName, maskedNumber } from './masks.ts';
import { type FoundPerson, type SearchBy, searchStore } from './store-search.ts';

export interface PersonSearch {
  readonly by: SearchBy;
  readonly value: string;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

export interface ListedPerson {
  /** Names the person in routes; the number that hospitals use too. */
  readonly personNo: string;
  readonly area: string;
  readonly region: string;
  /** Masked, as the two below. */
  readonly name: string;
  readonly certificateNo: string;
  readonly phone: string | null;
  /** 0 unknown, 1 male, 2 female, 9 not stated. */
  readonly sex: string;
  readonly ageYears: number;
}

export interface PersonPage {
  readonly items: readonly ListedPerson[];
  readonly total: number;
  readonly next: string | null;
}

const USUAL_LIMIT = 20;

export async function searchPersons(
  { database, vault }: { readonly database: Database; readonly vault: Vault },
  scope: RequestScope,
  { by, value, after = '0', limit = USUAL_LIMIT }: PersonSearch,
): Promise<PersonPage> {
  const regions = regionFilter(scope.principal);
  const from = { after: Number(after), limit: limit + 1 };
  const { found, total } = await searchStore(database, vault, { by, value, regions }, from);
  const shown = found.slice(0, limit);
  await recordAuditOfList(database, scope, {
    action: 'enrolment.search',
    personIds: shown.map(({ personId }) => personId),
    subject: `by ${by}: ${total}`,
  });
  const last = shown.at(-1);
  return {
    items: shown.map((person) => listed(person, scope.at)),
    total,
    next: found.length > limit && last ? String(last.personId) : null,
  };
}

const CITY_TIME = 8 * 3_600_000;

function listed({ personId: _id, bornOn, ...person }: FoundPerson, at: Date): ListedPerson {
  const born = parseDay(bornOn);
  const today = parseDay(new Date(at.getTime() + CITY_TIME).toISOString().slice(0, 10));
  if (born === undefined || today === undefined) throw new RangeError('a stored date is no date');
  return {
    ...person,
    name: maskedName(person.name),
    certificateNo: maskedNumber(person.certificateNo),
    phone: person.phone === null ? null : maskedNumber(person.phone),
    ageYears: ageOn(born, today),
  };
}
