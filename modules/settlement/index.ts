/**
 * Settlement: from a hospital's message to one bill through every tier.
 */
import type { MigrationSet } from '../../platform/database/index.ts';

export type {
  FactPreview,
  FactRequest,
  GrantOrder,
  RevokeOrder,
} from './backwards/change-fact.ts';
export { grantFact, previewFact, revokeFact } from './backwards/change-fact.ts';
export type { FactChange } from './backwards/fact-change.ts';
export type { PastMoves, ShownMove } from './backwards/person-past.ts';
export type { ReversalPreview } from './backwards/preview-reversal.ts';
export { previewReversal } from './backwards/preview-reversal.ts';
export type { ExplainedBill } from './bill/bill.ts';
export { explainedBill } from './bill/bill.ts';
export type { ActedClaim, ClaimOrder, PersonClaims, ShownClaim } from './claim/act.ts';
export { actOnClaim, claimsOfPerson } from './claim/act.ts';
export type {
  Claim,
  ClaimAct,
  ClaimedCare,
  ClaimLine,
  ClaimStatus,
  Invoice,
  Paper,
  Payee,
} from './claim/model.ts';
export type { ClaimState, NewClaimOrder } from './claim/receive.ts';
export { receiveClaim } from './claim/receive.ts';
export { PdfThread } from './document/index.ts';
export type { DuePage, PersonDues } from './dues/dues.ts';
export { duePage, duesOfPerson } from './dues/dues.ts';
export type { DueOrder, OwedOrder } from './dues/pay.ts';
export { payDue, payOwed } from './dues/pay.ts';
export type { MessageFault, MessageOptions, MessageRequest } from './messages/handle-message.ts';
export { handleMessage, refuseUnread } from './messages/handle-message.ts';
export { SignatureGate, signBody } from './messages/signature.ts';
export type { UploadedLine } from './model.ts';
export type { PastBill, PastReversal, PersonPast, RefusedBill, SettledPast } from './past/model.ts';
export type { KeptBill } from './past/read-pasts.ts';
export { billsOfPersons } from './past/read-pasts.ts';
export type { PastFile, PastServices } from './past/take-pasts.ts';
export { settlePasts, storeSettledPasts } from './past/take-pasts.ts';
export type { Order } from './person/order.ts';
export { PersonQueue } from './person/queue.ts';
export { RememberedFiles } from './person/remembered.ts';
export { personTrips } from './person/trips.ts';
export { SETTLEMENT_STATUSES, settlementRoutes } from './routes/index.ts';
export type { Services } from './services.ts';
export type {
  SettlementFault,
  SettlementVerdict,
  SettlementWalk,
} from './settle/verify-settlements.ts';
export { verifySettlements } from './settle/verify-settlements.ts';
export { diagnosisCodes } from './store/past.ts';

export const settlementMigrations: MigrationSet = {
  name: 'settlement',
  folder: new URL('./migrations/', import.meta.url),
};
