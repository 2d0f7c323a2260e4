/**
 * Which message is answered by what. A form with `A` is the same message in another dialect.
 */
import type { Result } from '../../../engine/units/index.ts';
import type { MessageContext } from '../services.ts';
import {
  uploadInpatientLines,
  uploadOutpatientLines,
  withdrawInpatientLines,
  withdrawOutpatientLines,
} from './fee-lines.ts';
import { cancelOutpatient, describeOutpatient, openOutpatient } from './outpatient-visit.ts';
import { askPerson } from './person.ts';
import { reverseMessage, reverseOutpatient, reverseStay } from './reverse.ts';
import { settleOutpatient, settleStay, trialOutpatient, trialStay } from './settle.ts';
import { signIn, signOut } from './sign-in.ts';

/** Gives the whole answer, as it goes out. */
export type MessageHandler = (context: MessageContext) => Promise<Result<string>>;

export const HANDLERS: Readonly<Record<string, MessageHandler>> = {
  '1101': askPerson,
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
  '2601': reverseMessage,
  '9001': signIn,
  '9002': signOut,
};
