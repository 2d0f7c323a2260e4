/**
 * 2001: which funds a person may use for a kind of visit on a day. The law is asked with a probe: a
 * bill of one yuan that is not kept; a fund of whose tiers one is in force and covers is open.
 */
import type { Settled, Visit as VisitEvent } from '../../../engine/settle/index.ts';
import { accepted, type Day, formatDay, type Result } from '../../../engine/units/index.ts';
import { loadPersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { personLaw } from '../settle/settle-bill.ts';
import { settleOnHead } from '../settle/settle-visit.ts';
import { dayOf } from '../settle/visit-event.ts';
import { fundOf, medTypeOf } from './codes.ts';
import { invalid } from './envelope.ts';
import { unknownMedType } from './outpatient-visit.ts';
import { answerRead } from './read-person.ts';
import { readRow } from './read-row.ts';
import { type RenderedRow, renderRow } from './render-row.ts';
import { input2001Data, output2001Trtinfo } from './tables/person.ts';
import { maternityOf, refuseUnfiled, visitFacets } from './visit-facets.ts';

const FUND_CHECK = '01';
const PROBE_FEN = 100;

export function askEntitlement(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider, services, scope } = context;
    const { row, problems } = readRow(input2001Data, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const medType = medTypeOf(row.need('med_type'));
    if (!medType) return unknownMedType();
    const personNo = row.need('psn_no');
    const file = await loadPersonFile(context, { personNo, visitId: null });
    if (!file.ok) return file;
    const { enrolled, head } = file.value;
    const code = row.text('dise_codg');
    const disease = code === null ? null : await services.items.disease(code, scope.at);
    const maternity = maternityOf(row);
    const facets = visitFacets(medType, { provider, enrolled, disease, maternity });
    const day = dayOf(row.need('begntime'));
    const given = await personLaw(services, file.value, []);
    const settled =
      refuseUnfiled(medType, disease, enrolled, day) ??
      settleOnHead(given, head, probe(day, facets));
    const shared = { personNo, day, insuranceType: row.need('insutype') };
    return accepted({
      personId: head.personId,
      output: {
        trtinfo: settled.ok
          ? fundRows(settled.value.settled, shared)
          : [refusedRow(settled.rejection.message, shared)],
      },
      action: 'settlement.askEntitlement',
      subject: personNo,
    });
  });
}

function probe(on: Day, facets: VisitEvent['facets']): VisitEvent {
  return {
    kind: 'visit',
    id: 'probe',
    admittedOn: on,
    servedOn: on,
    dischargedOn: on,
    settledOn: on,
    facets,
    lines: [
      {
        id: 'probe',
        costFen: PROBE_FEN,
        overLimitFen: 0,
        firstShareBp: 0,
        firstShareFen: null,
        facets: { itemClass: 'A', necessity: 'necessary' },
      },
    ],
  };
}

interface Shared {
  readonly personNo: string;
  readonly day: Day;
  readonly insuranceType: string;
}

function fundRows({ program, trace }: Settled, shared: Shared): RenderedRow[] {
  const open = new Map<string, boolean>();
  for (const tier of trace.tiers) {
    const law = program.tiers[tier.tier];
    if (law?.on !== 'visit') continue;
    const isOpen = tier.kind === 'paid' || tier.why === 'conditionNotMet';
    open.set(law.payer, isOpen || (open.get(law.payer) ?? false));
  }
  return [...open].map(([payer, isOpen]) => {
    const fund = fundOf(payer, shared.insuranceType);
    return renderRow(output2001Trtinfo, {
      psn_no: shared.personNo,
      trt_chk_type: FUND_CHECK,
      fund_pay_type: fund.code,
      trt_enjymnt_flag: isOpen ? '1' : '0',
      begndate: formatDay(shared.day),
      trt_chk_rslt: isOpen ? null : `${fund.name}不支付此人员本类就医`,
    });
  });
}

function refusedRow(why: string, { personNo, day, insuranceType }: Shared): RenderedRow {
  return renderRow(output2001Trtinfo, {
    psn_no: personNo,
    trt_chk_type: FUND_CHECK,
    fund_pay_type: fundOf('basic', insuranceType).code,
    trt_enjymnt_flag: '0',
    begndate: formatDay(day),
    trt_chk_rslt: why.slice(0, 500),
  });
}
