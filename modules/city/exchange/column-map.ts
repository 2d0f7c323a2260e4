/**
 * The declared map of an extract: which file holds which table, which column stands for which of
 * ours, in which unit, with which codes. What is not declared is not read.
 */
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { CityRefused } from '../refused.ts';

const Column = Type.Object(
  {
    /** Head of the column in the file. */
    from: Type.Optional(Type.String()),
    /** Value of every row where the file has no such column. */
    always: Type.Optional(Type.String()),
    /** Value of an empty field; without it an empty field is a fault. */
    empty: Type.Optional(Type.String()),
    unit: Type.Optional(
      Type.Union([
        Type.Literal('yuan'),
        Type.Literal('fen'),
        Type.Literal('ratio'),
        Type.Literal('bp'),
      ]),
    ),
    /** Theirs → ours. */
    codes: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);

const Table = Type.Object(
  {
    /** `.csv` or `.xlsx`. */
    file: Type.String(),
    /** Of a workbook that has several. */
    sheet: Type.Optional(Type.String()),
    /** Line or row of the head, from 1. */
    head: Type.Optional(Type.Integer({ minimum: 1 })),
    columns: Type.Record(Type.String(), Column),
  },
  { additionalProperties: false },
);

const MapFile = Type.Object(
  {
    city: Type.String(),
    year: Type.Integer(),
    /** `plain`: whole numbers, taken as they are. `assign`: texts, numbered as they come. */
    numbers: Type.Union([Type.Literal('plain'), Type.Literal('assign')]),
    /** A file of code lists in their order, as an export writes it. */
    codeLists: Type.Optional(Type.String()),
    tables: Type.Record(Type.String(), Table),
  },
  { additionalProperties: false },
);

export type ColumnRule = Static<typeof Column>;
export type TableSource = Static<typeof Table>;
export type ExtractMap = Static<typeof MapFile>;

/** Reads a map from YAML. A map that is not in form is refused with the place. */
export function readExtractMap(text: string): ExtractMap {
  const read: unknown = parse(text);
  if (Value.Check(MapFile, read)) return read;
  const [first] = Value.Errors(MapFile, read);
  throw new CityRefused(`列对照表写法不对：${first?.instancePath ?? ''} ${first?.message ?? ''}`);
}
