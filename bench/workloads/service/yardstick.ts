/**
 * What the database alone can do with the rows of a settle message: load the person and the visit,
 * commit the same rows by the same function. No HTTP, no law, no seal.
 */
import { createHash } from 'node:crypto';
import type { State } from '../../../engine/settle/index.ts';
import type { SettlementFacts } from '../../../modules/settlement/model.ts';
import { type Commit, commitChanges } from '../../../modules/settlement/store-commit.ts';
import type { Database } from '../../../platform/database/index.ts';

export interface YardstickOptions {
  /** Persons from this demo number on, who have no row yet. */
  readonly first: number;
  readonly count: number;
  readonly connections: number;
}

const FIRST_ID = 100_001;

interface Rows {
  readonly settlement: { readonly event: unknown; readonly facts: SettlementFacts };
  readonly result: NonNullable<Commit['change']['results']>[number];
  readonly state: State;
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
      const change = changes[index];
      if (change) await commitChanges(database, [change]);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return count / ((performance.now() - begin) / 1_000);
}

async function sampleRows(database: Database): Promise<Rows> {
  const [settlement] = await database.query<Rows['settlement']>(
    'SELECT event, facts FROM settlement.settlement LIMIT 1',
  );
  const [result] = await database.query<Rows['result']>(
    `SELECT law_hash AS law, engine, payers, paid, posted, total_fen AS "totalFen", trace
       FROM settlement.result LIMIT 1`,
  );
  const [head] = await database.query<{ state: State }>(
    'SELECT state FROM settlement.person WHERE last_day IS NOT NULL LIMIT 1',
  );
  const [message] = await database.query<{ bytes: number }>(
    `SELECT length(answer_sealed) AS bytes FROM settlement.message WHERE infno = '2207' LIMIT 1`,
  );
  if (!settlement || !result || !head || !message) throw new Error('nothing was settled yet');
  return { settlement, result, state: head.state, answerBytes: message.bytes };
}

const INSTITUTION = 'H33030200001';

function changeOf({ settlement, result, state, answerBytes }: Rows, index: number): Commit {
  const personId = FIRST_ID + index;
  const settlementId = `${personId}S1`;
  const hash = createHash('sha256').update(settlementId).digest();
  const msgid = `yardstick-${index}`;
  return {
    personId,
    version: 0,
    at: new Date('2025-06-16T02:00:00Z'),
    message: {
      institution: INSTITUTION,
      msgid,
      infno: '2207',
      hash,
      answer: Buffer.alloc(answerBytes),
    },
    audit: {
      principal: `institution:${INSTITUTION}`,
      region: '330300',
      requestId: hash.toString('hex', 0, 12),
      action: 'settlement.settle',
      subject: settlementId,
    },
    change: {
      state,
      lastDay: '2025-06-16',
      settlement: {
        settlementId,
        visitId: `${personId}V0`,
        institution: INSTITUTION,
        kind: 'settle',
        reverses: null,
        msgid,
        event: settlement.event,
        facts: settlement.facts,
        batches: [1],
        bindTo: settlementId,
      },
      results: [{ ...result, settlementId }],
      entries: [],
      events: [{ topic: 'settlement.settled', key: String(personId), payload: { settlementId } }],
    },
  };
}
