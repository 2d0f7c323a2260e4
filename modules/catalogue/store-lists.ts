/**
 * SQL that lists the whole catalogue, for who writes it out.
 */
import type { Queryable } from '../../platform/database/index.ts';
import type { Item, Provider } from './model.ts';

export type ListedProvider = Pick<
  Provider,
  'code' | 'region' | 'grade' | 'hospitalLevel' | 'kind' | 'facets'
>;

export type ListedItem = Pick<
  Item,
  'code' | 'chargeType' | 'class' | 'firstShareBp' | 'ceilingMicro' | 'facets'
>;

/** All providers, in the order of their codes. */
export function allProviders(on: Queryable): Promise<readonly ListedProvider[]> {
  return on.query<ListedProvider>(
    `SELECT code, region, grade, hospital_level AS "hospitalLevel", kind, facets
       FROM catalogue.provider ORDER BY code`,
  );
}

/** All items as they were last, in the order of their codes. */
export function allItems(on: Queryable): Promise<readonly ListedItem[]> {
  return on.query<ListedItem>(
    `SELECT DISTINCT ON (code) code, charge_type AS "chargeType", class,
            first_share_bp AS "firstShareBp", ceiling_micro AS "ceilingMicro", facets
       FROM catalogue.item ORDER BY code, effective_from DESC`,
  );
}
