/**
 * Trial `contract`: each transaction in both dialects. Every field that must be given is left out
 * once, every number and date is spoilt once, the person is another once: each must be refused by
 * name and change nothing. Then the good message must be answered exactly by its field tables, and
 * have changed the person by one version, or not at all if it only asks; sent again, it must change
 * nothing more.
 */

import { signBody } from '../../modules/settlement/index.ts';
import type { FieldTable } from '../../modules/settlement/messages/field-table.ts';
import { type Answer, envelopeOf, type TestService } from '../../testing/service/index.ts';
import { type Who, who } from '../../testing/service/visits.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { PURCHASE_SCENES } from '../workloads/service/contract-purchases.ts';
import { SCENES, type Scene } from '../workloads/service/contract-scenes.ts';
import type { Sender } from '../workloads/service/contract-steps.ts';
import { openService } from '../workloads/service/open.ts';

const DIALECTS = {
  national: { hospital: 'H33030200001', drugstore: 'P33030200011', key: null },
  zhejiang: {
    hospital: 'H33030200009',
    drugstore: 'P33030200019',
    key: 'demo-signature-key-of-no-value',
  },
} as const;
type Dialect = keyof typeof DIALECTS;

/** Every transaction, sent by whom it is for. */
const ALL: readonly { readonly from: 'hospital' | 'drugstore'; readonly scene: Scene }[] = [
  ...SCENES.map((scene) => ({ from: 'hospital' as const, scene })),
  ...PURCHASE_SCENES.map((scene) => ({ from: 'drugstore' as const, scene })),
];

interface Course {
  readonly service: TestService;
  readonly dialect: Dialect;
  readonly send: Sender;
  readonly person: Who;
  readonly failures: string[];
  tried: number;
}

export async function run({ seed }: MeasureOptions): Promise<TrialResult> {
  const open = await openService({ persons: 3 * ALL.length * 2 + 3, isDurable: false });
  const failures: string[] = [];
  let tried = 0;
  try {
    let index = 1;
    for (const dialect of Object.keys(DIALECTS) as Dialect[]) {
      for (const { from, scene } of ALL) {
        const send = senderOf(open.service, dialect, { from, run: `${seed}-${index}` });
        // Every third person from 1 on is a resident.
        const person = who(index);
        index += 3;
        const course = { service: open.service, dialect, send, person, failures, tried: 0 };
        await tryScene(course, scene);
        tried += course.tried;
      }
    }
    failures.push(...open.service.faults.map(({ infno, what }) => `${infno}: fault ${what}`));
  } finally {
    await open.close();
  }
  for (const failure of failures.slice(0, 30)) console.error(failure);
  return {
    name: 'contract',
    value: failures.length,
    tried,
    bar: `0 messages of ${ALL.length} transactions in both dialects answered otherwise`,
    holds: failures.length === 0,
    figures: { database: open.kind, transactions: ALL.length },
  };
}

function senderOf(
  service: TestService,
  dialect: Dialect,
  { from, run }: { readonly from: 'hospital' | 'drugstore'; readonly run: string },
): Sender {
  const { [from]: code, key } = DIALECTS[dialect];
  let serial = 0;
  return async (infno, input, envelope = {}) => {
    const msgid = `${code}-${run}-${++serial}`;
    // Each signature is of another moment, so it is used once.
    service.clock.at = new Date(service.clock.at.getTime() + 1);
    const given = { infno, msgid, input, fixmedins_code: code, ...envelope };
    const body = JSON.stringify(envelopeOf(given));
    const headers =
      key === null ? {} : { caKey: code, signature: signBody(key, body, service.clock.at) };
    const text = await service.post(body, headers);
    return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
  };
}

