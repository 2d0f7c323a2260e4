/**
 * Settles an accepted claim by the same engine and decisions as a hospital's message; the person is
 * paid instead of the provider. Takes such a settlement back.
 */
import { accepted, parseDay, type Result, rejected } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import type { Provider } from '../../catalogue/index.ts';
import { reversalChange } from '../backwards/reversal-change.ts';
import { medTypeOf } from '../messages/codes.ts';
import { nextId } from '../messages/outpatient-visit.ts';
import { personFields } from '../messages/person-fields.ts';
import { refuseUnfiled, refuseUntoldDelivery, visitFacets } from '../messages/visit-facets.ts';
import type { UploadedLine, Visit } from '../model.ts';
import type { PersonChange } from '../person/change.ts';
import type { PersonFile } from '../person/change-person.ts';
import type { Services } from '../services.ts';
import { classifyLines, type LineTold } from '../settle/classify-lines.ts';
import { billMoney } from '../settle/payment.ts';
import { decideBill } from '../settle/settle-bill.ts';
import { dayOf } from '../settle/visit-event.ts';
import { findSettlement } from '../store/read.ts';
import type { Claim, ClaimedCare } from './model.ts';

/** In fen. */
export interface SettledClaim {
  readonly settlementId: string;
  readonly totalFen: number;
  /** What is paid to the person, from all funds. */
  readonly payableFen: number;
  readonly payers: Readonly<Record<string, number>>;
}

interface Given {
  readonly claim: Claim;
  readonly msgid: string;
}

const IDENTITY_CARD = '02';

/** Rejects what classifying lines, picking the law and settling reject. */
export async function claimSettlement(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  { claim, msgid }: Given,
): Promise<Result<{ readonly change: PersonChange; readonly settled: SettledClaim }>> {
  const { care, claimId, totalFen } = claim;
  const lines = await classifyLines(services.items, care.lines.map(lineTold), scope.at);
  if (!lines.ok) return lines;
  const visit = await visitOf(services, scope, file, { claimId, care });
  if (!visit.ok) return visit;
  const settlementId = nextId(file, 'S');
  const { details, visitId } = visit.value;
  const provider = providerOf(care);
  const context = { services, scope, provider, envelope: { msgid } };
  const decided = await decideBill(
    context,
    { ...file, visit: visit.value },
    {
      visit: visit.value,
      batches: [batchOf(file, visitId, claimId, lines.value)],
      settlementId,
      totalFen,
      medType: details.medType,
      insuranceType: details.insuranceType,
      credentialType: IDENTITY_CARD,
      usesAccount: false,
      invoiceNo: null,
      isMidStay: false,
      dischargedOn: visit.value.kind === 'inpatient' ? dayOf(care.endOn) : null,
      claimId,
    },
  );
  if (!decided.ok) return decided;
  const money = billMoney(decided.value.bill.result, 0);
  return accepted({
    change: {
      ...decided.value.change,
      visit: { ...visit.value, contact: null },
      batch: { visitId, chargeNo: claimId, lines: lines.value },
    },
    settled: {
      settlementId,
      totalFen,
      payableFen: totalFen - money.cashFen,
      payers: Object.fromEntries(money.payers),
    },
  });
}

function batchOf(
  { head }: PersonFile,
  visitId: string,
  chargeNo: string,
  lines: readonly UploadedLine[],
) {
  const batchId = head.version + 1;
  return { visitId, batchId, chargeNo, lines, withdrawn: [], settlementId: null };
}

function lineTold({ on, isApproved, ...line }: ClaimedCare['lines'][number]): LineTold {
  return {
    ...line,
    reverses: null,
    occurredAt: `${on} 00:00:00`,
    approval: isApproved ? 'approved' : 'none',
    said: {},
  };
}

/** No provider's own messages reach what a claim settled. */
function providerOf({ institution }: ClaimedCare): Provider {
  const { code, name, region, grade } = institution;
  return {
    code: `claim:${code}`,
    name,
    region,
    grade,
    hospitalLevel: '',
    kind: 'hospital',
    facets: {},
    dialect: 'national',
    signature: 'none',
    signatureKey: () => null,
  };
}

/** Rejects `settlement/med_type_unknown` and `settlement/person_not_enrolled`. */
async function visitOf(
  services: Services,
  { at }: Pick<RequestScope, 'at'>,
  file: PersonFile,
  { claimId, care }: Pick<Claim, 'claimId' | 'care'>,
): Promise<Result<Visit>> {
  const { enrolled } = file;
  const medType = medTypeOf(care.medType);
  const begins = parseDay(care.beginOn);
  if (!medType || begins === undefined) {
    return rejected('settlement/med_type_unknown', '医疗类别不能报销，请核对', care.medType);
  }
  const { insuranceType } = personFields(enrolled, begins);
  if (insuranceType === null) {
    return rejected('settlement/person_not_enrolled', '该人员在就诊日没有参保，请核对');
  }
  const registered = await services.providers.find(care.institution.code, at);
  const provider = registered ?? providerOf(care);
  const code = care.diseaseCode;
  const disease = code === null ? null : await services.items.disease(code, at);
  const unfiled = refuseUnfiled(medType, disease, enrolled, begins);
  if (unfiled) return unfiled;
  const type = care.maternityType;
  const maternity = type === null ? null : { type, weeks: care.pregnancyWeeks };
  const facets = visitFacets(medType, { provider, enrolled, disease, maternity });
  const untold = refuseUntoldDelivery(facets);
  if (untold) return untold;
  return accepted({
    visitId: nextId(file, 'V'),
    institution: providerOf(care).code,
    kind: medType.kind,
    status: medType.kind === 'inpatient' ? 'discharged' : 'open',
    beginAt: `${care.beginOn} 00:00:00`,
    endAt: `${care.endOn} 00:00:00`,
    details: {
      insuranceType,
      medType: care.medType,
      hospitalNo: care.hospitalNo,
      diseaseCode: code,
      diseaseName: disease?.name ?? null,
      facets,
      diagnoses: care.diagnoses.map((one, index) => ({
        phase: medType.kind === 'inpatient' ? ('2' as const) : ('1' as const),
        sortNo: String(index + 1),
        said: { diag_code: one.code, diag_name: one.name },
      })),
      said: { claim_id: claimId },
    },
  });
}

/** The negative of what the claim posted; what was paid out is then owed by the person. */
export async function claimReversal(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  { claim, msgid }: Given,
): Promise<Result<PersonChange>> {
  const { settlementId, care } = claim;
  if (settlementId === null) throw new RangeError(`claim ${claim.claimId} was never settled`);
  const { database } = services;
  const found = await findSettlement(database, file.head.personId, settlementId);
  if (!found) throw new RangeError(`claim ${claim.claimId} has lost its settlement`);
  if (found.reversedBy !== null) {
    return rejected('settlement/already_reversed', '该结算已撤销，不能再次撤销');
  }
  const made = await reversalChange(services, scope, file, {
    original: found.settlement,
    institution: providerOf(care).code,
    msgid,
  });
  return made.ok ? accepted(made.value.change) : made;
}
