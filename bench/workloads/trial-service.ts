/**
 * The service's trial settlement over HTTP, with the whole law of this repository, asked with the
 * estimator's answers. The request is made of the answers by code of its own.
 */
import { rmSync } from 'node:fs';
import { openServices } from '../../apps/server/services.ts';
import type { Answers, VisitAnswers } from '../../apps/web/features/estimator/answers.ts';
import type { Explanation } from '../../engine/explain/index.ts';
import type { Law } from '../../engine/law/index.ts';
import { openEmbedded } from '../../platform/database/index.ts';
import { newEmbeddedFolder } from '../../testing/databases/embedded-folder.ts';
import { TEST_VAULT } from '../../testing/service/index.ts';
import { listening, OPERATOR_TOKEN } from '../../testing/service/listening.ts';

export type Tried =
  | { readonly kind: 'settled'; readonly explanation: Explanation }
  | { readonly kind: 'rejected'; readonly code: string };

const AT_ONCE = 4;

/** Asks the service for each of the answers, in their order. */
export async function tryAll(law: Law, answers: readonly Answers[]): Promise<readonly Tried[]> {
  const folder = await newEmbeddedFolder();
  const database = await openEmbedded({ folder });
  const now = () => new Date();
  const services = await openServices({ database, vault: TEST_VAULT, law, at: now() });
  const server = await listening({ services, now, log: (line) => console.error(line) });
  const tried = new Array<Tried>(answers.length);
  const rest = answers.entries();
  const work = async () => {
    for (const [index, one] of rest) tried[index] = await tryOne(server.url, one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await server.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
  return tried;
}

async function tryOne(url: string, answers: Answers): Promise<Tried> {
  const response = await fetch(`${url}/api/trial-settlements`, {
    method: 'POST',
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(requestOf(answers)),
  });
  const body = (await response.json()) as { explanation?: Explanation; code?: string };
  return body.explanation
    ? { kind: 'settled', explanation: body.explanation }
    : { kind: 'rejected', code: body.code ?? `status ${response.status}` };
}

function requestOf({ area, ageYears, person, visit, earlier }: Answers) {
  const first = [...earlier, visit].map(({ on }) => on).sort()[0] ?? visit.on;
  const born = Number(visit.on.slice(0, 4)) - (ageYears ?? 0);
  const facts = Object.entries(person).flatMap(([dimension, codes]) =>
    codes.map((code) => ({ dimension, code, from: `${first.slice(0, 4)}-01-01`, until: null })),
  );
  const bornOn = ageYears === null ? null : `${born}-01-01`;
  return {
    person: { area, bornOn, facts },
    earlier: earlier.map(visitOf),
    visit: visitOf(visit),
  };
}

function visitOf({ on, facets, bill }: VisitAnswers) {
  return { on, facets, lines: bill };
}
