/**
 * What the database alone can do with the rows of a settle message: load the person and the visit,
 * commit the same rows by the same function. No HTTP, no law, no seal.
 */
import { createHash } from 'node:crypto';
import { type Database, Json } from '../../../platform/database/index.ts';

export interface YardstickOptions {
  /** Persons from this demo number on, who have no row yet. */
  readonly first: number;
  readonly count: number;
  readonly connections: number;
}

const FIRST_ID = 100_001;

interface Rows {
  readonly settlement: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
  readonly state: unknown;
  readonly answerBytes: number;
}

/** Commits a second. The rows are those of a settlement that is stored already. */
export async function yardstick(database: Database, options: YardstickOptions): Promise<number> {
  const { first, count, connections } = options;
  const rows = await sampleRows(database);
  const changes = Array.from({ length: count }, (_, index) => changeOf(rows, first + index));
  const begin = performance.now();
  let next = 0;
  const client = async () => {
    while (next < count) {
      const index = next++;
      const personId = FIRST_ID + first + index;
      await database.query('SELECT * FROM enrolment.person WHERE person_id = $1', [personId]);
      await database.query(
        'SELECT lines FROM settlement.batch WHERE person_id = $1 AND visit_id = $2',
        [FIRST_ID + (index % first), `${FIRST_ID + (index % first)}V1`],
      );
      await database.query('SELECT settlement.commit($1, $2, $3)', [
        personId,
        0,
        changes[index] ?? null,
      ]);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return count / ((performance.now() - begin) / 1_000);
}

async function sampleRows(database: Database): Promise<Rows> {
  const [settlement] = await database.query<Record<string, unknown>>(
    'SELECT event, facts FROM settlement.settlement LIMIT 1',
  );
  const [result] = await database.query<Record<string, unknown>>(
    `SELECT law_hash, engine, payers, paid, posted, total_fen, trace
       FROM settlement.result LIMIT 1`,
  );
  const [head] = await database.query<{ state: unknown }>(
    'SELECT state FROM settlement.person WHERE last_day IS NOT NULL LIMIT 1',
  );
  const [message] = await database.query<{ bytes: number }>(
    `SELECT length(answer_sealed) AS bytes FROM settlement.message WHERE infno = '2207' LIMIT 1`,
  );
  if (!settlement || !result || !head || !message) throw new Error('nothing was settled yet');
  return { settlement, result, state: head.state, answerBytes: message.bytes };
}

function changeOf({ settlement, result, state, answerBytes }: Rows, index: number): Json {
  const personId = FIRST_ID + index;
  const settlementId = `${personId}S1`;
  const mac = createHash('sha256').update(settlementId).digest('hex');

  const at = '2025-06-16T02:00:00.000Z';
  return new Json({
    at,
    emptyState: state,
    state,
    lastDay: '2025-06-16',
    message: {
      institution: 'H33030200001',
      msgid: `yardstick-${index}`,
      infno: '2207',
      hash: mac,
      answer: 'ab'.repeat(answerBytes),
    },
    audit: {
      principal: 'institution:H33030200001',
      region: '330300',
      requestId: mac.slice(0, 24),
      action: 'settlement.settle',
      subject: settlementId,
    },
    settlement: {
      settlementId,
      visitId: `${personId}V0`,
      institution: 'H33030200001',
      kind: 'settle',
      reverses: null,
      msgid: `yardstick-${index}`,
      event: settlement.event,
      facts: settlement.facts,
      batches: [1],
      bindTo: settlementId,
    },
    results: [
      {
        settlementId,
        law: result.law_hash,
        engine: result.engine,
        payers: result.payers,
        paid: result.paid,
        posted: result.posted,
        totalFen: result.total_fen,
        trace: result.trace,
      },
    ],
    entries: [],
    events: [{ topic: 'settlement.settled', key: String(personId), payload: { settlementId } }],
  });
}
