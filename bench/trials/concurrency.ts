/**
 * Trial `concurrency`: many clients at once on few people. What the ledger then shows must be a
 * serial order: versions without gaps, a chain that verifies, and results that the engine comes to
 * again when the same history is settled one after the other.
 */

import { verifyLedger } from '../../modules/ledger/index.ts';
import { explainedBill } from '../../modules/settlement/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import type { TestService } from '../../testing/service/index.ts';
import {
  CT,
  outpatientVisit,
  setlinfo,
  settlementIdOf,
  type Who,
  who,
} from '../../testing/service/visits.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { openService } from '../workloads/service/open.ts';

const CLIENTS = 64;
const PEOPLE = [1, 4, 7, 10];
const FULL = 20;
const QUICK = 1;

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const rounds = quick ? QUICK : FULL;
  const open = await openService({ persons: 20 });
  const failures: string[] = [];
  let settled = 0;
  try {
    const work = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let round = 0; round < rounds; round++) {
        const done = await oneRound(open.service, seed, client * 1_000 + round, failures);
        settled += done;
      }
    });
    await Promise.all(work);
    failures.push(...(await check(open.service, open.database)));
  } finally {
    await open.close();
  }
  for (const failure of failures.slice(0, 5)) console.error(failure);
  return {
    name: 'concurrency',
    value: failures.length,
    tried: settled,
    bar: `0 of ${CLIENTS} clients on ${PEOPLE.length} people leave the serial order`,
    holds: failures.length === 0 && settled === CLIENTS * rounds,
    figures: { database: open.kind, clients: CLIENTS, rounds, settled },
  };
}

async function oneRound(
  service: TestService,
  seed: number,
  index: number,
  failures: string[],
): Promise<number> {
  const draw = chanceOf(seed * 7_919 + index);
  const person = who(PEOPLE[below(draw, PEOPLE.length)] ?? 1);
  const lines = [{ no: `L${index}`, item: CT, count: 1 + below(draw, 5), price: 120 }];
  const day = `2025-0${1 + below(draw, 5)}-1${below(draw, 9)} 08:00:00`;
  try {
    const { visit, settled } = await outpatientVisit(service, person, lines, { at: day });
    if (below(draw, 4) === 0) await reverse(service, person, visit, settlementIdOf(settled));
    if (Number(setlinfo(settled).medfee_sumamt) <= 0) failures.push(`visit ${visit} is empty`);
    return 1;
  } catch (fault) {
    failures.push(String(fault));
    return 0;
  }
}

async function reverse(service: TestService, person: Who, visit: string, id: string) {
  const data = { psn_no: person.psn_no, mdtrt_id: visit, setl_id: id };
  const answer = await service.send('2208', { data });
  if (answer.infcode !== 0) throw new Error(answer.err_msg);
}

async function check({ services, faults }: TestService, database: Database): Promise<string[]> {
  const found = faults.map(({ what }) => `fault ${what}`);
  const verdict = await verifyLedger(database, services.ledgerKey);
  found.push(...verdict.faults.map(({ what }) => what));
  const gaps = await database.query<{ person: number }>(
    `SELECT h.person_id AS person FROM settlement.person h
      WHERE h.version <> (SELECT count(DISTINCT version) FROM settlement.message m
                           WHERE m.person_id = h.person_id AND m.version IS NOT NULL)`,
  );
  found.push(...gaps.map(({ person }) => `versions of ${person} have gaps`));
  const all = await database.query<{ id: string }>(
    `SELECT settlement_id AS id FROM settlement.settlement WHERE kind = 'settle'`,
  );
  const principal = { id: 'system:trial', kind: 'system' as const, regions: [''] };
  const scope = { principal, requestId: 'trial', region: '330300', at: new Date(0) };
  for (const { id } of all) {
    const bill = await explainedBill(services, scope, id).catch((fault: unknown) => fault);
    if (!(typeof bill === 'object' && bill !== null && 'ok' in bill && bill.ok)) {
      found.push(`settlement ${id} does not settle again`);
    }
  }
  return found;
}

/** A whole number from 0 up to, not including, `end`. */
function below(draw: Chance, end: number): number {
  return draw.int(0, end - 1);
}
