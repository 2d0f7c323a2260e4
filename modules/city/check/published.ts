/** Published figures as data: `published/<city>.yaml`, read and checked at the edge. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';

const TotalList = Type.Array(Type.String(), { minItems: 1 });
const Fund = Type.Union([Type.Literal('employee'), Type.Literal('resident')]);

/** What of a city answers to a figure. */
const Measure = Type.Union([
  Type.Object({ total: TotalList }),
  Type.Object({ share: TotalList, over: TotalList }),
  Type.Object({ lessShare: TotalList, over: TotalList }),
  Type.Object({ months: Fund }),
  Type.Object({ monthsBefore: Fund }),
  Type.Object({ balance: Type.Literal('both') }),
]);

const Figure = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    /** Count, whole fen, basis points, or hundredths of a month. */
    value: Type.Number(),
    unit: Type.Union([
      Type.Literal('count'),
      Type.Literal('fen'),
      Type.Literal('bp'),
      Type.Literal('months'),
    ]),
    period: Type.String(),
    /** How many years the figure adds up. */
    years: Type.Optional(Type.Integer({ minimum: 1 })),
    kind: Type.Union([
      Type.Literal('scale'),
      Type.Literal('value'),
      Type.Literal('atLeast'),
      Type.Literal('atMost'),
    ]),
    of: Measure,
    /** Levers that calibration turns for it; with `power` −1 the other way round. */
    lever: Type.Optional(Type.Array(Type.String())),
    power: Type.Optional(Type.Number()),
    document: Type.Optional(Type.String()),
    clause: Type.Optional(Type.String()),
    mark: Type.Union(
      ['seed', 'official', 'secondary', 'assumed'].map((mark) => Type.Literal(mark)),
    ),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

const PublishedFile = Type.Object(
  {
    city: Type.String(),
    year: Type.Integer(),
    figures: Type.Array(Figure),
    notGenerated: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);

export type Measured = Static<typeof Measure>;
export type PublishedFigure = Static<typeof Figure>;
export type Published = Static<typeof PublishedFile>;

/** Reads the published figures of a city; a file that is not in form is a fault and throws. */
export function publishedOf(like: string): Published {
  const file = fileURLToPath(new URL(`../published/${like}.yaml`, import.meta.url));
  const read: unknown = parse(readFileSync(file, 'utf8'));
  if (Value.Check(PublishedFile, read)) return read;
  const [first] = Value.Errors(PublishedFile, read);
  throw new Error(`${like}.yaml: ${JSON.stringify(first)}`);
}
