/**
 * What the shapes of all law files are made of: names, days, sources, selectors.
 */
import Type, { type TSchema } from 'typebox';

/** No keys besides the declared ones. */
export const shut = { additionalProperties: false } as const;

/** Says what a key means, for editors and for the reference of keys. */
export function about<T extends TSchema>(description: string, schema: T): T {
  return Type.With(schema, { description }) as unknown as T;
}

const ID = '^[a-zA-Z][a-zA-Z0-9]*(?:[.-][a-zA-Z0-9]+)*$';
const PARAMETER_NAME = '^[a-z][a-zA-Z0-9]*(?:Fen|Bp|Count|Days|FenList|BpList|CountList)$';
export const DATE = '^\\d{4}-\\d{2}-\\d{2}$';

/** A text of one form; `says` is the form in words, for who wrote another. */
function text(pattern: string, says: string) {
  return Type.String({ pattern, says });
}

export const IdKey = Type.String({ pattern: ID });
export const Id = text(ID, '英文字母开头的名字（可含数字、点、短横）');
export const IsoDate = text(DATE, '日期 "YYYY-MM-DD"');
export const MonthDay = text('^\\d{2}-\\d{2}$', '月日 "MM-DD"');
export const AdminCode = text('^\\d{6}$', '六位行政区划代码');
export const Text = Type.String({ minLength: 1 });
export const ParameterName = text(
  PARAMETER_NAME,
  '以 Fen、Bp、Count、Days、FenList、BpList 或 CountList 结尾的参数名',
);
export const Title = Type.Object(
  { zh: about('中文名称', Text), en: about('英文名称', Text) },
  shut,
);

/** A mapping from ids; every other key is an error. */
export const byId = <T extends TSchema>(schema: T) => Type.Record(IdKey, schema, shut);

/** Fields of a citation; they stand beside what they prove. */
export const citation = {
  mark: about(
    '可信程度：seed 五份种子文件，official 官方原文，secondary 转引，assumed 我们的假设',
    Type.Enum(['seed', 'official', 'secondary', 'assumed']),
  ),
  document: Type.Optional(about('出处文件的编号，在 documents 文件中登记', Id)),
  clause: Type.Optional(about('条款，如“第十二条第一款”', Text)),
  why: Type.Optional(about('mark 为 assumed 时的理由', Text)),
};
export const Citation = Type.Object(citation, shut);
export const Source = about('出处：可信程度、文件和条款', Citation);

const Side = Type.Union([
  Type.Array(Text, { minItems: 1 }),
  Type.Object(
    {
      from: Type.Optional(about('从这个数起（含）', Type.Integer())),
      until: Type.Optional(about('到这个数为止（不含）', Type.Integer())),
    },
    { ...shut, minProperties: 1 },
  ),
]);
/** A box: each named dimension has one of the codes, or lies in the interval. */
export const Selector = byId(Side);
export const When = about(
  '适用情形：人员和事件的维度 → 代码列表或区间 { from, until }，各项须同时符合；不写即一律适用',
  Selector,
);
export const Lines = about(
  '哪些费用明细：明细的维度 → 代码列表或区间，各项须同时符合；不写即全部',
  Selector,
);

export const RoundingModeSchema = Type.Enum(['halfUp', 'halfEven', 'down', 'up']);
export const Rounding = about(
  '不足一分（或一个万分点）怎样取整：halfUp 四舍五入，halfEven 四舍六入五成双，down 舍去，up 进一',
  RoundingModeSchema,
);

export const NotModelled = about(
  '没有写成规则的条款及原因；读者由此知道还缺什么',
  Type.Array(Type.Object({ clause: about('条款', Text), why: about('为何没有写', Text) }, shut)),
);
