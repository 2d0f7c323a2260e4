/** The tables of a city as SQL: what the migration must say, written out from the definitions. */
import type { ColumnDef, TableDef } from '../tables/table.ts';

const TYPES: Readonly<Record<ColumnDef['kind'], string>> = {
  int: 'integer',
  big: 'bigint',
  small: 'smallint',
  day: 'date',
  code: 'text',
};

/** One table; `part` and `row_no` are a row's place in the city's files, so that it goes back. */
function createTable({ name, key, columns }: TableDef): string {
  const own = columns.map((column) => `  ${column.name} ${TYPES[column.kind]} NOT NULL,\n`);
  const lead = columns.some((column) => column.name === 'psn_no') ? ['psn_no'] : [];
  const primary = [...new Set([...lead, ...key])].join(', ');
  return (
    `CREATE TABLE city.${name} (\n  part smallint NOT NULL,\n  row_no integer NOT NULL,\n` +
    `${own.join('')}  PRIMARY KEY (${primary})\n);\n` +
    `CREATE UNIQUE INDEX ${name}_place ON city.${name} (part, row_no);\n`
  );
}

/** The whole migration. */
export function createSchema(defs: readonly TableDef[]): string {
  return (
    '-- The rehearsal city, table by table as in its files. Written out from the definitions of\n' +
    '-- modules/city/tables; a test holds that both say the same.\n' +
    'CREATE SCHEMA city;\n\n' +
    'CREATE TABLE city.manifest (\n  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),\n' +
    '  manifest json NOT NULL,\n  lists json NOT NULL\n);\n\n' +
    `${defs.map(createTable).join('\n')}`
  );
}
