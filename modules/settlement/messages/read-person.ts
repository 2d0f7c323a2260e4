/**
 * Answers a message that only reads: once more from what now is, with an audit row each time.
 */
import { accepted, type Result } from '../../../engine/units/index.ts';
import { type ChangeRequest, loadPersonFile } from '../person/change-person.ts';
import { reused, serialOf } from '../person/message-record.ts';
import type { PersonFile } from '../person/person-file.ts';
import type { MessageContext } from '../services.ts';
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
  const read = await work();
  if (!read.ok) return (await isReused(context)) ? reused() : read;
  const answer = await noted(context, read.value, null);
  if (answer === null) throw new RangeError('what was loaded cannot be stale');
  return answer;
}

/**
 * As `answerRead`, from the file of a person, as it is remembered or else loaded; in the person's
 * turn. Rejects as `loadPersonFile` too.
 */
export function answerFromFile(
  context: MessageContext,
  request: ChangeRequest,
  work: (file: PersonFile) => Promise<Result<ReadAnswer>>,
): Promise<Result<string>> {
  const { services, envelope } = context;
  const { queue, remembered } = services;
  const { institution, msgid } = envelope;
  return queue.run(request.personNo, async () => {
    const known = remembered.take({ ...request, institution, msgid });
    const read = known && (await work(known.file));
    // A refusal must rest on what is stored now.
    if (known && read?.ok) {
      const answer = await noted(context, read.value, known.file);
      if (answer) {
        remembered.keep(known);
        return answer;
      }
      remembered.foundStale();
    }
    const file = await loadPersonFile(context, request);
    const answer = await answerRead(context, async () => (file.ok ? work(file.value) : file));
    if (file.ok && answer.ok) remembered.keep({ file: file.value, answered: [] });
    return answer;
  });
}

async function isReused({ services, envelope }: MessageContext): Promise<boolean> {
  const { institution, msgid, infno, contentHash } = envelope;
  const seen = await findMessage(services.database, institution, msgid);
  return seen !== null && !(seen.infno === infno && seen.contentHash.equals(contentHash));
}

/** Null: the person is no longer as the file says that the answer was made on. */
async function noted(
  { services, envelope, scope }: MessageContext,
  { personId, output, action, subject }: ReadAnswer,
  madeOn: PersonFile | null,
): Promise<Result<string> | null> {
  const { institution, msgid, infno, contentHash, region } = envelope;
  const outcome = await services.trips.note({
    personId,
    at: scope.at,
    message: { institution, msgid, infno, hash: contentHash },
    audit: {
      principal: scope.principal.id,
      region: scope.region,
      requestId: scope.requestId,
      action,
      subject,
    },
    madeOn: madeOn && { version: madeOn.head.version, seq: madeOn.chain.seq },
  });
  if (outcome === 'stale') return null;
  if (outcome === 'reused') return reused();
  const stamp = { at: scope.at, region, serial: serialOf(scope.requestId) };
  return accepted(renderAnswer(stamp, output));
}
