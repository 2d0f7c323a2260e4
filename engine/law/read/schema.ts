/**
 * The written law: shapes of the YAML files, as TypeBox schemas with their static types.
 * `lawSchemas('resolved')` checks a file after its choices are made; `lawSchemas('written')` is the
 * published JSON Schema, where a choice may stand in place of any value that it may decide.
 */
import Type, { type Static } from 'typebox';
import {
  byId,
  Choices,
  Citation,
  Id,
  IsoDate,
  NotModelled,
  RoundingModeSchema,
  Selector,
  shut,
  Text,
  Title,
  Uses,
} from './schema-parts.ts';
import { countersSchema, overlaySchema, policySchema } from './schema-policy.ts';
import { type Stage, type StageShapes, shapesOf } from './schema-stage.ts';

/** Builds the schema of each kind of file for one stage. */
export function lawSchemas(stage: Stage) {
  const shapes = shapesOf(stage);
  return {
    documents: documentsSchema(),
    vocabulary: vocabularySchema(),
    area: areaSchema(),
    choices: choicesSchema(),
    scheme: schemeSchema(shapes),
    policy: policySchema(shapes),
    overlay: overlaySchema(shapes),
  };
}

type LawSchemas = ReturnType<typeof lawSchemas>;
export type FileKind = keyof LawSchemas;
/** A file of each kind after its choices are made. */
export type LawFile = { [K in FileKind]: Static<LawSchemas[K]> };

function documentsSchema() {
  return Type.Object(
    {
      kind: Type.Literal('documents'),
      documents: byId(
        Type.Object(
          {
            number: Type.Optional(Text),
            title: Text,
            issuer: Type.Optional(Text),
            issuedOn: Type.Optional(IsoDate),
            mark: Type.Enum(['seed', 'official', 'secondary']),
            note: Type.Optional(Text),
          },
          shut,
        ),
      ),
    },
    shut,
  );
}

function vocabularySchema() {
  return Type.Object(
    {
      kind: Type.Literal('vocabulary'),
      dimensions: byId(
        Type.Object(
          {
            of: Type.Enum(['person', 'event', 'line']),
            title: Title,
            codes: Type.Optional(byId(Title)),
            values: Type.Optional(Type.Enum(['open', 'integer'])),
            absentMeans: Type.Optional(Id),
          },
          shut,
        ),
      ),
      payers: byId(Title),
    },
    shut,
  );
}

function areaSchema() {
  return Type.Object(
    {
      kind: Type.Literal('area'),
      id: Id,
      title: Title,
      adminCode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
      personClasses: byId(
        Type.Object(
          {
            title: Title,
            validMonths: Type.Optional(Type.Integer({ minimum: 1 })),
            backMonths: Type.Optional(Type.Integer({ minimum: 1 })),
            source: Citation,
          },
          shut,
        ),
      ),
    },
    shut,
  );
}

function choicesSchema() {
  return Type.Object(
    { kind: Type.Literal('choices'), id: Id, title: Type.Optional(Text), choices: Choices },
    shut,
  );
}

function schemeSchema(stage: StageShapes) {
  const { chosen } = stage;
  return Type.Object(
    {
      kind: Type.Literal('scheme'),
      id: Id,
      area: Id,
      title: Text,
      effectiveFrom: IsoDate,
      effectiveUntil: IsoDate,
      source: Citation,
      covers: Selector,
      /** Most favourable first. */
      personClasses: Type.Array(Id),
      classification: Type.Object(
        {
          outOfScope: Selector,
          firstShareRounding: chosen(RoundingModeSchema),
          firstShareOrder: chosen(Type.Enum(['beforeDeductible'])),
        },
        shut,
      ),
      /** Policy ids in order of payment. */
      tiers: Type.Array(Id, { minItems: 1 }),
      overlays: Type.Optional(Type.Array(Id)),
      counters: Type.Optional(countersSchema(stage)),
      counterMap: Type.Optional(byId(Id)),
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}
