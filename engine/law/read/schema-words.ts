/**
 * Shapes of the files that say what others may name: documents, vocabularies, areas, choices.
 */
import Type from 'typebox';
import { AdminCode, about, byId, Id, IsoDate, Source, shut, Text, Title } from './schema-basics.ts';
import { Choices } from './schema-values.ts';

/** Registry of source documents. */
export function documentsSchema() {
  const document = Type.Object(
    {
      number: Type.Optional(about('文号', Text)),
      title: about('标题', Text),
      issuer: Type.Optional(about('发文机关', Text)),
      issuedOn: Type.Optional(about('发文日期', IsoDate)),
      mark: about(
        '可信程度：seed 五份种子文件，official 官方原文，secondary 转引',
        Type.Enum(['seed', 'official', 'secondary']),
      ),
      note: Type.Optional(about('说明', Text)),
    },
    shut,
  );
  return Type.Object(
    {
      kind: about('文件种类：出处登记', Type.Literal('documents')),
      documents: about('编号 → 文件', byId(document)),
    },
    shut,
  );
}

/** Dimensions with their codes; payers. */
export function vocabularySchema() {
  const dimension = Type.Object(
    {
      of: about(
        '属于：person 人员，event 事件，line 费用明细',
        Type.Enum(['person', 'event', 'line']),
      ),
      title: about('名称', Title),
      codes: Type.Optional(about('代码 → 名称；与 values 只写其一', byId(Title))),
      values: Type.Optional(
        about('open 任意代码，integer 整数（0 至 900000000000）', Type.Enum(['open', 'integer'])),
      ),
      many: Type.Optional(about('人员维度：同一天可以有几个代码，也可以没有', Type.Boolean())),
      absentMeans: Type.Optional(about('没有告知时当作哪个代码；整数写成 "0" 这样的文字', Text)),
    },
    shut,
  );
  return Type.Object(
    {
      kind: about('文件种类：词汇表', Type.Literal('vocabulary')),
      dimensions: about('维度：规则可以看的属性', byId(dimension)),
      payers: about('支付方', byId(Title)),
    },
    shut,
  );
}

/** A pooling area and its person classes. */
export function areaSchema() {
  const personClass = Type.Object(
    {
      title: about('名称', Title),
      validMonths: Type.Optional(about('认定后有效几个月', Type.Integer({ minimum: 1 }))),
      backMonths: Type.Optional(
        about('往前追溯几个月（monthsBack）', Type.Integer({ minimum: 1 })),
      ),
      holds: Type.Optional(
        about(
          '身份从何时算（X08）：fromDay 当天起，wholeYear 全年，monthsBack 往前追溯；不写即随方案 classChange',
          Type.Enum(['fromDay', 'wholeYear', 'monthsBack']),
        ),
      ),
      source: Source,
    },
    shut,
  );
  return Type.Object(
    {
      kind: about('文件种类：统筹区', Type.Literal('area')),
      id: about('编号，全库唯一', Id),
      title: about('名称', Title),
      adminCode: Type.Optional(about('行政区划代码', AdminCode)),
      personClasses: about('人员类别（待遇身份）', byId(personClass)),
    },
    shut,
  );
}

/** Choices that several files share. */
export function choicesSchema() {
  return Type.Object(
    {
      kind: about('文件种类：共用的选择', Type.Literal('choices')),
      id: about('编号，全库唯一；写在别的文件的 uses 里', Id),
      title: Type.Optional(about('标题', Text)),
      choices: Choices,
    },
    shut,
  );
}
