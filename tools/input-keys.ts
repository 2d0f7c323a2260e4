/**
 * The sections of the reference of keys that stand beside the law: worked cases, recorded events,
 * and the numbers that events and tiers carry.
 */
import Type, { type TSchema } from 'typebox';
import {
  CaseSchema,
  CasesFileSchema,
  ExpectationSchema,
  ReleaseSchema,
} from '../engine/input/case-schema.ts';
import {
  BaseSchema,
  FactSchema,
  HistorySchema,
  ITEM_SCHEMAS,
  LineSchema,
  PersonSchema,
} from '../engine/input/schema.ts';
import { EVENT_MEASURES, TIER_MEASURES } from '../engine/law/index.ts';

/** A table of keys with words before it. */
export interface KeysSection {
  readonly title: string;
  readonly words: readonly string[];
  readonly schema: object;
}

const listOf = (schema: TSchema) => Type.Array(schema);

/** What a list or a free field holds, which the reader checks element by element, in its place. */
export function inputSections(): readonly KeysSection[] {
  return [
    {
      title: '`kind: cases`',
      words: ['算例，文件名以 `.cases.yaml` 结尾。`expect`、`expectEach`、`released` 至少写一种。'],
      schema: Type.Object({
        ...CasesFileSchema.properties,
        cases: Type.With(listOf(CaseSchema), describedAs(CasesFileSchema.properties.cases)),
      }),
    },
    {
      title: '期望：`expect`，`expectEach.<事件>`',
      words: ['至少写一项；没有写的项不比，`paidFen` 写了就要写全。'],
      schema: ExpectationSchema,
    },
    {
      title: '到期时的期望：`released.<津贴>`',
      words: ['写 `waiting`，或写上面的期望，另可写：'],
      schema: onlyBy(),
    },
    {
      title: '记录：`tibao settle --in`、`tibao explain --in`',
      words: [
        '`.json` 文件，一个人写一组键，几个人写成列表。样例：[events.json](guide/yunxi/events.json)。',
      ],
      schema: Type.Object({
        ...HistorySchema.properties,
        person: Type.With(
          Type.Object({
            ...PersonSchema.properties,
            facts: Type.Optional(
              Type.With(listOf(FactSchema), describedAs(PersonSchema.properties.facts)),
            ),
          }),
          describedAs(HistorySchema.properties.person),
        ),
      }),
    },
    ...Object.entries(ITEM_SCHEMAS).map(([kind, schema]) => ({
      title: `事件：\`kind: ${kind}\``,
      words: [EVENT_WORDS[kind as keyof typeof ITEM_SCHEMAS]],
      schema: Type.Object({ ...schema.properties, ...elementsOf(schema.properties) }),
    })),
  ];
}

const EVENT_WORDS = {
  visit: '一次就医；`kind` 可以不写。记录写在 `items[]`，算例写在 `events[]`，下同。',
  contribution: '一次缴费；`kind` 必写。',
  allowance: '一次津贴；`kind` 必写。',
  close: '年终结算；`kind` 必写。',
  reversal: '退掉以前的一个事件；`kind` 必写。',
} satisfies Record<keyof typeof ITEM_SCHEMAS, string>;

function elementsOf(properties: Readonly<Record<string, TSchema>>): Record<string, TSchema> {
  const elements = { lines: LineSchema, bases: BaseSchema };
  return Object.fromEntries(
    Object.entries(elements).flatMap(([name, element]) => {
      const list = properties[name];
      if (list === undefined) return [];
      const filled = Type.With(listOf(element), describedAs(list));
      return [[name, name === 'lines' ? filled : Type.Optional(filled)]];
    }),
  );
}

function onlyBy(): TSchema {
  const release = ReleaseSchema.anyOf[1];
  return Type.Object({ by: release.properties.by });
}

function describedAs(schema: object): { description?: string } {
  const { description } = schema as { description?: string };
  return description === undefined ? {} : { description };
}

/** Every number that formulas and writers may name. */
export function measuresSection(): readonly string[] {
  const events = Object.entries(EVENT_MEASURES).flatMap(([kind, names]) =>
    names.map((name) => `| \`${kind}\` | \`${name}\` | ${EVENT_MEASURE_WORDS[name]} |`),
  );
  const tiers = TIER_MEASURES.map((name) => `| \`${name}\` | ${TIER_MEASURE_WORDS[name]} |`);
  return [
    '## 事件的数：`{ event: … }`',
    '',
    '公式写 `{ event: inScopeFen }`，累计的 `writers` 写 `event: inScopeFen`。' +
      '事件的整数维度（`values: integer`）也可以这样写。',
    '',
    '| 事件 | 名字 | 是什么 |',
    '| --- | --- | --- |',
    ...events,
    '',
    '## 层的数：`measure`',
    '',
    '累计的 `writers` 写 `{ tier: 层, measure: paid }`；算例写在 `expect.tiers.<层>`。单位都是分。',
    '',
    '| 名字 | 是什么 |',
    '| --- | --- |',
    ...tiers,
    '',
  ];
}

type EventMeasure = (typeof EVENT_MEASURES)[keyof typeof EVENT_MEASURES][number];

const EVENT_MEASURE_WORDS = {
  totalCostFen: '总费用，分',
  inScopeFen: '政策范围内的费用（`inScope`），分',
  stayDays: '住院天数：出院日减入院日，至少 1',
  eventCount: '这个事件本身，记 1；用来数次数',
  premiumFen: '应缴金额，分',
  monthlyBaseFen: '月基数，分；只有一个单位时可用',
  weightedBaseFen: '各单位月基数乘权数之和，分',
  weightCount: '各单位权数之和',
  days: '津贴的天数',
} satisfies Record<EventMeasure, string>;

const TIER_MEASURE_WORDS = {
  base: '挑出的费用',
  counted: '限额以内、计入的费用',
  limitExcess: '限额以外的费用',
  deductible: '本次扣掉的起付线',
  afterDeductible: '起付线以后的费用',
  deductibleAmount: '起付线本身是多少',
  paid: '支付',
  copay: '按比例自付',
  overCap: '封顶线和限额以上',
} satisfies Record<(typeof TIER_MEASURES)[number], string>;
