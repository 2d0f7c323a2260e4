import Type, { type TSchema } from 'typebox';

/** Says what a field means, for the reference of keys. */
export function about<T extends TSchema>(description: string, schema: T): T {
  return Type.With(schema, { description }) as unknown as T;
}
