/**
 * The fixed words of an explanation's text.
 */
import type { Mark } from '../law/index.ts';
import type { Words } from './explanation.ts';

export type Lang = keyof Words;

const SAY = {
  yuan: { zh: '元', en: 'yuan' },
  law: { zh: '适用：', en: 'Under: ' },
  person: { zh: '个人', en: 'The person' },
  total: { zh: '合计', en: 'Total' },
  pays: { zh: '付', en: 'pays' },
  base: { zh: '计入', en: 'counts' },
  nothing: { zh: '没有可计入的费用', en: 'no cost to count' },
  noTier: { zh: '各层都不适用', en: 'No tier applies' },
  notApplied: { zh: '未付', en: 'Not paying' },
  limit: { zh: '计入上限', en: 'counts at most' },
  used: { zh: '已用', en: 'used' },
  excess: { zh: '超出不计', en: 'not counted above it' },
  deductible: { zh: '起付线', en: 'deductible' },
  taken: { zh: '本次扣', en: 'taken now' },
  takenBefore: { zh: '此前已扣', en: 'taken before' },
  passedBefore: { zh: '此前已累计', en: 'passed before' },
  full: { zh: '已扣满', en: 'none left to take' },
  left: { zh: '还差', en: 'still open' },
  cap: { zh: '支付封顶', en: 'payment cap' },
  room: { zh: '尚余', en: 'room' },
  clipped: { zh: '超出不付', en: 'not paid above it' },
  removed: { zh: '取消', en: 'removed' },
  condition: { zh: '条件', en: 'condition' },
  notMet: { zh: '（不满足）', en: ' (not met)' },
  changed: { zh: '按条件调整', en: 'changed under a condition' },
  notChanged: { zh: '条件不满足，不调整', en: 'not changed, its condition is not met' },
  ratio: { zh: '比例', en: 'ratio' },
  entitled: { zh: '应享', en: 'entitled to' },
  fellDue: { zh: '到期补发，触发于 ', en: 'fell due after ' },
  readAs: { zh: '视为', en: 'read as' },
  price: { zh: '价格规则', en: 'price rule' },
  allowed: { zh: '最多计', en: 'at most' },
  overLimit: { zh: '超限价', en: 'above it' },
  excluded: { zh: '不纳入范围', en: 'out of scope' },
  fromTo: { zh: '累计', en: 'from' },
  paidBefore: { zh: '此前已付', en: 'paid before' },
  whole: { zh: '全期应付', en: 'due for the whole period' },
  personPays: { zh: '个人负担', en: 'The person bears' },
  because: { zh: '，因为：', en: ', because:' },
  personNothing: { zh: '个人不用付钱。', en: 'The person pays nothing.' },
  assumed: { zh: '（推定）', en: ' (assumed)' },
  assumedChoices: {
    zh: '原文没有写明、由本平台推定的选择（本次可能有影响）：',
    en: 'Choices that the text does not make (they may matter here):',
  },
  otherwise: { zh: '也可以：', en: 'or: ' },
  sources: { zh: '依据：', en: 'Sources:' },
  from: { zh: '自', en: 'from' },
  changedBy: { zh: '调整依据：', en: 'changed by: ' },
} as const satisfies Record<string, Words>;

/** Gives a fixed phrase. */
export function say(lang: Lang, phrase: keyof typeof SAY): string {
  return SAY[phrase][lang];
}

/** Gives a punctuation mark of the language. */
export function mark(lang: Lang, sign: keyof typeof ENGLISH_MARKS): string {
  return lang === 'zh' ? CHINESE_MARKS[sign] : ENGLISH_MARKS[sign];
}

const CHINESE_MARKS = { ',': '，', ':': '：', ';': '；', '、': '、' } as const;
const ENGLISH_MARKS = { ',': ', ', ':': ': ', ';': '; ', '、': ', ' } as const;

export const MARK_WORDS: Readonly<Record<Mark, Words>> = {
  seed: { zh: '', en: '' },
  official: { zh: '', en: '' },
  secondary: { zh: '转述', en: 'secondary source' },
  assumed: { zh: '推定', en: 'Assumed' },
};
