/**
 * What is known of a message that was seen before, and the numbers of answers.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Envelope } from '../messages/envelope.ts';
import type { Services } from '../services.ts';
import type { StoredMessage } from '../store/read.ts';

interface Seen {
  readonly services: Pick<Services, 'vault'>;
  readonly envelope: Pick<Envelope, 'infno' | 'contentHash'>;
}

/**
 * The stored answer to the same message. Rejects `message/id_reused`: the same id with other
 * content.
 */
export function alreadyAnswered(
  { services, envelope }: Seen,
  seen: StoredMessage,
  column: string,
): Result<string> {
  const isSame = seen.infno === envelope.infno && seen.contentHash.equals(envelope.contentHash);
  if (!isSame || !seen.answerSealed) return reused();
  return accepted(services.vault.open(seen.answerSealed, column));
}

export function reused(): Result<never> {
  return rejected(
    'message/id_reused',
    'msgid 已用于另一内容的报文，同一 msgid 只能对应同一内容；请换新的 msgid 再传',
  );
}

/** Ten digits out of a request's id: with the second of arrival they name an answer. */
export function serialOf(requestId: string): string {
  const number = BigInt(`0x${requestId.replace(/[^0-9a-f]/g, '').slice(0, 12) || '0'}`);
  return String(number % 10_000_000_000n).padStart(10, '0');
}
