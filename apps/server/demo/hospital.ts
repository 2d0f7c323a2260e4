/**
 * The information system of the demo city's first hospital: writes national messages and sends them
 * to the platform in the same process.
 */
import { randomBytes } from 'node:crypto';
import { cityDay } from '../../../modules/ledger/index.ts';
import { handleMessage, type Services, SignatureGate } from '../../../modules/settlement/index.ts';

const HOSPITAL = 'H33030200001';

export interface DemoHospital {
  /** A whole message with an id of its own. */
  readonly write: (infno: string, input: object) => object;
  /** Gives the output of the answer; throws where it is refused. */
  readonly send: (infno: string, input: object) => Promise<unknown>;
}

export function demoHospital(services: Services, now: () => Date): DemoHospital {
  const run = randomBytes(5).toString('hex');
  const gate = new SignatureGate();
  const faults: string[] = [];
  let serial = 0;
  const write = (infno: string, input: object) => ({
    infno,
    msgid: `${HOSPITAL}${run}${String(++serial).padStart(4, '0')}`,
    mdtrtarea_admvs: '330300',
    insuplc_admdvs: '330302',
    recer_sys_code: 'TIBAO',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'demo',
    opter_name: '演示窗口',
    inf_time: `${cityDay(now())} 10:00:00`,
    fixmedins_code: HOSPITAL,
    fixmedins_name: '云溪市第一人民医院（演示）',
    input,
  });
  const send = async (infno: string, input: object) => {
    const answer = await handleMessage(
      { services, gate, onFault: ({ what }) => faults.push(what) },
      {
        body: JSON.stringify(write(infno, input)),
        caKey: undefined,
        signature: undefined,
        requestId: randomBytes(12).toString('hex'),
        at: now(),
      },
    );
    // Every answer is an envelope.
    const read = JSON.parse(answer) as { infcode: number; err_msg: string; output: unknown };
    if (read.infcode !== 0) throw new Error(`${infno}: ${read.err_msg} ${faults.join(' ')}`);
    return read.output;
  };
  return { write, send };
}
