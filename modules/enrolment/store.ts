/**
 * The only SQL of enrolment besides its migrations.
 */
import { type Day, parseDay } from '../../engine/units/index.ts';
import type { Database, Queryable } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import type { Enrolled, EnrolledFact, Filing, FilingKind, Identity, NewPerson } from './model.ts';

export const NAME = 'enrolment.person.name';
export const CERTIFICATE = 'enrolment.person.certificate';
export const PHONE = 'enrolment.person.phone';

interface PersonRow {
  readonly person_id: number;
  readonly person_no: string;
  readonly area: string;
  readonly region: string;
  readonly born_on: string;
  readonly sex: string;
  readonly certificate_type: string;
  readonly name_sealed: Buffer;
  readonly certificate_sealed: Buffer;
  readonly facts: readonly FactRow[] | null;
  readonly filings: readonly FilingRow[] | null;
}

export interface FactRow {
  readonly fact_id: number;
  readonly dimension: string;
  readonly code: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly source: string;
}

export interface FilingRow {
  readonly filing_id: string;
  readonly kind: FilingKind;
  readonly institution: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly said: Readonly<Record<string, string>>;
}

const SELECT = `SELECT p.person_id, p.person_no, p.area, p.region, p.born_on, p.sex,
    p.certificate_type, p.name_sealed, p.certificate_sealed,
    (SELECT json_agg(json_build_object('fact_id', f.fact_id, 'dimension', f.dimension,
              'code', f.code, 'effective_from', f.effective_from,
              'effective_until', f.effective_until, 'source', f.source) ORDER BY f.fact_id)
       FROM enrolment.fact f
      WHERE f.person_id = p.person_id AND f.revoked_at IS NULL) AS facts,
    (SELECT json_agg(json_build_object('filing_id', g.filing_id, 'kind', g.kind,
              'institution', g.institution, 'effective_from', g.effective_from,
              'effective_until', g.effective_until, 'said', g.said) ORDER BY g.recorded_at)
       FROM enrolment.filing g
      WHERE g.person_id = p.person_id AND g.revoked_at IS NULL) AS filings
   FROM enrolment.person p`;

export async function findByPersonId(
  on: Queryable,
  vault: Vault,
  personId: number,
): Promise<Enrolled | null> {
  const [row] = await on.query<PersonRow>(`${SELECT} WHERE p.person_id = $1`, [personId]);
  return row ? enrolledOf(row, vault) : null;
}

export async function findByPersonNo(
  on: Queryable,
  vault: Vault,
  personNo: string,
): Promise<Enrolled | null> {
  const [row] = await on.query<PersonRow>(`${SELECT} WHERE p.person_no = $1`, [personNo]);
  return row ? enrolledOf(row, vault) : null;
}

/** Finds a person by certificate number, through its keyed hash. */
export async function findByCertificate(
  on: Queryable,
  vault: Vault,
  certificateNo: string,
): Promise<Enrolled | null> {
  const [row] = await on.query<PersonRow>(`${SELECT} WHERE p.certificate_hash = $1`, [
    vault.searchHash(certificateNo, CERTIFICATE),
  ]);
  return row ? enrolledOf(row, vault) : null;
}

type Sealed = 'name_sealed' | 'certificate_sealed';

/** Reads what `enrolment.file_of` gives. */
export function enrolledOfFile(file: unknown, vault: Vault): Enrolled {
  // Written by the SQL function of this module.
  const row = file as Omit<PersonRow, Sealed> & Readonly<Record<Sealed, string>>;
  return enrolledOf(
    {
      ...row,
      name_sealed: Buffer.from(row.name_sealed, 'hex'),
      certificate_sealed: Buffer.from(row.certificate_sealed, 'hex'),
    },
    vault,
  );
}

function enrolledOf(row: PersonRow, vault: Vault): Enrolled {
  let opened: Identity | null = null;
  return {
    personId: row.person_id,
    personNo: row.person_no,
    area: row.area,
    region: row.region,
    bornOn: dayOf(row.born_on),
    sex: row.sex,
    certificateType: row.certificate_type,
    facts: (row.facts ?? []).map(factOf),
    filings: (row.filings ?? []).map(filingOf),
    identity: () => {
      opened ??= {
        name: vault.open(row.name_sealed, NAME),
        certificateNo: vault.open(row.certificate_sealed, CERTIFICATE),
      };
      return opened;
    },
  };
}

/** A stored fact. */
export function factOf(row: FactRow): EnrolledFact {
  const { fact_id: factId, dimension, code, source } = row;
  return { factId, dimension, code, source, ...spanOf(row) };
}

/** A stored filing. */
export function filingOf(row: FilingRow): Filing {
  const { filing_id: filingId, kind, institution, said } = row;
  return { filingId, kind, institution, said, ...spanOf(row) };
}

function spanOf(row: { readonly effective_from: string; readonly effective_until: string | null }) {
  const { effective_from: from, effective_until: until } = row;
  return { effectiveFrom: dayOf(from), effectiveUntil: until === null ? null : dayOf(until) };
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`a stored date is no date: ${text}`);
  return day;
}

const PERSON_COLUMNS = [
  'person_id',
  'person_no',
  'area',
  'region',
  'born_on',
  'sex',
  'certificate_type',
  'name_sealed',
  'certificate_sealed',
  'phone_sealed',
  'name_hash',
  'certificate_hash',
  'phone_hash',
];

/** Enrols many persons at once under the numbers given, and gives their count. */
export async function importPersons(
  database: Pick<Database, 'copyIn'>,
  vault: Vault,
  persons: readonly (NewPerson & { readonly personId: number })[],
): Promise<number> {
  const rows = persons.map((one) => [
    one.personId,
    one.personNo,
    one.area,
    one.region,
    one.bornOn,
    one.sex,
    one.certificateType,
    vault.seal(one.name, NAME),
    vault.seal(one.certificateNo, CERTIFICATE),
    one.phone === null ? null : vault.seal(one.phone, PHONE),
    vault.searchHash(one.name, NAME),
    vault.searchHash(one.certificateNo, CERTIFICATE),
    one.phone === null ? null : vault.searchHash(one.phone, PHONE),
  ]);
  await database.copyIn({ table: 'enrolment.person', columns: PERSON_COLUMNS }, rows);
  const facts = persons.flatMap(({ personId, facts: told }) =>
    told.map((fact) => [
      personId,
      fact.dimension,
      fact.code,
      fact.effectiveFrom,
      fact.effectiveUntil,
      'import',
    ]),
  );
  const columns = ['person_id', 'dimension', 'code', 'effective_from', 'effective_until', 'source'];
  await database.copyIn({ table: 'enrolment.fact', columns }, facts);
  return rows.length;
}
