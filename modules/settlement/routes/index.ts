/**
 * REST beside the messages: one file for each subject, all of them listed here.
 */
import type { Route, StatusTable } from '../../../platform/http/index.ts';
import type { Services } from '../services.ts';
import { billRoutes } from './bill.ts';

/** Status of the codes that these routes answer with. */
export const SETTLEMENT_STATUSES: StatusTable = {
  'settlement/settlement_unknown': 404,
  'access/region_denied': 403,
};

export function settlementRoutes(services: Services): readonly Route[] {
  return [...billRoutes(services)];
}
