/**
 * The forms of rule of the field: rows.yaml as typed data. Ids are unique, and a row that no
 * benefit law shows says which module it waits for.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Type, { type Static } from 'typebox';
import * as Value from 'typebox/value';
import { parse } from 'yaml';

const shut = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Rows = Type.Object(
  {
    sections: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[A-Z]$' }),
          zh: Text,
          en: Text,
          counts: Type.Boolean(),
          waitsFor: Type.Optional(Text),
          rows: Type.Array(
            Type.Object(
              {
                id: Type.String({ pattern: '^[A-Z]\\d\\d$' }),
                zh: Text,
                en: Text,
                waitsFor: Type.Optional(Text),
              },
              shut,
            ),
            { minItems: 1 },
          ),
        },
        shut,
      ),
    ),
  },
  shut,
);

export type ShapeSection = Static<typeof Rows>['sections'][number];
export type ShapeRow = ShapeSection['rows'][number];

/** Reads the sections in order. Throws where the file has not the right shape or an id twice. */
export function readShapes(): readonly ShapeSection[] {
  const file = fileURLToPath(new URL('rows.yaml', import.meta.url));
  const page: unknown = parse(readFileSync(file, 'utf8'));
  if (!Value.Check(Rows, page)) {
    const [first] = Value.Errors(Rows, page);
    throw new TypeError(`rows.yaml ${first?.instancePath}: ${first?.message}`);
  }
  const ids = page.sections.flatMap(({ rows }) => rows.map(({ id }) => id));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const astray = page.sections.flatMap(({ id, rows }) => rows.filter((row) => row.id[0] !== id));
  if (twice.length + astray.length > 0) {
    throw new TypeError(`rows.yaml: ${[...twice, ...astray.map(({ id }) => id)].join(', ')}`);
  }
  return page.sections;
}
