/**
 * Trial `hostile-messages`: valid messages, mutated, over HTTP. Every answer must be a whole
 * envelope, in time, without an internal fault, and without what names a person in an error or a
 * log.
 */
import { Agent } from 'node:http';
import { listen } from '../../apps/server/listen.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import type { TestService } from '../../testing/service/index.ts';
import { type Who, who } from '../../testing/service/visits.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { hostile } from '../workloads/hostile-messages/mutated.ts';
import { sampleMessages } from '../workloads/hostile-messages/samples.ts';
import { exchange } from '../workloads/service/http-load.ts';
import { openService } from '../workloads/service/open.ts';

const FULL = 200_000;
const QUICK = 400;
/** Messages about the same three people; then come others, whose histories are short again. */
const BLOCK = 2_000;
const AT_ONCE = 16;
const TOO_LONG = 10_000;

interface Tally {
  accepted: number;
  refused: number;
  readonly failures: string[];
}

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const tried = quick ? QUICK : FULL;
  const blocks = Math.ceil(tried / BLOCK);
  const open = await openService({ persons: 3 * blocks, isDurable: false });
  const tally: Tally = { accepted: 0, refused: 0, failures: [] };
  const logged: string[] = [];
  const server = await serve(open.service, (line) => logged.push(line));
  try {
    for (let block = 0; block < blocks; block++) {
      const people: readonly [Who, Who, Who] = [
        who(3 * block),
        who(3 * block + 1),
        who(3 * block + 2),
      ];
      const samples = await sampleMessages(open.service, people);
      const from = block * BLOCK;
      const draws = { seed: seed * 1_000_003, from, until: Math.min(from + BLOCK, tried) };
      await tryBlock({ url: server.url, samples, names: namesOf(people), logged, tally }, draws);
    }
  } finally {
    await server.close();
    await open.close();
  }
  const { accepted, refused, failures } = tally;
  for (const failure of failures.slice(0, 8)) console.error(failure);
  return {
    name: 'hostile-messages',
    value: failures.length,
    tried,
    bar: `0 of at least ${FULL.toLocaleString('en')} mutated messages`,
    holds: failures.length === 0,
    figures: { database: open.kind, accepted, refused },
  };
}

function serve({ services, clock }: TestService, log: (line: string) => void) {
  return listen({
    services,
    host: '127.0.0.1',
    port: 0,
    operatorToken: 'hostile',
    now: () => clock.at,
    rootsFolder: null,
    log,
  });
}

/** Names and certificate numbers. */
function namesOf(people: readonly Who[]): RegExp {
  return new RegExp(people.flatMap(({ psn_name, certno }) => [psn_name, certno]).join('|'));
}

interface Block {
  readonly url: string;
  readonly samples: readonly string[];
  readonly names: RegExp;
  readonly logged: string[];
  readonly tally: Tally;
}

interface Draws {
  readonly seed: number;
  readonly from: number;
  readonly until: number;
}

async function tryBlock(block: Block, { seed, from, until }: Draws): Promise<void> {
  const { logged, names, tally } = block;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let next = from;
  const client = async () => {
    while (next < until) {
      const index = next++;
      const fault = await tryOne(block, agent, chanceOf(seed + index));
      if (fault) tally.failures.push(`${fault} (case ${index})`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  agent.destroy();
  for (const line of logged.splice(0)) {
    tally.failures.push(names.test(line) ? 'a log names a person' : (line.split('\n')[0] ?? ''));
  }
}

async function tryOne({ url, samples, ...block }: Block, agent: Agent, draw: Chance) {
  const { path, headers, body } = hostile(draw.pick(samples), draw);
  try {
    const answer = await exchange(agent, `${url}${path}`, { headers, body, timeout: TOO_LONG });
    return judge(answer, block);
  } catch (fault) {
    return `no answer: ${fault instanceof Error ? fault.message : typeof fault}`;
  }
}

function judge(
  { status, text }: { readonly status: number; readonly text: string },
  { names, tally }: Pick<Block, 'names' | 'tally'>,
): string | null {
  if (status !== 200) return `status ${status}`;
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null) return 'no envelope';
  const { infcode, err_msg, inf_refmsgid, respond_time } = answer as Record<string, unknown>;
  if (typeof err_msg !== 'string' || typeof inf_refmsgid !== 'string') return 'a broken envelope';
  if (!/^\d{17}$/.test(String(respond_time)) || inf_refmsgid.length !== 30) return 'a broken stamp';
  if (infcode === 0) {
    tally.accepted++;
    return null;
  }
  tally.refused++;
  if (infcode !== -1 || err_msg === '' || err_msg.length > 200) return 'a broken refusal';
  if (err_msg.includes('message/internal')) return 'an internal fault';
  return names.test(err_msg) ? 'a refusal names a person' : null;
}
