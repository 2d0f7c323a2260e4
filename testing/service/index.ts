/**
 * A hospital's system for tests: sends national messages to the platform in the same process and
 * reads the answers.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { areaArrangements, areaRegions, compile, readLawFolder } from '../../apps/cli/load-law.ts';
import { fillDemoCity } from '../../apps/server/demo/fill.ts';
import { openServices } from '../../apps/server/services.ts';
import type { Law } from '../../engine/law/index.ts';
import {
  handleMessage,
  type MessageFault,
  type Services,
  SignatureGate,
} from '../../modules/settlement/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { createVault, parseRootKeys } from '../../platform/vault/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly infcode: number;
  readonly err_msg: string;
  readonly output: unknown;
  /** As it came. */
  readonly text: string;
}

export interface TestService {
  readonly services: Services;
  /** The platform's clock; tests move it. */
  readonly clock: { at: Date };
  readonly faults: MessageFault[];
  /** Sends a message of a demo hospital; the answer is parsed. */
  send(infno: string, input: unknown, envelope?: Fields): Promise<Answer>;
  /** Sends any bytes. */
  post(body: string, headers?: { caKey?: string; signature?: string }): Promise<string>;
}

const policies = (name: string) =>
  fileURLToPath(new URL(`../../policies/${name}`, import.meta.url));

const laws = new Map<string, Law>();

/** The law of one area, compiled once in a process. */
export function areaLaw(area: string): Law {
  const known = laws.get(area);
  if (known) return known;
  const folder = readLawFolder(policies('national'), policies('sources'), policies(area));
  const { law, diagnostics } = compile(folder.laws);
  if (!law) throw new Error(`the law of ${area} does not compile: ${diagnostics[0]?.message}`);
  laws.set(area, law);
  return law;
}

export const TEST_VAULT = createVault(parseRootKeys(`1:${'5'.repeat(64)}`));
export const HOSPITAL = 'H33030200001';

export interface TestServiceOptions {
  readonly persons?: number;
  readonly at?: string;
  readonly area?: string;
}

/** Migrates, publishes, fills and listens on a database. */
export async function testService(
  database: Database,
  { persons = 30, at: now = '2025-06-16T02:00:00Z', area = 'wenzhou' }: TestServiceOptions = {},
): Promise<TestService> {
  const clock = { at: new Date(now) };
  const { at } = clock;
  const law = areaLaw(area);
  const own = readLawFolder(policies(area));
  const arrangements = areaArrangements(own);
  const vault = TEST_VAULT;
  const regions = areaRegions(own);
  const services = await openServices({ database, vault, law, regions, arrangements, at });
  await fillDemoCity(services, { persons, at });
  return serviceOn(services, clock);
}

/** A client of services that are open already. */
export function serviceOn(services: Services, clock: { at: Date }): TestService {
  const faults: MessageFault[] = [];
  const gate = new SignatureGate();
  let serial = 0;
  const run = randomBytes(4).toString('hex');
  const post: TestService['post'] = (body, { caKey, signature } = {}) =>
    handleMessage(
      { services, gate, onFault: (fault) => faults.push(fault) },
      { body, caKey, signature, requestId: randomBytes(12).toString('hex'), at: clock.at },
    );
  return {
    services,
    clock,
    faults,
    post,
    send: async (infno, input, envelope = {}) => {
      serial++;
      const msgid = `${HOSPITAL}${run}${String(serial).padStart(8, '0')}`;
      const text = await post(JSON.stringify(envelopeOf({ infno, msgid, input, ...envelope })));
      return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
    },
  };
}

/** A whole envelope of the demo hospital around what is given. */
export function envelopeOf(given: Fields): Fields {
  return {
    mdtrtarea_admvs: '330300',
    insuplc_admdvs: '330300',
    recer_sys_code: 'HIS',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'd001',
    opter_name: '窗口一',
    inf_time: '2025-06-16 10:00:00',
    fixmedins_code: HOSPITAL,
    fixmedins_name: '云溪市第一人民医院（演示）',
    sign_no: '',
    ...given,
  };
}
