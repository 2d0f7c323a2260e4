/**
 * Numerals that are no rule of benefit by their form alone: numbering, dates, document numbers,
 * words. Each rule sees the text around the numeral, which stands between ⟦ and ⟧.
 */
import type { Numeral } from './numerals.ts';

export type PlainReason =
  | 'numbering'
  | 'date'
  | 'documentNumber'
  | 'plan'
  | 'word'
  | 'page'
  | 'address';

interface PlainRule {
  readonly why: PlainReason;
  readonly around: RegExp;
}

const NUMBERING: readonly RegExp[] = [
  /(?:^|[\n。；;：: ])[(（]⟦[^⟧]+⟧[)）]/u,
  /(?:^|\n)\s*⟦[^⟧]+⟧[、.．]/u,
  /[。；;：:]\s*⟦[0-9]{1,2}⟧[.、．]/u,
  /第⟦[一二三四五六七八九十]+⟧[章节条款]/u,
  /⟦[0-9]{1,2}⟧\.\s*[^\d\s]/u,
  /专项计划⟦[0-9]⟧\s/u,
  /\n\s*⟦0[1-9]⟧\s*\n/u,
];

const DATES: readonly RegExp[] = [
  /⟦(?:19|20)[0-9]{2}⟧\s*(?:[年\-–—]|$)/u,
  /[年\-–]\s*⟦[0-9]{1,2}⟧\s*(?:[月\-–])/u,
  /⟦[0-9]{1,2}⟧月(?:底|份|前|至|完成|,|，)/u,
  /\n⟦20(?:20|25)⟧\n/u,
  /[月\-–]\s*⟦[0-9]{1,2}⟧\s*(?:日|\n|\s|$)/u,
  /⟦二[○〇零]三五⟧年/u,
  /⟦二⟧?[○〇零]⟦?三五⟧年/u,
  /⟦[0-9]{1,2}⟧:[0-9]{2}|[0-9]{1,2}:⟦[0-9]{2}⟧/u,
];

const DOCUMENT_NUMBERS: readonly RegExp[] = [
  /[〔[(（【]⟦(?:19|20)[0-9]{2}⟧[〕\])）】]\s*第?\s*[0-9]+\s*号/u,
  /[〔[(（【](?:19|20)[0-9]{2}[〕\])）】]\s*第?\s*⟦[0-9]+⟧\s*号/u,
  /索引号:\s*⟦[0-9]+⟧|索引号:\s*[0-9]+\/⟦[0-9]+⟧|[0-9]\/20[0-9]{2}[-–]⟦[0-9]+⟧/u,
  /ZJCC⟦[0-9]+⟧|ZJCC01\s*[-–]\s*⟦[0-9]+⟧|ZJCC01\s*[-–]\s*2022\s*[-–]\s*⟦[0-9]+⟧/u,
];

const PLANS: readonly RegExp[] = [
  /⟦十[二三四五]五⟧/u,
  /⟦十四⟧个五年|第十四个⟦五⟧年/u,
  /党的⟦[一二十九]+⟧(?:大|届)|和⟦十九⟧届|中央⟦八⟧项规定/u,
];

/** What the page around the text prints: styles, buttons, addresses. */
const PAGE: readonly RegExp[] = [
  /font-size:⟦[0-9.]+⟧pt|margin-left:\s*⟦[0-9]+⟧px/u,
  /关闭窗口】\s*⟦0⟧/u,
];
const ADDRESSES: readonly RegExp[] = [
  /大街⟦[0-9]+⟧号/u,
  /编:\s*⟦[0-9]+⟧|话:\s*⟦[0-9]+⟧|话:\s*[0-9]+-⟦[0-9]+⟧/u,
];

/** Set phrases and names in which a number word stands for no amount. */
const PHRASES: readonly string[] = [
  '一老一小',
  '一困',
  '一体',
  '一站',
  '一次办',
  '跑一次',
  '统一',
  '进一步',
  '一键',
  '一证',
  '一致',
  '一件事',
  '一单制',
  '一窗',
  '一码',
  '一城通',
  '一条龙',
  '一揽子',
  '一触即',
  '一卡',
  '一档',
  '一户',
  '一定',
  '一些',
  '一般',
  '一系列',
  '一对一',
  '一批',
  '一大批',
  '一直',
  '一道',
  '一种',
  '一项',
  '之一',
  '唯一',
  '下一步',
  '合一',
  '一公开',
  '一岗双',
  '一案多',
  '一次性',
  '最后一公里',
  '一扇门',
  '一个号',
  '一扫',
  '一套',
  '一支',
  '一名',
  '一轮',
  '一个疾',
  '一家',
  '一款',
  '一经',
  '一部手机',
  '同一',
  '一次都',
  '一窗口',
  '一站采',
  '一次办',
  '一人一',
  '一次住',
  '零售',
  '零星',
  '零跑',
  '零差',
  '零门槛',
  '清零',
  '跑零趟',
  '三医',
  '三重',
  '三重一大',
  '三年',
  '三孩',
  '第三方',
  '三级医',
  '三流',
  '三服务',
  '三分开',
  '三张清',
  '长三角',
  '三方筹',
  '三种采',
  '三个阶',
  '两定',
  '两病',
  '两个健',
  '两项保',
  '两个维',
  '两级',
  '两类',
  '四川',
  '四个',
  '四级',
  '四化',
  '四重',
  '五个一',
  '五位一体',
  '五项保',
  '五室',
  '八统一',
  '一为',
  '十大课',
  '百分点',
  '百姓',
  '千年商',
  '千商',
  '一三三三',
  '一个总',
  '二类',
  '一类',
  '第一位',
  '第二批',
  '第一轮',
  '一至五批',
  '市县三级',
  '及三区',
  '一单',
  '随机一',
  '一个自然年',
  '全市一',
];

/** Tells why a numeral is no rule by its form alone; null where a person must say. */
export function plainReason(text: string, numeral: Numeral): PlainReason | null {
  const around = windowOf(text, numeral, 16);
  for (const { why, around: pattern } of RULES) if (pattern.test(around)) return why;
  return isInPhrase(text, numeral) ? 'word' : null;
}

const RULES: readonly PlainRule[] = [
  ...rules('documentNumber', DOCUMENT_NUMBERS),
  ...rules('plan', PLANS),
  ...rules('date', DATES),
  ...rules('numbering', NUMBERING),
  ...rules('page', PAGE),
  ...rules('address', ADDRESSES),
];

function rules(why: PlainReason, patterns: readonly RegExp[]): PlainRule[] {
  return patterns.map((around) => ({ why, around }));
}

function windowOf(text: string, { from, until }: Numeral, width: number): string {
  const before = text.slice(Math.max(0, from - width), from);
  return `${before}⟦${text.slice(from, until)}⟧${text.slice(until, until + width)}`;
}

function isInPhrase(text: string, { from, until }: Numeral): boolean {
  return PHRASES.some((phrase) => {
    const first = Math.max(0, until - phrase.length - 2);
    for (
      let at = text.indexOf(phrase, first);
      at >= 0 && at < until;
      at = text.indexOf(phrase, at + 1)
    ) {
      if (at <= from && at + phrase.length >= until) return true;
    }
    return false;
  });
}
