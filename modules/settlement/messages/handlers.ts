/**
 * Which message is answered by what. A form with `A` is the same message in another dialect.
 */
import type { Result } from '../../../engine/units/index.ts';
import type { MessageContext } from '../services.ts';
import { settlePurchase, tryPurchase } from './drugstore.ts';
import { askEntitlement } from './entitlement.ts';
import {
  uploadInpatientLines,
  uploadOutpatientLines,
  withdrawInpatientLines,
  withdrawOutpatientLines,
} from './fee-lines.ts';
import {
  fileSpecialDisease,
  fileTransfer,
  revokeSpecialDisease,
  revokeTransfer,
} from './filings.ts';
import { cancelOutpatient, describeOutpatient, openOutpatient } from './outpatient-visit.ts';
import { askPerson } from './person.ts';
import { queryCounters, queryLines, querySettlement } from './query-settlements.ts';
import { queryDiagnoses, queryMedication, queryVisits } from './query-visits.ts';
import { reverseMessage, reverseOutpatient, reversePurchase, reverseStay } from './reverse.ts';
import { settleOutpatient, settleStay, trialOutpatient, trialStay } from './settle.ts';
import { signIn, signOut } from './sign-in.ts';
import { admit, cancelAdmission, changeAdmission, discharge, undoDischarge } from './stay.ts';

/** Gives the whole answer, as it goes out. */
export type MessageHandler = (context: MessageContext) => Promise<Result<string>>;

export const HANDLERS: Readonly<Record<string, MessageHandler>> = {
  '1101': askPerson,
  '2001': askEntitlement,
  '2101': tryPurchase,
  '2102': settlePurchase,
  '2103': reversePurchase,
  '2201': openOutpatient,
  '2202': cancelOutpatient,
  '2203': describeOutpatient,
  '2203A': describeOutpatient,
  '2204': uploadOutpatientLines,
  '2205': withdrawOutpatientLines,
  '2206': trialOutpatient,
  '2206A': trialOutpatient,
  '2207': settleOutpatient,
  '2207A': settleOutpatient,
  '2208': reverseOutpatient,
  '2301': uploadInpatientLines,
  '2302': withdrawInpatientLines,
  '2303': trialStay,
  '2303A': trialStay,
  '2304': settleStay,
  '2304A': settleStay,
  '2305': reverseStay,
  '2401': admit,
  '2402': discharge,
  '2403': changeAdmission,
  '2404': cancelAdmission,
  '2405': undoDischarge,
  '2501': fileTransfer,
  '2502': revokeTransfer,
  '2503': fileSpecialDisease,
  '2504': revokeSpecialDisease,
  '2601': reverseMessage,
  '5201': queryVisits,
  '5202': queryDiagnoses,
  '5203': querySettlement,
  '5204': queryLines,
  '5205': queryMedication,
  '5206': queryCounters,
  '9001': signIn,
  '9002': signOut,
};
