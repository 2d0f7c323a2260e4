/**
 * The written law: shapes of the YAML files, as TypeBox schemas with their static types.
 * `lawSchemas('resolved')` checks a file after its choices are made; `lawSchemas('written')` is the
 * published JSON Schema, where a choice may stand in place of any value that it may decide.
 */
import type { Static } from 'typebox';
import { overlaySchema } from './schema-change.ts';
import { policySchema } from './schema-policy.ts';
import { pricesSchema } from './schema-prices.ts';
import { schemeSchema } from './schema-scheme.ts';
import { type Stage, shapesOf } from './schema-stage.ts';
import { areaSchema, choicesSchema, documentsSchema, vocabularySchema } from './schema-words.ts';

/** Builds the schema of each kind of file for one stage. */
export function lawSchemas(stage: Stage) {
  const shapes = shapesOf(stage);
  return {
    documents: documentsSchema(),
    vocabulary: vocabularySchema(),
    area: areaSchema(),
    choices: choicesSchema(),
    prices: pricesSchema(shapes),
    scheme: schemeSchema(shapes),
    policy: policySchema(shapes),
    overlay: overlaySchema(shapes),
  };
}

type LawSchemas = ReturnType<typeof lawSchemas>;
export type FileKind = keyof LawSchemas;
/** A file of each kind after its choices are made. */
export type LawFile = { [K in FileKind]: Static<LawSchemas[K]> };
