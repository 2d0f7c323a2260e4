/**
 * What a decision about a person is made on. Pure.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Vault } from '../../../platform/vault/index.ts';
import { type Enrolled, enrolledOfFile } from '../../enrolment/index.ts';
import { type Chain, chainOfFile } from '../../ledger/index.ts';
import type { Visit } from '../model.ts';
import { chargedPart } from '../store/line-parts.ts';
import type { LoadedFile, VisitFile } from '../store/read.ts';
import type { PersonChange } from './change.ts';

export interface PersonFile extends VisitFile {
  readonly enrolled: Enrolled;
  readonly chain: Chain;
  readonly lastClosed: string | null;
}

/** Who is asked for, by which institution. */
export interface FileRequest {
  readonly personNo: string;
  readonly visitId: string | null;
  readonly institution: string;
}

/** Rejects `settlement/person_unknown`, `visit_unknown` and `access/other_institution`. */
export function personFileOf(
  vault: Vault,
  { visitId, institution }: FileRequest,
  { person, chain, lastClosed, file }: LoadedFile,
): Result<PersonFile> {
  if (person === null) {
    return rejected(
      'settlement/person_unknown',
      '查无此人员编号，请先用 1101 获取人员信息，并按返回的 psn_no 上传',
    );
  }
  if (visitId !== null && !file.visit) return visitUnknown();
  if (file.visit && file.visit.institution !== institution) {
    return rejected(
      'access/other_institution',
      '该就诊属于其他机构，本机构不能办理，请核对 mdtrt_id',
    );
  }
  const enrolled = enrolledOfFile(person, vault);
  return accepted({
    ...file,
    enrolled,
    chain: chainOfFile(enrolled.personId, chain),
    lastClosed,
  });
}

function visitUnknown(): Result<never> {
  return rejected(
    'settlement/visit_unknown',
    '该人员没有此就诊登记，请核对 mdtrt_id 与 psn_no，或先办理登记',
  );
}

/**
 * The file as a change leaves it, with the change's visit: what loading it again would give. Null
 * where the change is of more than a visit and its lines, and for stays.
 */
export function fileAfter(file: PersonFile, change: PersonChange): PersonFile | null {
  const { visit: changed, batch, ...more } = change;
  if (Object.keys(more).length > 0) return null;
  const { head } = file;
  const version = head.version + 1;
  const visit = changed ? withoutContact(changed) : file.visit;
  if (!visit || visit.kind === 'inpatient') return null;
  const before = file.visit?.visitId === visit.visitId ? file.batches : [];
  const uploaded = batch && {
    visitId: batch.visitId,
    batchId: version,
    chargeNo: batch.chargeNo,
    lines: batch.lines.map(chargedPart),
    withdrawn: [],
    settlementId: null,
  };
  return {
    ...file,
    head: { ...head, version },
    visit,
    batches: uploaded ? [...before, uploaded] : before,
  };
}

function withoutContact(changed: Visit): Visit {
  const { visitId, institution, kind, status, beginAt, endAt, details } = changed;
  return { visitId, institution, kind, status, beginAt, endAt, details };
}
