/**
 * Answers a message that only reads: once more from what now is, with an audit row each time.
 */
import { accepted, type Result } from '../../../engine/units/index.ts';
import { reused, serialOf } from '../person/message-record.ts';
import type { MessageContext } from '../services.ts';
import { commitRead } from '../store/commit.ts';
import { findMessage } from '../store/read.ts';
import { renderAnswer } from './envelope.ts';

export interface ReadAnswer {
  readonly personId: number | null;
  readonly output: unknown;
  readonly action: string;
  readonly subject: string;
}

/** Rejects `message/id_reused`, and what the work rejects. */
export async function answerRead(
  context: MessageContext,
  work: () => Promise<Result<ReadAnswer>>,
): Promise<Result<string>> {
  const { services, envelope, scope } = context;
  const { institution, msgid, infno, contentHash, region } = envelope;
  const [seen, read] = await Promise.all([
    findMessage(services.database, institution, msgid),
    work(),
  ]);
  if (seen && !(seen.infno === infno && seen.contentHash.equals(contentHash))) return reused();
  if (!read.ok) return read;
  const { personId, output, action, subject } = read.value;
  await commitRead(services.database, personId, {
    at: scope.at,
    message: { institution, msgid, infno, hash: contentHash },
    audit: {
      principal: scope.principal.id,
      region: scope.region,
      requestId: scope.requestId,
      action,
      subject,
    },
  });
  const stamp = { at: scope.at, region, serial: serialOf(scope.requestId) };
  return accepted(renderAnswer(stamp, output));
}
