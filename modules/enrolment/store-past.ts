/**
 * SQL of persons who come in with filings that were made before, in one transaction.
 */
import type { Loadable, Param } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import type { EnrolledFact, Filing, FilingKind, NewFact, NewPerson } from './model.ts';
import { type FactRow, type FilingRow, factOf, filingOf, importPersons } from './store.ts';

export interface PastFiling {
  /** The change of the person that it is, from 1 on; its id is made of it. */
  readonly version: number;
  readonly kind: FilingKind;
  readonly institution: string;
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly said: Readonly<Record<string, string>>;
  readonly recordedAt: Date;
  /** The fact that it makes true; null: none. */
  readonly fact: Pick<NewFact, 'dimension' | 'code'> | null;
}

export interface PastPerson extends NewPerson {
  readonly personId: number;
  readonly pastFilings: readonly PastFiling[];
}

const FILING = [
  'person_id',
  'filing_id',
  'kind',
  'institution',
  'effective_from',
  'effective_until',
  'said',
  'recorded_at',
];
const FACT = [
  'person_id',
  'dimension',
  'code',
  'effective_from',
  'effective_until',
  'source',
  'recorded_at',
  'recorded_version',
];

/** Enrols persons with facts and filings; a number that is taken is refused by the database. */
export async function importPasts(
  tx: Loadable,
  vault: Vault,
  persons: readonly PastPerson[],
): Promise<void> {
  await importPersons(tx, vault, persons);
  await tx.copyIn({ table: 'enrolment.filing', columns: FILING }, filingRows(persons));
  await tx.copyIn({ table: 'enrolment.fact', columns: FACT }, factRows(persons));
}

function* filingRows(persons: readonly PastPerson[]): Generator<readonly Param[]> {
  for (const { personId, pastFilings } of persons) {
    for (const one of pastFilings) {
      yield [
        personId,
        `${personId}F${one.version}`,
        one.kind,
        one.institution,
        one.effectiveFrom,
        one.effectiveUntil,
        JSON.stringify(one.said),
        one.recordedAt,
      ];
    }
  }
}

function* factRows(persons: readonly PastPerson[]): Generator<readonly Param[]> {
  for (const { personId, pastFilings } of persons) {
    for (const { version, fact, effectiveFrom, effectiveUntil, recordedAt } of pastFilings) {
      if (!fact) continue;
      const source = `${personId}F${version}`;
      const { dimension, code } = fact;
      yield [personId, dimension, code, effectiveFrom, effectiveUntil, source, recordedAt, version];
    }
  }
}

/** Numbers of people who are enrolled, at most `limit`. */
export async function somePersonNumbers(
  on: Pick<Loadable, 'query'>,
  limit: number,
): Promise<readonly string[]> {
  const rows = await on.query<{ person_no: string }>(
    'SELECT person_no FROM enrolment.person LIMIT $1',
    [limit],
  );
  return rows.map(({ person_no }) => person_no);
}

/** Moves the numbers of people who are enrolled later beyond those that came with their numbers. */
export async function moveNumbersOn(on: Pick<Loadable, 'query'>): Promise<void> {
  await on.query(
    `SELECT setval(pg_get_serial_sequence('enrolment.person', 'person_id'),
                   greatest(100000, (SELECT max(person_id) FROM enrolment.person)))`,
  );
}

/** A person without what names them. */
export interface Standing {
  readonly personId: number;
  readonly area: string;
  readonly region: string;
  /** `YYYY-MM-DD`. */
  readonly bornOn: string;
  readonly sex: string;
  readonly facts: readonly EnrolledFact[];
  readonly filings: readonly Filing[];
}

interface StandingRow extends Omit<Standing, 'facts' | 'filings'> {
  readonly facts: readonly FactRow[] | null;
  readonly filings: readonly FilingRow[] | null;
}

/** Reads persons with the facts and filings that were not revoked; nothing sealed is opened. */
export async function standingsOf(
  on: Pick<Loadable, 'query'>,
  personIds: readonly number[],
): Promise<readonly Standing[]> {
  const rows = await on.query<StandingRow>(
    `SELECT p.person_id AS "personId", area, region, born_on AS "bornOn", sex,
            (SELECT json_agg(f ORDER BY f.fact_id) FROM enrolment.fact f
              WHERE f.person_id = p.person_id AND f.revoked_at IS NULL) AS facts,
            (SELECT json_agg(g ORDER BY g.recorded_at, length(g.filing_id), g.filing_id)
               FROM enrolment.filing g
              WHERE g.person_id = p.person_id AND g.revoked_at IS NULL) AS filings
       FROM enrolment.person p WHERE p.person_id = ANY ($1::bigint[]) ORDER BY p.person_id`,
    [personIds],
  );
  return rows.map((row) => ({
    ...row,
    facts: (row.facts ?? []).map(factOf),
    filings: (row.filings ?? []).map(filingOf),
  }));
}

/** Numbers of all persons of an area, in order. */
export async function numbersOfArea(
  on: Pick<Loadable, 'query'>,
  area: string,
): Promise<readonly number[]> {
  const rows = await on.query<{ id: number }>(
    'SELECT person_id AS id FROM enrolment.person WHERE area = $1 ORDER BY person_id',
    [area],
  );
  return rows.map(({ id }) => id);
}
