/**
 * The head of the form: which settlement, whose, for what.
 */
import { type Day, formatDay } from '../../../engine/units/index.ts';
import { cityDay } from '../../ledger/index.ts';
import type { ExplainedBill } from '../bill/bill.ts';
import { dayOf } from '../settle/visit-event.ts';
import { insuranceTitle, medTypeTitle, sexTitle } from './titles.ts';

export interface Section {
  readonly title: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly label: string;
  readonly text: string;
  /** Needs a row of its own. */
  readonly isLong: boolean;
}

const field = (label: string, text: string | null, isLong = false): Field => ({
  label,
  text: text === null || text === '' ? '—' : text,
  isLong,
});

/** Settlement, person and visit, in the order of the form. */
export function sectionsOf(bill: ExplainedBill): readonly Section[] {
  return [settlementSection(bill), personSection(bill), visitSection(bill)];
}

function settlementSection(bill: ExplainedBill): Section {
  return {
    title: '结算',
    fields: [
      field('结算编号', bill.settlementId),
      field('结算日期', cityDay(new Date(bill.settledAt))),
      field('就诊编号', bill.visitId),
      field('定点机构', bill.institutionName),
      field('机构编码', bill.institution),
      field('适用待遇', bill.explanation.law.title),
    ],
  };
}

function personSection({ person }: ExplainedBill): Section {
  const { insuranceType } = person;
  return {
    title: '参保人',
    fields: [
      field('姓名', person.name),
      field('性别', sexTitle(person.sex)),
      field('年龄', `${person.ageYears} 周岁`),
      field('证件号码', person.certificateNo),
      field('人员编号', person.personNo),
      field('险种', insuranceType === null ? null : insuranceTitle(insuranceType)),
    ],
  };
}

function visitSection({ visit }: ExplainedBill): Section {
  const isStay = visit.kind === 'inpatient';
  const diagnoses = visit.diagnoses.map(({ code, name }) => `${name}（${code}）`).join('；');
  const begin = dayOf(visit.beginAt);
  const end = visit.endAt === null ? null : dayOf(visit.endAt);
  const stay = isStay
    ? [
        field('出院日期', end === null ? null : formatDay(end)),
        field('住院天数', end === null ? null : stayDays(begin, end)),
      ]
    : [];
  return {
    title: '就诊',
    fields: [
      field('就诊类别', medTypeTitle(visit.medType)),
      field(isStay ? '住院号' : '门诊号', visit.hospitalNo),
      field('科室', visit.department),
      field(isStay ? '入院日期' : '就诊日期', formatDay(begin)),
      ...stay,
      field('诊断', diagnoses, true),
    ],
  };
}

/** Day of discharge not counted; a stay within one day is one. */
function stayDays(begin: Day, end: Day): string {
  return `${Math.max(1, end - begin)} 天`;
}
