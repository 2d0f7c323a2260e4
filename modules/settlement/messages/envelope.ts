/**
 * The envelope of every message: reads the request, renders the answer. An answer to a message is
 * always an envelope, also to what cannot be read.
 */
import { createHash } from 'node:crypto';
import { accepted, type Rejection, type Result, rejected } from '../../../engine/units/index.ts';
import { fieldTable } from './field-table.ts';
import { isObject, isPlain, readRow } from './read-row.ts';

export interface Envelope {
  /** Upper case; with `A` where the sender wrote it. */
  readonly infno: string;
  readonly msgid: string;
  readonly institution: string;
  /** Region where care is given. */
  readonly region: string;
  readonly operator: string;
  readonly input: unknown;
  /** SHA-256 of what the message says: code and input, without times and signature. */
  readonly contentHash: Buffer;
}

const ENVELOPE = fieldTable(
  '',
  `infno! str 6; msgid! str 60; mdtrtarea_admvs! str 6; insuplc_admdvs str 6;
   recer_sys_code str 10; infver! str 10; opter_type! str 3; opter! str 30; opter_name! str 50;
   inf_time! datetime; fixmedins_code! str 30; fixmedins_name str 200; sign_no str 60`,
);

/**
 * Reads an envelope. Rejects `message/not_json`, `message/envelope_invalid` and
 * `message/encrypted`.
 */
export function readEnvelope(body: string): Result<Envelope> {
  const parsed = parseJson(body);
  if (!isObject(parsed)) {
    return rejected('message/not_json', '报文不是 JSON 对象，请按接口规范组织报文');
  }
  if (typeof parsed.enc_type === 'string' && parsed.enc_type !== '') {
    return rejected('message/encrypted', '本平台不收加密报文，请把 enc_type 置空并以明文上传');
  }
  const { row, problems } = readRow(
    { ...ENVELOPE, node: 'envelope' },
    { envelope: parsed },
    'national',
  );
  if (problems.length > 0) return invalid(problems);
  const input = typeof parsed.input === 'string' ? parseJson(parsed.input) : parsed.input;
  if (!isObject(input)) return invalid(['envelope 缺少 input 对象，请补上']);
  const infno = row.need('infno').toUpperCase();
  return accepted({
    infno,
    msgid: row.need('msgid'),
    institution: row.need('fixmedins_code'),
    region: row.need('mdtrtarea_admvs'),
    operator: row.need('opter'),
    input,
    contentHash: createHash('sha256')
      .update(`${infno}\n${canonical(input)}`)
      .digest(),
  });
}

/** Joins the problems of a message to one rejection. */
export function invalid(problems: readonly string[]): Result<never> {
  const [first = '', ...others] = problems;
  const more = others.length === 0 ? '' : `（另有 ${others.length} 处）`;
  return rejected('message/field_invalid', `${first}${more}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parsed JSON as text, the names of every object in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  let text = '';
  for (const [name, written] of namesOf(value)) {
    text += `${text === '' ? '' : ','}${written}:${canonical(value[name])}`;
  }
  return `{${text}}`;
}

type Names = readonly (readonly [name: string, written: string])[];

const MOST_SHAPES = 500;
const LONGEST_SHAPE = 2_000;
/** Rows of a list, and messages of a kind, have the same names: those are put in order once. */
const shapes = new Map<string, Names>();

function namesOf(value: Readonly<Record<string, unknown>>): Names {
  const names = Object.keys(value);
  const shape = names.join('\n');
  const known = shapes.get(shape);
  // A name may hold what stands between names here.
  const isSame =
    known?.length === names.length && known.every(([name]) => Object.hasOwn(value, name));
  if (isSame) return known;
  const made = names.sort().map((name) => [name, JSON.stringify(name)] as const);
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  if (shape.length <= LONGEST_SHAPE) shapes.set(shape, made);
  return made;
}

export interface AnswerStamp {
  /** When the request arrived. */
  readonly at: Date;
  readonly region: string;
  /** Ten digits that make the answer's own number unique within its second. */
  readonly serial: string;
}

/** The envelope of an answer that succeeded. */
export function renderAnswer(stamp: AnswerStamp, output: unknown): string {
  return JSON.stringify({ ...headOf(stamp, 0), err_msg: '', output });
}

const MOST_CHARACTERS = 200;

/** The envelope of a refusal: what, where and what to do, then the code. */
export function renderRefusal(stamp: AnswerStamp, { code, message }: Rejection): string {
  const tail = `（${code}）`;
  const room = MOST_CHARACTERS - tail.length;
  const text = isPlain(message) ? message : '报文内容有误，请核对';
  const cut = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  return JSON.stringify({ ...headOf(stamp, -1), err_msg: `${cut}${tail}`, output: null });
}

function headOf({ at, region, serial }: AnswerStamp, infcode: 0 | -1) {
  const time = cityStamp(at);
  return {
    infcode,
    inf_refmsgid: `${region.padEnd(6, '0').slice(0, 6)}${time.slice(0, 14)}${serial}`,
    refmsg_time: time,
    respond_time: time,
    enctype: '',
    signtype: '',
    cainfo: '',
    warn_msg: '',
  };
}

/** `yyyyMMddHHmmssSSS` by the city's clock. */
function cityStamp(at: Date): string {
  return cityTime(at, true).replace(/\D/g, '');
}

/** `yyyy-MM-dd HH:mm:ss` by the city's clock (UTC+8). */
export function cityTime(at: Date, withMillis = false): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString().replace('T', ' ');
  return local.slice(0, withMillis ? 23 : 19);
}