async function tryScene(course: Course, scene: Scene): Promise<void> {
  const { send, failures, dialect, person } = course;
  const fail = (what: string) => failures.push(`${scene.infno} ${dialect}: ${what}`);
  const input = await scene.prepare(send, person).catch((fault: unknown) => {
    fail(`not prepared: ${String(fault)}`);
    return null;
  });
  if (input === null) return;
  const before = await versionOf(course);
  for (const { field, bad } of badInputs(scene, input, dialect)) {
    course.tried++;
    const answer = await send(scene.infno, bad);
    if (answer.infcode !== -1) fail(`taken with a bad ${field}`);
    else if (field !== 'psn_no?' && !answer.err_msg.includes(field)) fail(`${field} is not named`);
  }
  if ((await versionOf(course)) !== before) fail('a refusal changed the person');
  course.tried++;
  const msgid = `good-${scene.infno}-${dialect}-${person.index}`;
  const good = await send(scene.infno, input, { msgid });
  if (good.infcode !== 0) {
    fail(`refused: ${good.err_msg}`);
    return;
  }
  for (const fault of outputFaults(scene, good)) fail(fault);
  const after = await versionOf(course);
  if (after !== before + (scene.changes ? 1 : 0)) fail(`version ${before} became ${after}`);
  const again = await send(scene.infno, input, { msgid });
  if (scene.changes && again.text !== good.text) fail('a second time has another answer');
  if ((await versionOf(course)) !== after) fail('a second time changed the person');
}

async function versionOf({ service, person }: Course): Promise<number> {
  const [row] = await service.services.database.query<{ version: number }>(
    `SELECT version FROM settlement.person h JOIN enrolment.person p USING (person_id)
      WHERE p.person_no = $1`,
    [person.psn_no],
  );
  return row?.version ?? 0;
}

interface Bad {
  readonly field: string;
  readonly bad: unknown;
}

/** The input with one field left out or spoilt at a time. */
function badInputs(scene: Scene, input: unknown, dialect: Dialect): readonly Bad[] {
  const found: Bad[] = [];
  for (const table of scene.inputs) {
    const said = rowOf(input, table.node);
    if (!said) continue;
    for (const { name, need, kind } of table.fields.values()) {
      if (need === 'always' || (need === 'national' && dialect === 'national')) {
        const { [name]: _gone, ...rest } = said;
        found.push({ field: name, bad: withRow(input, table.node, rest) });
      }
      if (kind !== 'str' && said[name] !== undefined && said[name] !== '') {
        found.push({
          field: name,
          bad: withRow(input, table.node, { ...said, [name]: '2025-02-30x!' }),
        });
      }
    }
    if (said.psn_no !== undefined && table === scene.inputs[0]) {
      const other = { ...said, psn_no: 'nobody' };
      found.push({ field: 'psn_no?', bad: withRow(input, table.node, other) });
    }
  }
  return found;
}

type Row = Readonly<Record<string, unknown>>;

function rowOf(input: unknown, node: string): Row | null {
  const found = (input as Row)[node];
  const row: unknown = Array.isArray(found) ? found[0] : found;
  return typeof row === 'object' && row !== null ? (row as Row) : null;
}

function withRow(input: unknown, node: string, row: Row): unknown {
  const found = (input as Row)[node];
  return { ...(input as Row), [node]: Array.isArray(found) ? [row, ...found.slice(1)] : row };
}

/** What in an answer is not as its tables say. */
function outputFaults(scene: Scene, { output }: Answer): readonly string[] {
  return scene.outputs.flatMap((table) => {
    const found = table.node === '' ? output : (output as Row)[table.node];
    const rows = (Array.isArray(found) ? found : [found]) as readonly (Row | undefined)[];
    if (rows.length === 0) return [`${table.node} is empty`];
    return rows.flatMap((row) => (row ? rowFaults(table, row) : [`${table.node} is missing`]));
  });
}

function rowFaults(table: FieldTable, row: Row): readonly string[] {
  const names = [...table.fields.keys()];
  const faults = Object.keys(row)
    .filter((name) => !table.fields.has(name))
    .map((name) => `${name} is not in ${table.node}`);
  for (const name of names) {
    const field = table.fields.get(name);
    const value = row[name];
    if (!field) continue;
    const isNumber = field.kind === 'num' && typeof value === 'number';
    const isText = field.kind !== 'num' && typeof value === 'string';
    if (!isNumber && !isText) faults.push(`${table.node}.${name} is no ${field.kind}`);
    if (field.need === 'always' && value === '') faults.push(`${table.node}.${name} is empty`);
  }
  return faults;
}
