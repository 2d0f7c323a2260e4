/**
 * Lists of settlements for an operator: bounded by a person, an institution or days, masked,
 * audited for each person shown.
 */
import { accepted, dayFromCivil, type Result, rejected } from '../../../engine/units/index.ts';
import { type RequestScope, regionFilter } from '../../../platform/access/index.ts';
import { recordAuditOfList } from '../../../platform/audit/index.ts';
import { maskedName, personsById } from '../../enrolment/index.ts';
import type { VisitKind } from '../model.ts';
import type { Services } from '../services.ts';
import { billMoney } from '../settle/payment.ts';
import { personOf } from './person-of.ts';
import {
  countSettlements,
  type ListCursor,
  type ListFilter,
  type ListRow,
  listSettlements,
  type SettlementStatus,
} from './store-list.ts';

/** As asked; days `YYYY-MM-DD`, half open, of the time of settling. */
export interface ListQuery {
  readonly personNo?: string;
  readonly institution?: string;
  readonly kind?: VisitKind;
  readonly status?: SettlementStatus;
  readonly from?: string;
  readonly until?: string;
  /** Of the law: the calendar year in which the counters of the bill run. */
  readonly year?: number;
}

export interface PageQuery extends ListQuery {
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** Money in fen; of a reversal negative. */
export interface ListedSettlement {
  readonly settlementId: string;
  readonly personNo: string;
  /** Masked. */
  readonly name: string;
  readonly institution: string;
  readonly institutionName: string | null;
  readonly kind: VisitKind;
  readonly status: SettlementStatus;
  readonly settledAt: string;
  readonly beginAt: string;
  readonly endAt: string | null;
  readonly diseaseName: string | null;
  readonly totalFen: number;
  readonly fundsFen: number;
  readonly hospitalFen: number;
  readonly accountFen: number;
  readonly cashFen: number;
  readonly payers: Readonly<Record<string, number>>;
  /** How often it was settled again since. */
  readonly changes: number;
}

export interface SettlementPage {
  readonly items: readonly ListedSettlement[];
  readonly total: number;
  readonly next: string | null;
}

const USUAL_LIMIT = 20;
const MOST_DAYS = 31;
const DAY = 86_400_000;

/** Rejects `settlement/list_unbounded`, `settlement/cursor_invalid` and as `personOf`. */
export async function settlementPage(
  services: Services,
  scope: RequestScope,
  { after, limit = USUAL_LIMIT, ...query }: PageQuery,
): Promise<Result<SettlementPage>> {
  const filter = await filterOf(services, scope, query);
  if (!filter.ok) return filter;
  const cursor = after === undefined ? null : cursorOf(after);
  if (cursor === undefined) {
    return rejected('settlement/cursor_invalid', 'after 应为上一页给出的 next，请从第一页重新查');
  }
  const [rows, total] = await Promise.all([
    listSettlements(services.database, filter.value, { after: cursor, limit: limit + 1 }),
    countSettlements(services.database, filter.value),
  ]);
  const shown = rows.slice(0, limit);
  const items = await listedOf(services, scope, shown);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? textOf(last) : null;
  return accepted({ items, total, next });
}

/** Reads a question. Rejects as `settlementPage`. */
export async function filterOf(
  services: Services,
  scope: RequestScope,
  { personNo, institution, kind, status, from, until, year }: ListQuery,
): Promise<Result<ListFilter>> {
  const days = spanOf(from, until);
  if (!days) {
    return rejected('settlement/span_invalid', 'from、until 应为存在的日期，且 until 晚于 from');
  }
  const isShort =
    days.from && days.until && days.until.getTime() - days.from.getTime() <= MOST_DAYS * DAY;
  if (personNo === undefined && institution === undefined && !isShort) {
    return rejected(
      'settlement/list_unbounded',
      `请给出 personNo 或 institution，或不超过 ${MOST_DAYS} 天的 from 与 until`,
    );
  }
  const person = personNo === undefined ? null : await personOf(services, scope, personNo);
  if (person && !person.ok) return person;
  return accepted({
    regions: regionFilter(scope.principal),
    ...(person ? { personId: person.value.personId } : {}),
    ...(institution === undefined ? {} : { institution }),
    ...(kind ? { kind } : {}),
    ...(status ? { status } : {}),
    ...days,
    ...(year === undefined ? {} : { days: yearOf(year) }),
  });
}

/** Rows as they are shown, each person audited. */
export async function listedOf(
  { database, vault, providers }: Services,
  scope: RequestScope,
  rows: readonly ListRow[],
): Promise<readonly ListedSettlement[]> {
  const personIds = rows.map(({ personId }) => personId);
  const subject = `${rows.length} settlements`;
  await recordAuditOfList(database, scope, { action: 'settlement.list', personIds, subject });
  const persons = await personsById(database, vault, personIds);
  return Promise.all(
    rows.map(async (row): Promise<ListedSettlement> => {
      const person = persons.get(row.personId);
      if (!person) throw new RangeError(`person ${row.personId} has settlements and is unknown`);
      const provider = await providers.find(row.institution, scope.at);
      return {
        settlementId: row.settlementId,
        personNo: person.personNo,
        name: maskedName(person.name),
        institution: row.institution,
        institutionName: provider?.name ?? null,
        kind: row.kind,
        status: row.status,
        settledAt: row.at.toISOString(),
        beginAt: row.beginAt,
        endAt: row.endAt,
        diseaseName: row.diseaseName,
        ...amountsOf(row),
        changes: row.changes,
      };
    }),
  );
}

function amountsOf(row: ListRow) {
  const sign = row.status === 'reversal' ? -1 : 1;
  const money = billMoney(
    { ...row, settlementId: row.settlementId, law: '', engine: '' },
    row.facts.accountFen,
  );
  const signed = (fen: number) => (fen === 0 ? 0 : sign * fen);
  return {
    totalFen: signed(money.totalFen),
    fundsFen: signed(money.fundsFen),
    hospitalFen: signed(money.hospitalFen),
    accountFen: signed(money.accountFen),
    cashFen: signed(money.cashFen),
    payers: Object.fromEntries([...money.payers].map(([payer, fen]) => [payer, signed(fen)])),
  };
}

/** The cursor after a row. */
function textOf({ at, personId, version }: ListCursor): string {
  return `${at.getTime()}.${personId}.${version}`;
}

function cursorOf(text: string): ListCursor | undefined {
  const match = /^(\d{1,14})\.(\d{1,15})\.(\d{1,9})$/.exec(text);
  if (!match) return undefined;
  return { at: new Date(Number(match[1])), personId: Number(match[2]), version: Number(match[3]) };
}

/** City days as instants; undefined where one does not exist or they are not in order. */
function spanOf(from: string | undefined, until: string | undefined) {
  const begins = from === undefined ? undefined : new Date(`${from}T00:00:00+08:00`);
  const ends = until === undefined ? undefined : new Date(`${until}T00:00:00+08:00`);
  if ([begins, ends].some((at) => at && Number.isNaN(at.getTime()))) return undefined;
  if (begins && ends && ends <= begins) return undefined;
  return { ...(begins ? { from: begins } : {}), ...(ends ? { until: ends } : {}) };
}

function yearOf(year: number): readonly [number, number] {
  const first = (of: number) => dayFromCivil({ year: of, month: 1, day: 1 });
  return [first(year), first(year + 1)];
}
