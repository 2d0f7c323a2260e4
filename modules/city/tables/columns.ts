/** Short ways to write the columns of tables. */
import type { ColumnDef, ColumnKind, Unit } from './table.ts';

type Options = { readonly of?: readonly string[]; readonly national?: string | null };

/** A column; `national: null` where the field is ours. */
export function column(
  name: string,
  kind: ColumnKind,
  unit: Unit,
  title: string,
  options: Options = {},
) {
  const national = options.national === undefined ? name : options.national;
  return { name, kind, unit, title, national, codes: options.of ?? [] } satisfies ColumnDef;
}

/** A column of codes. */
export const coded = (name: string, title: string, of: readonly string[], national?: null) =>
  column(name, 'code', 'code', title, { of, ...(national === null ? { national } : {}) });
/** A column of days. */
export const day = (name: string, title: string, national?: string | null) =>
  column(name, 'day', 'day', title, national === undefined ? {} : { national });
/** A column of money. */
export const fen = (name: string, title: string, isNational = true) =>
  column(`${name}_fen`, 'int', 'fen', title, { national: isNational ? name : null });
/** A column that no national field stands for. */
export const ours = (name: string, kind: ColumnKind, unit: Unit, title: string) =>
  column(name, kind, unit, title, { national: null });

export const PSN = column('psn_no', 'int', 'number', '人员编号');
export const MDTRT = column('mdtrt_id', 'big', 'number', '就诊ID，人员编号×4096＋序号');
