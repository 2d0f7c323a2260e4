/**
 * A register with a past: some persons are settled by real messages, all others get copies of their
 * rows under their own numbers, with chains that verify. The answers that are kept are sealed; what
 * a copied bill says of its person's age or class is that of the first.
 */
import { fillDemoCity } from '../../../apps/server/demo/fill.ts';
import { demoPerson } from '../../../apps/server/demo/persons.ts';
import { importPersons } from '../../../modules/enrolment/index.ts';
import {
  appendTo,
  emptyChain,
  entriesOf,
  type NewChain,
  type StoredEntry,
  storeChains,
} from '../../../modules/ledger/index.ts';
import type { Database } from '../../../platform/database/index.ts';
import type { TestService } from '../../../testing/service/index.ts';
import { AMOXICILLIN, OMEPRAZOLE, outpatientVisit, who } from '../../../testing/service/visits.ts';

/** Persons whose settlements are real; their classes repeat with this period. */
export const PATTERNS = 60;
/** Settlements of each person. */
export const VISITS = 2;
export const FIRST_ID = 100_001;
const CHUNK = 10_000;

/** Fills an empty, migrated database; `persons` is a multiple of the patterns. */
export async function seedCity(service: TestService, persons: number): Promise<void> {
  const { services, clock } = service;
  const { database, vault } = services;
  await fillDemoCity(services, { persons: PATTERNS, at: clock.at, credited: 0 });
  for (let index = 0; index < PATTERNS; index++) await settlePattern(service, index);
  for (let from = PATTERNS; from < persons; from += CHUNK) {
    const length = Math.min(CHUNK, persons - from);
    const chunk = Array.from({ length }, (_, index) => demoPerson(from + index));
    await importPersons(database, vault, chunk);
  }
  await copyRows(database, persons);
  await copyChains(service, persons);
}

async function settlePattern(service: TestService, index: number): Promise<void> {
  for (const at of ['2025-03-03 08:00:00', '2025-05-05 08:00:00'].slice(0, VISITS)) {
    const lines = [AMOXICILLIN, OMEPRAZOLE, AMOXICILLIN].map((item, line) => ({
      no: `S${line}`,
      item,
      count: 1 + line,
      price: 20 + (index % 7) + line,
    }));
    await outpatientVisit(service, who(index), lines, { at });
  }
}

/** An id of a pattern's person under the number of another. */
const ID = (column: string) => `replace(t.${column}, t.person_id::text, n.id::text)`;
const JSON_OF = (column: string) =>
  `replace(t.${column}::text, '"' || t.person_id, '"' || n.id)::json`;

const COPIES: readonly (readonly [table: string, columns: string, values: string])[] = [
  [
    'settlement.person',
    'person_id, version, state, last_day',
    'n.id, t.version, t.state, t.last_day',
  ],
  [
    'settlement.visit',
    'person_id, visit_id, institution, kind, status, begin_at, end_at, visit',
    `n.id, ${ID('visit_id')}, t.institution, t.kind, t.status, t.begin_at, t.end_at, t.visit`,
  ],
  [
    'settlement.batch',
    'person_id, visit_id, batch_id, charge_no, lines, shown, settlement_id',
    `n.id, ${ID('visit_id')}, t.batch_id, t.charge_no, t.lines, t.shown, ${ID('settlement_id')}`,
  ],
  [
    'settlement.settlement',
    'person_id, settlement_id, version, visit_id, institution, kind, msgid, at, event, facts',
    `n.id, ${ID('settlement_id')}, t.version, ${ID('visit_id')}, t.institution, t.kind,
     n.id || 'M' || t.version, t.at, ${JSON_OF('event')}, t.facts`,
  ],
  [
    'settlement.result',
    `person_id, settlement_id, version, law_hash, engine, payers, paid, posted, total_fen, trace`,
    `n.id, ${ID('settlement_id')}, t.version, t.law_hash, t.engine, t.payers, t.paid, t.posted,
     t.total_fen, t.trace`,
  ],
  [
    'settlement.message',
    'institution, msgid, infno, person_id, version, content_hash, answer_sealed, at',
    `t.institution, n.id || 'M' || t.version, t.infno, n.id, t.version, t.content_hash,
     t.answer_sealed, t.at`,
  ],
  [
    'platform.audit',
    'at, principal, region, request_id, action, person_id, subject',
    `t.at, t.principal, t.region, t.request_id, t.action, n.id, ${ID('subject')}`,
  ],
];

/** Copies table by table, in order of persons; of the messages and acts, those that settle. */
async function copyRows(database: Database, persons: number): Promise<void> {
  const last = FIRST_ID + PATTERNS - 1;
  for (const [table, columns, values] of COPIES) {
    const only = table.endsWith('message')
      ? "AND infno = '2207'"
      : table.endsWith('audit')
        ? "AND action = 'settlement.settle'"
        : '';
    await database.script(`
      CREATE TEMPORARY TABLE pattern ON COMMIT DROP AS
        SELECT * FROM ${table} WHERE person_id BETWEEN ${FIRST_ID} AND ${last} ${only};
      CREATE INDEX ON pattern (person_id);
      ANALYZE pattern;
      INSERT INTO ${table} (${columns})
      SELECT ${values} FROM generate_series(${last + 1}, ${FIRST_ID + persons - 1}) AS n (id)
       CROSS JOIN LATERAL (SELECT * FROM pattern p
         WHERE p.person_id = ${FIRST_ID} + (n.id - ${FIRST_ID}) % ${PATTERNS}) AS t;`);
  }
}

async function copyChains({ services }: TestService, persons: number): Promise<void> {
  const { database, ledgerKey } = services;
  const patterns: (readonly StoredEntry[])[] = [];
  for (let index = 0; index < PATTERNS; index++) {
    patterns.push(await entriesOf(database, FIRST_ID + index));
  }
  const chainOf = (index: number): NewChain => {
    const personId = FIRST_ID + index;
    let chain = emptyChain(personId);
    const entries = (patterns[index % PATTERNS] ?? []).map((entry) => {
      const own = (text: string) => text.replace(String(entry.personId), String(personId));
      const postings = entry.postings.map((one) => ({ ...one, account: own(one.account) }));
      const next = appendTo(chain, { ...entry, subject: own(entry.subject), postings }, ledgerKey);
      chain = next.chain;
      return next.sealed;
    });
    return { personId, entries };
  };
  for (let from = PATTERNS; from < persons; from += CHUNK) {
    const length = Math.min(CHUNK, persons - from);
    const chains = Array.from({ length }, (_, index) => chainOf(from + index));
    await database.transaction((tx) => storeChains(tx, 'wenzhou', chains));
  }
}
