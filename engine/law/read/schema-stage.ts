/**
 * The two stages of a shape: as written, where a choice may stand, and resolved, where its value
 * does.
 */
import Type, { type TSchema } from 'typebox';
import { about, Id, shut } from './schema-basics.ts';

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
  const named = { choice: about('由这个选择决定：本文件、uses 或方案的 choices 中的名字', Id) };
  const choice = Type.Object(named, shut);
  return {
    chosen: <T extends TSchema>() => choice as unknown as T,
    open: <T extends TSchema>(schema: T) => {
      const options = Type.Record(Type.String(), Type.Union([schema, Type.Null()]));
      const said = about('选择的每个取值 → 那时的内容；null 即那时没有', options);
      const chosen = Type.Object({ ...named, options: said }, shut);
      return Type.Union([schema, choice, chosen]) as unknown as T;
    },
  };
}

function marked(place: ChoicePlace) {
  return <T extends TSchema>(schema: T): T => Type.With(schema, { choice: place }) as unknown as T;
}
