/**
 * The two stages of a shape: as written, where a choice may stand, and resolved, where its value
 * does.
 */
import Type, { type TSchema } from 'typebox';
import { Id, shut } from './schema-parts.ts';

export type Stage = 'written' | 'resolved';

/** Keyword on a resolved shape: whether a choice must or may stand there as written. */
export type ChoicePlace = 'must' | 'may';

export interface StageShapes {
  /** A value that must be a named choice: `{ choice: id }` as written. */
  readonly chosen: <T extends TSchema>(schema: T) => T;
  /** A subtree that a choice may decide: the value, `{ choice }` or `{ choice, options }`. */
  readonly open: <T extends TSchema>(schema: T) => T;
}

/** Gives the shapes of one stage. Their static type is always that of the resolved value. */
export function shapesOf(stage: Stage): StageShapes {
  if (stage === 'resolved') return { chosen: marked('must'), open: marked('may') };
  const choice = Type.Object({ choice: Id }, shut);
  return {
    chosen: <T extends TSchema>() => choice as unknown as T,
    open: <T extends TSchema>(schema: T) =>
      Type.Union([
        schema,
        choice,
        Type.Object(
          { choice: Id, options: Type.Record(Type.String(), Type.Union([schema, Type.Null()])) },
          shut,
        ),
      ]) as unknown as T,
  };
}

function marked(place: ChoicePlace) {
  return <T extends TSchema>(schema: T): T => Type.With(schema, { choice: place }) as unknown as T;
}
