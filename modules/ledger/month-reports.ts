/**
 * Months of an area as its operators see and close them: balances of funds and providers, and what
 * replays moved, fund by fund. Whoever asks must be responsible for the whole area.
 */
import { accepted, type Result, rejected } from '../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../platform/access/index.ts';
import { recordAudit, recordAuditOfList } from '../../platform/audit/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { monthOf } from './model.ts';
import { closeMonth, openMonth } from './months.ts';
import { closedMonthsOf, type Difference, differencesOf, monthBalances } from './store-months.ts';

export interface LedgerServices {
  readonly database: Database;
  /** Region of each area that has law in force; null: it was never published. */
  readonly regions: ReadonlyMap<string, string | null>;
}

/** Rejects `ledger/area_unknown` and `access/region_denied`; an area without region is for all. */
function refuseArea(
  { regions }: LedgerServices,
  { principal }: RequestScope,
  area: string,
): Result<never> | null {
  const region = regions.get(area);
  if (region === undefined) {
    return rejected('ledger/area_unknown', '没有这个统筹区的法规，请核对', area);
  }
  if (mayAct(principal, region ?? '')) return null;
  return rejected('access/region_denied', '当前操作员不能办理整个统筹区的账务');
}

export interface AreaMonths {
  readonly area: string;
  /** In which what happens now is booked. */
  readonly open: string;
  readonly closed: readonly { month: string; closedAt: string; closedBy: string }[];
}

/** Rejects as `refuseArea`, as all of these do. */
export async function monthsOf(
  services: LedgerServices,
  scope: RequestScope,
  area: string,
): Promise<Result<AreaMonths>> {
  const refused = refuseArea(services, scope, area);
  if (refused) return refused;
  const closed = await closedMonthsOf(services.database, area);
  return accepted({
    area,
    open: openMonth(monthOf(scope.at), closed[0]?.month ?? null),
    closed: closed.map(({ month, closedAt, closedBy }) => ({
      month,
      closedAt: closedAt.toISOString(),
      closedBy,
    })),
  });
}

export interface MonthOf {
  readonly area: string;
  readonly month: string;
}

/** Closes a month; rejects as `closeMonth` too. */
export async function closeAreaMonth(
  services: LedgerServices,
  scope: RequestScope,
  { area, month }: MonthOf,
): Promise<Result<MonthOf>> {
  const refused = refuseArea(services, scope, area);
  if (refused) return refused;
  const { at, principal } = scope;
  const done = await closeMonth(services.database, { area, month, at, by: principal.id });
  if (!done.ok) return done;
  const subject = `${area} ${month}`;
  await recordAudit(services.database, scope, { action: 'ledger.close', personId: null, subject });
  return accepted({ area, month });
}

export const ACCOUNT_KINDS = ['fund', 'provider', 'borne', 'bank', 'contributions'] as const;

export interface MonthBalances {
  readonly isClosed: boolean;
  readonly items: readonly { account: string; amountFen: number; entries: number }[];
}

export async function balancesOfMonth(
  services: LedgerServices,
  scope: RequestScope,
  { area, month, of }: MonthOf & { readonly of: (typeof ACCOUNT_KINDS)[number] },
): Promise<Result<MonthBalances>> {
  const refused = refuseArea(services, scope, area);
  if (refused) return refused;
  const query = { area, month, prefix: `${of}:` };
  const { isClosed, balances } = await monthBalances(services.database, query);
  const items = balances.map(({ account, amountFen: sum, entries }) => {
    const fen = Number(sum);
    if (!Number.isSafeInteger(fen)) throw new RangeError(`${account} of ${month} is no fen`);
    return { account, amountFen: fen, entries };
  });
  return accepted({ isClosed, items });
}

export interface ShownDifference {
  readonly settlementId: string;
  readonly at: string;
  /** What each payer pays more, by account; negative: less. */
  readonly payers: Readonly<Record<string, number>>;
  /** What becomes due to the person; negative: from the person. */
  readonly dueFen: number;
}

export interface DifferencePage {
  readonly items: readonly ShownDifference[];
  readonly next: string | null;
}

const USUAL_LIMIT = 50;

/** Rejects `ledger/cursor_invalid` too; writes an audit row for each person. */
export async function differencesOfMonth(
  services: LedgerServices,
  scope: RequestScope,
  query: MonthOf & { readonly after?: string; readonly limit?: number },
): Promise<Result<DifferencePage>> {
  const { area, after, limit = USUAL_LIMIT } = query;
  const refused = refuseArea(services, scope, area);
  if (refused) return refused;
  const place = /^(\d{1,15})\.(\d{1,9})$/.exec(after ?? '0.0');
  if (!place) {
    return rejected('ledger/cursor_invalid', 'after 应为上一页给出的 next，请从第一页重新查');
  }
  const { database } = services;
  const from = { personId: Number(place[1]), seq: Number(place[2]) };
  const rows = await differencesOf(database, query, from, limit + 1);
  const shown = rows.slice(0, limit);
  await recordAuditOfList(database, scope, {
    action: 'ledger.differences',
    personIds: shown.map(({ personId }) => personId),
    subject: `${shown.length} differences`,
  });
  const last = shown.at(-1);
  const next = rows.length > limit && last ? `${last.personId}.${last.seq}` : null;
  return accepted({ items: shown.map(differenceShown), next });
}

function differenceShown({ subject, at, accounts, amounts }: Difference): ShownDifference {
  const payers: Record<string, number> = {};
  let dueFen = 0;
  for (const [index, account] of accounts.entries()) {
    const fen = amounts[index] ?? 0;
    if (account.startsWith('due:')) dueFen += fen;
    else payers[account] = (payers[account] ?? 0) - fen;
  }
  return { settlementId: subject, at: at.toISOString(), payers, dueFen };
}
