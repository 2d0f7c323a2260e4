/**
 * The only SQL of the catalogue besides its migrations.
 */
import { type Database, Json, type Queryable } from '../../platform/database/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import type { Disease, Item, Provider } from './model.ts';

const KEY = 'catalogue.provider.signature_key';

interface ItemRow {
  readonly code: string;
  readonly name: string;
  readonly list_type: string;
  readonly charge_type: string;
  readonly class: Item['class'];
  readonly first_share_bp: number;
  readonly ceiling_micro: number | null;
  readonly is_restricted: boolean;
  readonly facets: Item['facets'];
  readonly flags: Item['flags'];
}

/** Finds the items of some codes as they are on a day, `YYYY-MM-DD`. */
export async function itemsOn(
  on: Queryable,
  codes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, Item>> {
  const rows = await on.query<ItemRow>(
    `SELECT DISTINCT ON (code) code, name, list_type, charge_type, class, first_share_bp,
            ceiling_micro, is_restricted, facets, flags
       FROM catalogue.item
      WHERE code = ANY ($1::text[]) AND effective_from <= $2::date
        AND (effective_until IS NULL OR effective_until > $2::date)
      ORDER BY code, effective_from DESC`,
    [codes, day],
  );
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        name: row.name,
        listType: row.list_type,
        chargeType: row.charge_type,
        class: row.class,
        firstShareBp: row.first_share_bp,
        ceilingMicro: row.ceiling_micro,
        isRestricted: row.is_restricted,
        facets: row.facets,
        flags: row.flags,
      },
    ]),
  );
}

export async function findDisease(on: Queryable, code: string): Promise<Disease | null> {
  const [row] = await on.query<{
    readonly code: string;
    readonly name: string;
    readonly treated: Disease['treated'];
    readonly filed_dimension: string | null;
    readonly filed_code: string | null;
  }>(
    `SELECT code, name, treated, filed_dimension, filed_code
       FROM catalogue.disease WHERE code = $1`,
    [code],
  );
  if (!row) return null;
  const { name, treated, filed_dimension: dimension, filed_code: filedCode } = row;
  const filed = dimension === null || filedCode === null ? null : { dimension, code: filedCode };
  return { code, name, treated, filed };
}

interface ProviderRow {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly grade: Provider['grade'];
  readonly hospital_level: string;
  readonly kind: Provider['kind'];
  readonly facets: Provider['facets'];
  readonly dialect: Provider['dialect'];
  readonly signature: Provider['signature'];
  readonly signature_key_sealed: Buffer | null;
}

export async function findProvider(
  on: Queryable,
  vault: Vault,
  code: string,
): Promise<Provider | null> {
  const [row] = await on.query<ProviderRow>(
    `SELECT code, name, region, grade, hospital_level, kind, facets, dialect,
            signature, signature_key_sealed
       FROM catalogue.provider WHERE code = $1`,
    [code],
  );
  if (!row) return null;
  const { hospital_level: hospitalLevel, signature_key_sealed: sealed, ...rest } = row;
  const signatureKey = () => (sealed === null ? null : vault.open(sealed, KEY));
  return { ...rest, hospitalLevel, signatureKey };
}

export interface NewItem extends Item {
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
}

const ITEM_COLUMNS = [
  'code',
  'effective_from',
  'effective_until',
  'name',
  'list_type',
  'charge_type',
  'class',
  'first_share_bp',
  'ceiling_micro',
  'is_restricted',
  'facets',
  'flags',
];

/** Loads many items at once. */
export function importItems(
  database: Pick<Database, 'copyIn'>,
  items: readonly NewItem[],
): Promise<number> {
  const rows = items.map((one) => [
    one.code,
    one.effectiveFrom,
    one.effectiveUntil,
    one.name,
    one.listType,
    one.chargeType,
    one.class,
    one.firstShareBp,
    one.ceilingMicro,
    one.isRestricted,
    JSON.stringify(one.facets),
    JSON.stringify(one.flags),
  ]);
  return database.copyIn({ table: 'catalogue.item', columns: ITEM_COLUMNS }, rows);
}

export async function addDisease(on: Queryable, disease: Disease): Promise<void> {
  const { code, name, treated, filed } = disease;
  await on.query(
    `INSERT INTO catalogue.disease (code, name, treated, filed_dimension, filed_code)
     VALUES ($1, $2, $3, $4, $5)`,
    [code, name, new Json(treated), filed?.dimension ?? null, filed?.code ?? null],
  );
}

export type NewProvider = Omit<Provider, 'signatureKey' | 'signature'> & {
  /** Null: no signature is asked. */
  readonly signatureKey: string | null;
};

export async function addProvider(
  on: Queryable,
  vault: Vault,
  provider: NewProvider,
): Promise<void> {
  const { code, name, region, grade, hospitalLevel, kind, facets, dialect, signatureKey } =
    provider;
  await on.query(
    `INSERT INTO catalogue.provider (code, name, region, grade, hospital_level, kind, facets,
                                     dialect, signature, signature_key_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      code,
      name,
      region,
      grade,
      hospitalLevel,
      kind,
      new Json(facets),
      dialect,
      signatureKey === null ? 'none' : 'hmacSm3',
      signatureKey === null ? null : vault.seal(signatureKey, KEY),
    ],
  );
}
