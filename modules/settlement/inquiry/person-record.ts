/**
 * A person as an operator sees one: who, what is true of them and since when, what was filed, and
 * the years that have bills.
 */
import {
  accepted,
  ageOn,
  asDay,
  dayToCivil,
  formatDay,
  type Result,
} from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import { type Enrolled, maskedNumber } from '../../enrolment/index.ts';
import { cityDay, loadChain } from '../../ledger/index.ts';
import { historyOf } from '../backwards/person-past.ts';
import type { Services } from '../services.ts';
import type { CompactTrace } from '../settle/compact-trace.ts';
import type { PersonHistory } from '../settle/replay-person.ts';
import { dayOf } from '../settle/visit-event.ts';
import { personOf } from './person-of.ts';

export interface PersonRecord {
  readonly personNo: string;
  readonly area: string;
  readonly region: string;
  readonly name: string;
  /** Masked. */
  readonly certificateNo: string;
  readonly sex: string;
  readonly bornOn: string;
  readonly ageYears: number;
  readonly facts: readonly RecordedFact[];
  readonly filings: readonly RecordedFiling[];
  /** Balance of the personal account. */
  readonly accountFen: number;
  /** Years of the law that have bills, the latest first. */
  readonly years: readonly { readonly year: number; readonly settlements: number }[];
}

/** Days are half open; an open end is null. */
export interface RecordedFact {
  readonly factId: number;
  readonly dimension: string;
  readonly code: string;
  readonly from: string;
  readonly until: string | null;
  /** The filing, document or load that says so. */
  readonly source: string;
}

export interface RecordedFiling {
  readonly filingId: string;
  readonly kind: 'transfer' | 'specialDisease';
  readonly institution: string;
  readonly from: string;
  readonly until: string | null;
}

/** Rejects as `personOf`; writes an audit row. */
export async function personRecord(
  services: Services,
  scope: RequestScope,
  personNo: string,
): Promise<Result<PersonRecord>> {
  const found = await personOf(services, scope, personNo);
  if (!found.ok) return found;
  const enrolled = found.value;
  const { personId } = enrolled;
  const [chain, history] = await Promise.all([
    loadChain(services.database, personId),
    historyOf(services, personId),
  ]);
  await recordAudit(services.database, scope, {
    action: 'person.read',
    personId,
    subject: personNo,
  });
  const { name, certificateNo } = enrolled.identity();
  return accepted({
    personNo,
    area: enrolled.area,
    region: enrolled.region,
    name,
    certificateNo: maskedNumber(certificateNo),
    sex: enrolled.sex,
    bornOn: formatDay(enrolled.bornOn),
    ageYears: ageOn(enrolled.bornOn, dayOf(cityDay(scope.at))),
    facts: factsOf(enrolled),
    filings: filingsOf(enrolled),
    accountFen: chain.accountFen,
    years: yearsOf(history),
  });
}

function factsOf({ facts }: Enrolled): readonly RecordedFact[] {
  return facts.map(({ factId, dimension, code, source, effectiveFrom, effectiveUntil }) => ({
    factId,
    dimension,
    code,
    source,
    ...spanOf({ effectiveFrom, effectiveUntil }),
  }));
}

function filingsOf({ filings }: Enrolled): readonly RecordedFiling[] {
  return filings.map(({ filingId, kind, institution, effectiveFrom, effectiveUntil }) => ({
    filingId,
    kind,
    institution,
    ...spanOf({ effectiveFrom, effectiveUntil }),
  }));
}

function spanOf(span: Pick<Enrolled['facts'][number], 'effectiveFrom' | 'effectiveUntil'>) {
  const { effectiveFrom, effectiveUntil } = span;
  const until = effectiveUntil === null ? null : formatDay(effectiveUntil);
  return { from: formatDay(effectiveFrom), until };
}

function yearsOf({ results }: PersonHistory) {
  const years = new Map<number, number>();
  for (const { trace } of results.values()) {
    // Written by `compactTrace`.
    const { year } = dayToCivil(asDay((trace as CompactTrace).windowDay));
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  return [...years]
    .map(([year, settlements]) => ({ year, settlements }))
    .sort((left, right) => right.year - left.year);
}
