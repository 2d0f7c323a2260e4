/**
 * The events of a person's year besides the bills that count: what was taken back, what took it
 * back, and what was settled again. Pure.
 */
import type { Named, Program } from '../../../engine/law/index.ts';
import type { Event } from '../../../engine/settle/index.ts';
import { asDay, dayToCivil } from '../../../engine/units/index.ts';
import { cityDay } from '../../ledger/index.ts';
import type { StoredSettlement, VisitKind } from '../model.ts';
import type { CompactTrace } from '../settle/compact-trace.ts';
import { orderDay } from '../settle/settle-visit.ts';
import type { OwnVersion } from '../store/results.ts';
import type { CounterAfter } from './counters.ts';
import type { ListRow } from './store-list.ts';

/** Money in fen. */
export interface YearEvent {
  /**
   * A bill that counts; one that was taken back; what took it back; a bill settled again because
   * something before it changed (`payers` then says by how much).
   */
  readonly kind: 'bill' | 'reversedBill' | 'reversal' | 'resettled';
  readonly settlementId: string;
  /** The bill that a reversal or a change is about; else null. */
  readonly about: string | null;
  /** `YYYY-MM-DD` in the law's order. */
  readonly on: string;
  /** Null where a change other than a settlement or reversal moved it. */
  readonly recordedAt: string | null;
  readonly institution: string;
  readonly institutionName: string | null;
  readonly visitKind: VisitKind;
  readonly diseaseName: string | null;
  readonly totalFen: number;
  readonly personFen: number;
  readonly payers: readonly YearPayer[];
  /** Of a bill that counts; empty for the others, which move nothing by themselves. */
  readonly counters: readonly CounterAfter[];
}

export interface YearPayer {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly fen: number;
}

type Programs = readonly Program[];
type Rows = ReadonlyMap<string, ListRow>;

/** The row of a settlement; one that is not there is a fault. */
export function rowOf(rows: Rows, settlementId: string): ListRow {
  const row = rows.get(settlementId);
  if (!row) throw new RangeError(`settlement ${settlementId} is in no list of its person`);
  return row;
}

/** What every event says of its settlement, with the result as it is stored. */
export function eventOf(row: ListRow, kind: YearEvent['kind'], programs: Programs): YearEvent {
  const fundsFen = row.paid.reduce((sum, fen) => sum + fen, 0);
  return {
    kind,
    settlementId: row.settlementId,
    about: null,
    on: cityDay(row.at),
    recordedAt: row.at.toISOString(),
    institution: row.institution,
    institutionName: null,
    visitKind: row.kind,
    diseaseName: row.diseaseName,
    totalFen: row.totalFen,
    personFen: row.totalFen - fundsFen,
    payers: row.payers.map((id, index) => ({ ...named(id, programs), fen: row.paid[index] ?? 0 })),
    counters: [],
  };
}

/** Bills that were taken back, and what took them back. */
export function takenBackIn(
  year: number,
  rows: readonly ListRow[],
  settlements: readonly StoredSettlement[],
  programs: Programs,
): readonly YearEvent[] {
  const stored = new Map(settlements.map((one) => [one.settlementId, one]));
  return rows.flatMap((row): YearEvent[] => {
    const own = stored.get(row.settlementId);
    if (!own || yearOf(row.trace) !== year) return [];
    if (row.status === 'reversed') {
      // Written by this module from an event of the engine.
      return [{ ...eventOf(row, 'reversedBill', programs), on: orderDay(own.event as Event) }];
    }
    if (row.status !== 'reversal') return [];
    const event = eventOf(row, 'reversal', programs);
    return [
      {
        ...event,
        about: own.reverses,
        totalFen: -event.totalFen,
        personFen: negative(event.personFen),
        payers: event.payers.map((payer) => ({ ...payer, fen: negative(payer.fen) })),
      },
    ];
  });
}

/** Bills that were settled again: by how much each payer moved. */
export function changesIn(
  year: number,
  versions: readonly OwnVersion[],
  rows: Rows,
  programs: Programs,
): readonly YearEvent[] {
  const before = new Map<string, OwnVersion>();
  return versions.flatMap((own): YearEvent[] => {
    const { settlementId, version } = own;
    const last = before.get(settlementId);
    before.set(settlementId, own);
    const row = rows.get(settlementId);
    if (!last || !row || yearOf(row.trace) !== year) return [];
    const ids = [...new Set([...last.payers, ...own.payers])];
    const payers = ids.map((id) => ({
      ...named(id, programs),
      fen: paidBy(own, id) - paidBy(last, id),
    }));
    const event = eventOf(row, 'resettled', programs);
    return [
      {
        ...event,
        settlementId: `${settlementId}@${version}`,
        about: settlementId,
        on: own.at === null ? event.on : cityDay(own.at),
        recordedAt: own.at?.toISOString() ?? null,
        totalFen: 0,
        personFen: negative(payers.reduce((sum, { fen }) => sum + fen, 0)),
        payers,
      },
    ];
  });
}

/** Bills stay in the law's order; others come after the last bill of their day or before. */
export function merged(
  bills: readonly YearEvent[],
  others: readonly YearEvent[],
): readonly YearEvent[] {
  const placed = others.map((event) => ({
    event,
    after: bills.findLastIndex((bill) => bill.on <= event.on),
  }));
  const at = (index: number) =>
    placed
      .filter(({ after }) => after === index)
      .map(({ event }) => event)
      .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  return [...at(-1), ...bills.flatMap((bill, index) => [bill, ...at(index)])];
}

function paidBy({ payers, paid }: OwnVersion, id: string): number {
  return paid[payers.indexOf(id)] ?? 0;
}

function named(id: string, programs: Programs): Named {
  const found = programs.flatMap(({ payers }) => payers).find((payer) => payer.id === id);
  return found ?? { id, zh: id, en: id };
}

function negative(fen: number): number {
  return fen === 0 ? 0 : -fen;
}

function yearOf(trace: unknown): number {
  // Written by `compactTrace`.
  return dayToCivil(asDay((trace as CompactTrace).windowDay)).year;
}
