/**
 * Arrangements of an area: how a settlement is paid, beside the law that says who pays what. Read
 * from `<area>.arrangements.yaml`, stored with the published law.
 */
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { parse } from 'yaml';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** A person class that is treated first and pays later, in its own county. */
const TreatFirst = Type.Object(
  {
    personClass: Type.String(),
    /** Days on which a stay begins: from, up to and not including until. */
    from: Day,
    until: Type.Union([Day, Type.Null()]),
    mark: Type.Union([
      Type.Literal('seed'),
      Type.Literal('official'),
      Type.Literal('secondary'),
      Type.Literal('assumed'),
    ]),
    document: Type.String(),
    clause: Type.String(),
  },
  { additionalProperties: false },
);

const Arrangements = Type.Object(
  {
    kind: Type.Literal('arrangements'),
    area: Type.String(),
    treatFirst: Type.Array(TreatFirst),
  },
  { additionalProperties: false },
);

export type TreatFirst = Readonly<Static<typeof TreatFirst>>;
export type Arrangements = Readonly<Static<typeof Arrangements>>;

/** Reads a file; throws with its path and what is wrong. */
export function readArrangements(path: string, text: string): Arrangements {
  const read: unknown = parse(text);
  if (!Value.Check(Arrangements, read)) {
    const [first] = Value.Errors(Arrangements, read);
    throw new Error(`${path}：${first?.instancePath || '/'} ${first?.message ?? '写法不对'}`);
  }
  return read;
}
