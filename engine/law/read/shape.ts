/**
 * Shapes of located trees, made once from the TypeBox schemas. A shape knows the words for what it
 * wants, so that a wrong file is told where and why rather than by which schema keyword.
 */
import type { TSchema } from 'typebox';
import type { ChoicePlace } from './schema-stage.ts';

export type Shape =
  | MapShape
  | ListShape
  | TextShape
  | IntegerShape
  | WordsShape
  | TruthShape
  | NullShape
  | UnionShape
  | RefShape;

export type ScalarShape = TextShape | IntegerShape | WordsShape | TruthShape | NullShape;

interface Common {
  /** Whether a choice must or may stand here; null: it may not. */
  readonly choice: ChoicePlace | null;
}
export interface MapShape extends Common {
  readonly kind: 'map';
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** Shape of the values under every key that fits the pattern. */
  readonly pattern: { readonly key: RegExp; readonly says: string; readonly value: Shape } | null;
  readonly least: number;
  readonly most: number;
}
export interface ListShape extends Common {
  readonly kind: 'list';
  readonly items: Shape;
  readonly least: number;
  readonly most: number;
}
export interface TextShape extends Common {
  readonly kind: 'text';
  readonly pattern: RegExp | null;
  readonly says: string;
}
export interface IntegerShape extends Common {
  readonly kind: 'integer';
  readonly least: number;
  readonly most: number;
}
export interface WordsShape extends Common {
  readonly kind: 'words';
  readonly words: readonly string[];
}
export interface TruthShape extends Common {
  readonly kind: 'truth';
}
export interface NullShape extends Common {
  readonly kind: 'null';
}
/** Branches that differ by the kind of node they take, so that the node tells which is meant. */
export interface UnionShape extends Common {
  readonly kind: 'union';
  readonly branches: readonly Exclude<Shape, UnionShape>[];
}
export interface RefShape extends Common {
  readonly kind: 'ref';
  readonly target: () => Exclude<Shape, RefShape>;
}

/** What of JSON Schema the law's schemas use. */
interface Json {
  readonly type?: string;
  readonly choice?: ChoicePlace;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly patternProperties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Json;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly says?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Json[];
  readonly $defs?: Readonly<Record<string, Json>>;
  readonly $ref?: string;
}

/** Makes the shape of a schema. A schema outside the known subset is a fault and throws. */
export function shapeOf(schema: TSchema): Shape {
  return convert(schema as Json, new Map());
}

type Defs = ReadonlyMap<string, () => Shape>;

function convert(json: Json, outer: Defs): Shape {
  const defs = json.$defs ? withDefs(json.$defs, outer) : outer;
  const choice = json.choice ?? null;
  if (json.$ref !== undefined) {
    const target = defs.get(json.$ref);
    if (!target) throw new Error(`schema refers to ${json.$ref}, which it does not define`);
    return { kind: 'ref', choice, target: target as RefShape['target'] };
  }
  if (json.anyOf)
    return unionOf(
      json.anyOf.map((branch) => convert(branch, defs)),
      choice,
    );
  if (json.const !== undefined) return { kind: 'words', choice, words: [String(json.const)] };
  if (json.enum) return { kind: 'words', choice, words: json.enum.map(String) };
  const make = MAKERS[json.type ?? ''];
  if (!make) throw new Error(`schema of unknown type: ${JSON.stringify(json)}`);
  return make(json, choice, defs);
}

const MAKERS: Readonly<
  Record<string, (json: Json, choice: ChoicePlace | null, defs: Defs) => Shape>
> = {
  boolean: (_json, choice) => ({ kind: 'truth', choice }),
  null: (_json, choice) => ({ kind: 'null', choice }),
  integer: (json, choice) => ({
    kind: 'integer',
    choice,
    least: json.minimum ?? Number.MIN_SAFE_INTEGER,
    most: json.maximum ?? Number.MAX_SAFE_INTEGER,
  }),
  string: (json, choice) => ({
    kind: 'text',
    choice,
    pattern: json.pattern === undefined ? null : new RegExp(json.pattern, 'u'),
    says: json.says ?? '文字',
  }),
  array: (json, choice, defs) => ({
    kind: 'list',
    choice,
    items: convert(json.items ?? {}, defs),
    least: json.minItems ?? 0,
    most: json.maxItems ?? Number.POSITIVE_INFINITY,
  }),
  object: (json, choice, defs) => ({
    kind: 'map',
    choice,
    properties: new Map(
      Object.entries(json.properties ?? {}).map(([key, value]) => [key, convert(value, defs)]),
    ),
    required: json.required ?? [],
    pattern: patternOf(json, defs),
    least: json.minProperties ?? 0,
    most: json.maxProperties ?? Number.POSITIVE_INFINITY,
  }),
};

function patternOf(json: Json, defs: Defs): MapShape['pattern'] {
  const [entry] = Object.entries(json.patternProperties ?? {});
  if (!entry) return null;
  const [key, value] = entry;
  return { key: new RegExp(key, 'u'), says: keyWords(key), value: convert(value, defs) };
}

function keyWords(pattern: string): string {
  if (pattern.includes('\\d{4}')) return '日期 "YYYY-MM-DD"';
  if (pattern.includes('BpList'))
    return '以 Fen、Bp、Count、Days、FenList、BpList 或 CountList 结尾的名字';
  return '英文字母开头的名字';
}

function unionOf(branches: readonly Shape[], choice: ChoicePlace | null): UnionShape {
  const flat = branches.flatMap((branch) => (branch.kind === 'union' ? branch.branches : [branch]));
  return { kind: 'union', choice, branches: flat };
}

function withDefs(json: Readonly<Record<string, Json>>, outer: Defs): Defs {
  const defs = new Map(outer);
  for (const [name, definition] of Object.entries(json)) {
    let made: Shape | undefined;
    defs.set(name, () => {
      made ??= convert(definition, defs);
      return made;
    });
  }
  return defs;
}
