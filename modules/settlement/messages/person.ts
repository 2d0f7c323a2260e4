/**
 * 1101: who a person is, what insurance it has and what special identity.
 */
import {
  accepted,
  type Day,
  formatDay,
  type Result,
  rejected,
} from '../../../engine/units/index.ts';
import { type Enrolled, type EnrolledFact, findByCertificate } from '../../enrolment/index.ts';
import { cityDay, loadChain } from '../../ledger/index.ts';
import type { MessageContext } from '../services.ts';
import { dayOf } from '../settle/visit-event.ts';
import { IDENTITIES, insuranceCode, personCategory } from './codes.ts';
import { invalid } from './envelope.ts';
import { personFields } from './person-fields.ts';
import { answerRead } from './read-person.ts';
import { readRow } from './read-row.ts';
import { type RenderedRow, renderRow, yuan } from './render-row.ts';
import {
  input1101Data,
  output1101Baseinfo,
  output1101Idetinfo,
  output1101Insuinfo,
} from './tables/person.ts';

export function askPerson(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider, services, scope } = context;
    const { row, problems } = readRow(input1101Data, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const isIdCard = row.need('mdtrt_cert_type') === '02';
    const number = isIdCard ? row.need('mdtrt_cert_no') : row.need('certno');
    const { database, vault } = services;
    const enrolled = await findByCertificate(database, vault, number);
    if (!enrolled || enrolled.identity().name !== row.need('psn_name')) {
      return rejected(
        'settlement/person_not_found',
        '没有与证件号码和姓名相符的参保人，请核对证件；确已参保的请到经办机构登记',
      );
    }
    const today = dayOf(cityDay(scope.at));
    const from = row.text('begntime');
    const chain = await loadChain(database, enrolled.personId);
    return accepted({
      personId: enrolled.personId,
      output: {
        baseinfo: renderRow(output1101Baseinfo, personFields(enrolled, today).fields),
        insuinfo: insuranceRows(enrolled, {
          from: from === null ? today : dayOf(from),
          today,
          balanceFen: chain.accountFen,
        }),
        idetinfo: identityRows(enrolled, today),
      },
      action: 'settlement.askPerson',
      subject: enrolled.personNo,
    });
  });
}

interface Span {
  readonly from: Day;
  readonly today: Day;
  readonly balanceFen: number;
}

/** One row for each insurance that holds today, or held since the day asked for. */
function insuranceRows(enrolled: Enrolled, { from, today, balanceFen }: Span): RenderedRow[] {
  const rows = enrolled.facts.filter(
    (fact) =>
      fact.dimension === 'insuranceType' &&
      fact.effectiveFrom <= today &&
      (fact.effectiveUntil === null || fact.effectiveUntil > from),
  );
  return rows.map(({ code, effectiveFrom, effectiveUntil }) => {
    const isNow = effectiveUntil === null || effectiveUntil > today;
    const employment = enrolled.facts.find(({ dimension }) => dimension === 'employment');
    return renderRow(output1101Insuinfo, {
      balc: yuan(code === 'employee' ? balanceFen : 0),
      insutype: insuranceCode(code) ?? '399',
      psn_type: personCategory(code, employment?.code ?? null),
      psn_insu_stas: isNow ? '1' : '4',
      psn_insu_date: formatDay(effectiveFrom),
      paus_insu_date: effectiveUntil === null ? null : formatDay(effectiveUntil),
      cvlserv_flag: '0',
      insuplc_admdvs: enrolled.region,
      emp_name: null,
    });
  });
}

function identityRows({ facts }: Enrolled, today: Day): RenderedRow[] {
  const holds = (fact: EnrolledFact) =>
    fact.dimension === 'personClass' &&
    fact.effectiveFrom <= today &&
    (fact.effectiveUntil === null || fact.effectiveUntil > today);
  return facts.filter(holds).map(({ code, effectiveFrom, effectiveUntil }) =>
    renderRow(output1101Idetinfo, {
      psn_idet_type: IDENTITIES[code] ?? '2399',
      psn_type_lv: null,
      memo: null,
      begntime: `${formatDay(effectiveFrom)} 00:00:00`,
      endtime: effectiveUntil === null ? null : `${formatDay(effectiveUntil)} 00:00:00`,
    }),
  );
}
