/**
 * Trial `hostile-messages`: valid messages, mutated. Every answer must be a whole envelope, in
 * time, without an internal fault, and without what names a person in an error or a log.
 */
import { randomBytes } from 'node:crypto';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { envelopeOf, HOSPITAL, type TestService } from '../../testing/service/index.ts';
import { DRUGSTORE, purchase } from '../../testing/service/purchases.ts';
import { admission, dischargeInput, stayLine, staySettle } from '../../testing/service/stays.ts';
import {
  AMOXICILLIN,
  CT,
  describe,
  feeLine,
  register,
  settleInput,
  visitIdOf,
  who,
} from '../../testing/service/visits.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { openService } from '../workloads/service/open.ts';

const FULL = 200_000;
const QUICK = 400;
const AT_ONCE = 16;
const TOO_LONG = 10_000;

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const tried = quick ? QUICK : FULL;
  const open = await openService({ persons: 40, isDurable: false });
  const failures: string[] = [];
  const counts = { accepted: 0, refused: 0 };
  try {
    const seeds = await sampleMessages(open.service);
    let next = 0;
    const client = async () => {
      while (next < tried) {
        const index = next++;
        const draw = chanceOf(seed * 1_000_003 + index);
        const sample = seeds[below(draw, seeds.length)] ?? '';
        const body = mutated(sample, draw);
        const fault = await judge(open.service, body, counts);
        if (fault) failures.push(`${fault} (case ${index})`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    for (const { infno, what, stack } of open.service.faults) {
      failures.push(`fault ${infno} ${what}`);
      if (NAMES.test(`${what}${stack}`)) failures.push('a log names a person');
    }
  } finally {
    await open.close();
  }
  for (const failure of failures.slice(0, 8)) console.error(failure);
  return {
    name: 'hostile-messages',
    value: failures.length,
    tried,
    bar: `0 of at least ${FULL.toLocaleString('en')} mutated messages`,
    holds: failures.length === 0,
    figures: { database: open.kind, ...counts },
  };
}

/** Names and certificate numbers of the demo persons that the samples speak of. */
const PERSONS = [1, 4, 7].map(who);
const NAMES = new RegExp(PERSONS.flatMap(({ psn_name, certno }) => [psn_name, certno]).join('|'));

/** One valid message of each kind, on visits that stand open. */
async function sampleMessages(service: TestService): Promise<readonly string[]> {
  const [one = who(1), two = who(4), three = who(7)] = PERSONS;
  const visit = visitIdOf(await service.send('2201', register(one)));
  const stay = visitIdOf(await service.send('2401', admission(two, '2025-06-01 08:00:00')));
  const line = { no: 'H1', item: CT, count: 1, price: 100 };
  const data = { psn_no: one.psn_no, mdtrt_id: visit, setl_id: `${visit.split('V')[0]}S9` };
  const card = { ...(register(three).data as object), begntime: '2025-01-01' };
  const span = { begntime: '2025-01-01', endtime: '2025-12-31', med_type: '11' };
  const bought = purchase(three, [line]);
  const drugstore = { fixmedins_code: DRUGSTORE };
  const samples: readonly [string, unknown, object?][] = [
    ['1101', { data: card }],
    ['2001', { data: { ...data, insutype: '390', fixmedins_code: HOSPITAL, ...span } }],
    ['2101', bought, drugstore],
    ['2102', bought, drugstore],
    ['2103', { data: { ...data, psn_no: three.psn_no } }, drugstore],
    ['2201', register(three)],
    ['2202', { data: { ...data, ipt_otp_no: 'OP1' } }],
    ['2203', describe(one, visit)],
    ['2203A', describe(one, visit)],
    [
      '2204',
      {
        feedetail: [line, { ...line, no: 'H2', item: AMOXICILLIN }].map((l) =>
          feeLine(one, visit, l),
        ),
      },
    ],
    ['2206', settleInput(one, visit, '100.00')],
    ['2207', settleInput(one, visit, '100.00')],
    ['2208', { data }],
    ['2205', { data: { ...data, chrg_bchno: 'B1' } }],
    ['2301', { feedetail: stayLine(two, stay, line) }],
    ['2302', { data: { psn_no: two.psn_no, mdtrt_id: stay, feedetl_sn: 'H1' } }],
    ['2303', staySettle(two, stay, '100.00', { mid_setl_flag: '1' })],
    ['2304', staySettle(two, stay, '100.00', { mid_setl_flag: '1' })],
    ['2401', admission(three, '2025-06-02 08:00:00')],
    ['2402', dischargeInput(two, stay, '2025-06-09 08:00:00')],
    ['2404', { data: { psn_no: two.psn_no, mdtrt_id: stay } }],
    ['2405', { data: { psn_no: two.psn_no, mdtrt_id: stay } }],
    ['2601', { data: { psn_no: one.psn_no, omsgid: 'x', oinfno: '2207' } }],
    ['5201', { data: { ...data, ...span } }],
    ['5202', { data }],
    ['5203', { data }],
    ['5204', { data }],
    ['5205', { data: { ...data, ...span } }],
    ['5206', { data }],
    ['9001', { signIn: { opter_no: 'd', mac: 'm', ip: 'i' } }],
  ];
  return samples.map(([infno, input, sender]) =>
    JSON.stringify(envelopeOf({ infno, msgid: 'MSGID', input, ...sender })),
  );
}

const VALUES: readonly unknown[] = [
  null,
  '',
  'null',
  0,
  -1,
  1e308,
  '9'.repeat(400),
  '1e9',
  'NaN',
  'x'.repeat(5_000),
  '\u0000',
  '\ud800',
  "'; DROP TABLE ledger.entry; --",
  true,
  [],
  {},
  [[]],
  [null],
  { toString: 1 },
  '2025-02-30',
  '0000-00-00 00:00:00',
  '9999-12-31 23:59:59',
  '100001V1',
  '999999999999999V1',
  '-0',
  '00000000000000000000000000001',
  '１２３',
  '0.0000001',
];

/** Changes a message in one to three places, or its bytes. */
function mutated(sample: string, draw: Chance): string {
  const msgid = randomBytes(12).toString('hex');
  const named = sample.replace('"MSGID"', JSON.stringify(below(draw, 50) === 0 ? 'same' : msgid));
  if (below(draw, 10) === 0) return scrambled(named, draw);
  const message: unknown = JSON.parse(named);
  const times = 1 + below(draw, 3);
  for (let time = 0; time < times; time++) {
    const places = placesIn(message);
    const place = places[below(draw, places.length)];
    if (!place) break;
    const [holder, key] = place;
    const what = below(draw, 4);
    if (what === 0) Reflect.deleteProperty(holder, key);
    else if (what === 1) Reflect.set(holder, `${key}_x`, Reflect.get(holder, key));
    else Reflect.set(holder, key, VALUES[below(draw, VALUES.length)]);
  }
  return JSON.stringify(message);
}

function scrambled(text: string, draw: Chance): string {
  const at = below(draw, text.length);
  const kind = below(draw, 4);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return `${text.slice(0, at)}${text.slice(at + 1 + below(draw, 20))}`;
  if (kind === 2)
    return `${text.slice(0, at)}${String.fromCharCode(below(draw, 65_536))}${text.slice(at)}`;
  return `${'['.repeat(below(draw, 30_000))}${text}`;
}

function placesIn(value: unknown): [object, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    [value, key] as [object, string],
    ...placesIn(Reflect.get(value, key)),
  ]);
}

async function judge(
  service: TestService,
  body: string,
  counts: { accepted: number; refused: number },
): Promise<string | null> {
  const text = await Promise.race([
    service.post(body),
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), TOO_LONG).unref();
    }),
  ]);
  if (text === null) return 'no answer in time';
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null) return 'no envelope';
  const { infcode, err_msg, inf_refmsgid, respond_time } = answer as Record<string, unknown>;
  if (typeof err_msg !== 'string' || typeof inf_refmsgid !== 'string') return 'a broken envelope';
  if (!/^\d{17}$/.test(String(respond_time)) || inf_refmsgid.length !== 30) return 'a broken stamp';
  if (infcode === 0) {
    counts.accepted++;
    return null;
  }
  counts.refused++;
  if (infcode !== -1 || err_msg === '' || err_msg.length > 200) return 'a broken refusal';
  if (err_msg.includes('message/internal')) return 'an internal fault';
  return NAMES.test(err_msg) ? 'a refusal names a person' : null;
}

/** A whole number from 0 up to, not including, `end`. */
function below(draw: Chance, end: number): number {
  return draw.int(0, end - 1);
}
