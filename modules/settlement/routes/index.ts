/**
 * REST beside the messages: one file for each subject, all of them listed here.
 */
import type { Route, StatusTable } from '../../../platform/http/index.ts';
import type { Services } from '../services.ts';
import { billRoutes } from './bill.ts';
import { changeRoutes } from './changes.ts';
import { claimRoutes } from './claims.ts';
import { dueRoutes } from './dues.ts';
import { listRoutes } from './list.ts';
import { personRoutes } from './person.ts';
import { trialRoutes } from './trial.ts';

/** Status of the codes that these routes answer with. */
export const SETTLEMENT_STATUSES: StatusTable = {
  'settlement/settlement_unknown': 404,
  'settlement/pdf_busy': 503,
  'settlement/person_unknown': 404,
  'settlement/already_reversed': 409,
  'settlement/changed_since': 409,
  'message/id_reused': 409,
  'settlement/list_unbounded': 422,
  'settlement/span_invalid': 422,
  'settlement/cursor_invalid': 422,
  'settlement/export_too_large': 422,
  'settlement/trial_unclear': 422,
  'settlement/day_unknown': 422,
  'settlement/amount_too_large': 422,
  'settlement/event_conflict': 422,
  'settlement/event_invalid': 422,
  'settlement/facet_missing': 422,
  'settlement/facts_overlap': 422,
  'settlement/line_invalid': 422,
  'settlement/person_not_enrolled': 422,
  'settlement/several_bases': 422,
  'settlement/two_schemes': 422,
  'settlement/unknown_code': 422,
  'law/unknown_area': 422,
  'law/expired': 422,
  'law/not_yet': 422,
  'law/value_gap': 422,
  'law/value_missing': 422,
  'access/region_denied': 403,
  'claim/claim_unknown': 404,
  'claim/invoice_used': 409,
  'claim/not_now': 409,
  'claim/nothing_owed': 409,
  'claim/day_invalid': 422,
  'claim/invoice_missing': 422,
  'claim/paper_missing': 422,
  'claim/reasons_missing': 422,
  'claim/too_late': 422,
  'claim/total_mismatch': 422,
  'due/nothing_due': 409,
  'due/nothing_owed': 409,
  'due/amount_other': 409,
  'due/payee_missing': 422,
  'settlement/item_unknown': 422,
  'settlement/line_cost_mismatch': 422,
  'settlement/line_negative': 422,
  'settlement/med_type_unknown': 422,
  'settlement/no_lines': 422,
  'settlement/account_short': 422,
};

export function settlementRoutes(services: Services): readonly Route[] {
  return [
    ...billRoutes(services),
    ...listRoutes(services),
    ...personRoutes(services),
    ...trialRoutes(services),
    ...changeRoutes(services),
    ...claimRoutes(services),
    ...dueRoutes(services),
  ];
}
