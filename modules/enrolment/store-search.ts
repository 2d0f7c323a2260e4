/**
 * SQL of finding persons: by number, or by the keyed hash of what names them.
 */
import type { Queryable } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import { CERTIFICATE, NAME, PHONE } from './store.ts';

export type SearchBy = 'personNo' | 'certificate' | 'name' | 'phone';

/** A person as found; names and numbers are open here and masked by who shows them. */
export interface FoundPerson {
  readonly personId: number;
  readonly personNo: string;
  readonly area: string;
  readonly region: string;
  readonly bornOn: string;
  readonly sex: string;
  readonly name: string;
  readonly certificateNo: string;
  readonly phone: string | null;
}

interface FoundRow extends Omit<FoundPerson, 'name' | 'certificateNo' | 'phone'> {
  readonly name: Buffer;
  readonly certificate: Buffer;
  readonly phone: Buffer | null;
}

export interface SearchFilter {
  readonly by: SearchBy;
  readonly value: string;
  /** Prefixes of regions; null: everywhere. */
  readonly regions: readonly string[] | null;
}

const COLUMNS = `person_id AS "personId", person_no AS "personNo", area, region,
  born_on AS "bornOn", sex, name_sealed AS name, certificate_sealed AS certificate,
  phone_sealed AS phone`;

const CONDITIONS: Readonly<Record<SearchBy, string>> = {
  personNo: 'person_no = $1',
  certificate: 'certificate_hash = $1',
  name: 'name_hash = $1',
  phone: 'phone_hash = $1',
};

const SEALED = { certificate: CERTIFICATE, name: NAME, phone: PHONE } as const;

/** The persons after one of them, in the order of enrolment, and how many there are in all. */
export async function searchStore(
  on: Queryable,
  vault: Vault,
  { by, value, regions }: SearchFilter,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly found: readonly FoundPerson[]; readonly total: number }> {
  const key = by === 'personNo' ? value.trim() : vault.searchHash(value, SEALED[by]);
  const where = `${CONDITIONS[by]} AND enrolment.is_in(person_id, $2)`;
  const [rows, counted] = await Promise.all([
    on.query<FoundRow>(
      `SELECT ${COLUMNS} FROM enrolment.person
        WHERE ${where} AND person_id > $3 ORDER BY person_id LIMIT $4`,
      [key, regions, after, limit],
    ),
    on.query<{ total: number }>(`SELECT count(*) AS total FROM enrolment.person WHERE ${where}`, [
      key,
      regions,
    ]),
  ]);
  return { found: rows.map((row) => opened(row, vault)), total: counted[0]?.total ?? 0 };
}

/** Persons by their ids, for lists of what happened to them. */
export async function personsById(
  on: Queryable,
  vault: Vault,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, FoundPerson>> {
  const rows = await on.query<FoundRow>(
    `SELECT ${COLUMNS} FROM enrolment.person WHERE person_id = ANY ($1::bigint[])`,
    [[...new Set(personIds)]],
  );
  return new Map(rows.map((row) => [row.personId, opened(row, vault)]));
}

function opened({ certificate, ...row }: FoundRow, vault: Vault): FoundPerson {
  return {
    ...row,
    name: vault.open(row.name, NAME),
    certificateNo: vault.open(certificate, CERTIFICATE),
    phone: row.phone === null ? null : vault.open(row.phone, PHONE),
  };
}
