/**
 * What a reader of a bill wants to know besides its amounts: who, where, when, for what, and what
 * became of it later. The person is masked.
 */
import { ageOn, type Day } from '../../../engine/units/index.ts';
import { type Enrolled, factOn, maskedName, maskedNumber } from '../../enrolment/index.ts';
import type { StoredSettlement, UploadedLine, Visit } from '../model.ts';
import type { Services } from '../services.ts';
import { dayOf, netLines, openLines } from '../settle/visit-event.ts';
import { loadVisit } from '../store/read.ts';
import { type ResultVersion, resultVersions } from '../store/results.ts';

/** Name and numbers are masked. */
export interface BillPerson {
  readonly name: string;
  readonly personNo: string;
  readonly certificateNo: string;
  /** National code. */
  readonly sex: string;
  readonly ageYears: number;
  /** Six digits: where insured. */
  readonly region: string;
  /** Code of the law on the day of the visit. */
  readonly insuranceType: string | null;
}

export interface BillVisit {
  readonly kind: Visit['kind'];
  /** National code. */
  readonly medType: string;
  /** The hospital's own number of the visit. */
  readonly hospitalNo: string;
  /** City time, as the hospital sent it. */
  readonly beginAt: string;
  readonly endAt: string | null;
  readonly department: string | null;
  readonly diagnoses: readonly BillDiagnosis[];
}

export interface BillDiagnosis {
  readonly phase: 'admission' | 'discharge';
  readonly code: string;
  readonly name: string;
}

export interface BillContext {
  /** Null where the provider is no longer known. */
  readonly institutionName: string | null;
  readonly person: BillPerson;
  readonly visit: BillVisit;
  /** What was uploaded and settled, after lines taken back. */
  readonly uploaded: readonly UploadedLine[];
  /** First what the hospital was told, then what each later change made of it. */
  readonly results: readonly ResultVersion[];
}

/** Loads what stands around a settlement; throws where its visit is not there. */
export async function billContext(
  { database, providers }: Pick<Services, 'database' | 'providers'>,
  enrolled: Enrolled,
  settlement: StoredSettlement,
): Promise<BillContext> {
  const { personId } = enrolled;
  const [provider, { visit, batches }, results] = await Promise.all([
    providers.find(settlement.institution, settlement.at),
    loadVisit(database, personId, settlement.visitId),
    resultVersions(database, personId, settlement.settlementId),
  ]);
  if (!visit) throw new RangeError(`settlement ${settlement.settlementId} has no visit`);
  const own = batches.filter(({ batchId }) => settlement.facts.batches.includes(batchId));
  const lines = netLines(openLines(own));
  if (!lines.ok) throw new RangeError(`settlement ${settlement.settlementId}: lines do not net`);
  return {
    institutionName: provider?.name ?? null,
    person: maskedPerson(enrolled, dayOf(visit.beginAt)),
    visit: visitShown(visit, settlement),
    uploaded: lines.value,
    results,
  };
}

function visitShown(
  { kind, beginAt, endAt, details }: Visit,
  { facts }: StoredSettlement,
): BillVisit {
  const { hospitalNo, diseaseCode, diseaseName, said } = details;
  const named = details.diagnoses.map(({ phase, said: row }) => ({
    phase: phase === '2' ? ('discharge' as const) : ('admission' as const),
    code: row.diag_code ?? '',
    name: row.diag_name ?? '',
  }));
  const main =
    diseaseCode === null
      ? []
      : [{ phase: 'admission' as const, code: diseaseCode, name: diseaseName ?? '' }];
  return {
    kind,
    medType: facts.medType,
    hospitalNo,
    beginAt,
    endAt,
    department: said.dept_name ?? said.adm_dept_name ?? null,
    diagnoses: named.length > 0 ? named : main,
  };
}

function maskedPerson(enrolled: Enrolled, on: Day): BillPerson {
  const { name, certificateNo } = enrolled.identity();
  return {
    name: maskedName(name),
    personNo: maskedNumber(enrolled.personNo),
    certificateNo: maskedNumber(certificateNo),
    sex: enrolled.sex,
    ageYears: ageOn(enrolled.bornOn, on),
    region: enrolled.region,
    insuranceType: factOn(enrolled, 'insuranceType', on),
  };
}
