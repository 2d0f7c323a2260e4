/**
 * Reads the pages that say, for each numeral of a document, which entry of the law it became, which
 * module it waits for, or why it is no rule.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import * as Value from 'typebox/value';
import { parse } from 'yaml';

/** Why a numeral is no rule of benefit. */
export const REASONS = {
  target: '目标或控制数，不是待遇',
  count: '统计数',
  unquantified: '只说适当、探索，没有给数，写在 notModelled',
  duty: '办事时限',
  organisation: '机构建设标准',
  history: '工作安排的年限',
  word: '词语或名称中的数字',
} as const;

/** Jobs of the authority that numerals wait for. */
export const MODULES = {
  catalogue: '药品、项目目录',
  procurement: '采购与定点协议',
  supervision: '基金监管',
  fund: '筹资与承办合同',
  services: '公共服务',
} as const;

const shut = { additionalProperties: false } as const;
const NumeralEntry = Type.Object(
  {
    n: Type.Integer({ minimum: 1 }),
    numeral: Type.String({ minLength: 1 }),
    clause: Type.String({ minLength: 1 }),
    law: Type.Optional(Type.String({ minLength: 1 })),
    module: Type.Optional(Type.Enum(Object.keys(MODULES))),
    why: Type.Optional(Type.Enum(Object.keys(REASONS))),
    note: Type.Optional(Type.String({ minLength: 1 })),
  },
  shut,
);
const Clauses = Type.Object(
  {
    kind: Type.Literal('clauses'),
    document: Type.String({ minLength: 1 }),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    numerals: Type.Array(NumeralEntry, { minItems: 1 }),
  },
  shut,
);
export type Clauses = Static<typeof Clauses>;
export type NumeralEntry = Static<typeof NumeralEntry>;

/** Reads every page of a folder. Throws where a page has not the right shape. */
export function readClauses(folder: string): Clauses[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => {
    const page: unknown = parse(readFileSync(join(folder, name), 'utf8'));
    if (Value.Check(Clauses, page)) return page;
    const problem = Value.Errors(Clauses, page)[0];
    throw new Error(`${name}: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`);
  });
}
