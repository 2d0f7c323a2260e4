/**
 * The published JSON Schema of each kind of law file, for editors and for readers in other
 * languages.
 */
import { type FileKind, lawSchemas } from './schema.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

const TITLES: Readonly<Record<FileKind, string>> = {
  documents: '文件登记：编号、文号、标题、机关、日期、可信程度',
  vocabulary: '词表：维度与代码、支付方',
  area: '统筹区及其人员类别',
  choices: '选择：几份文件共用的选择，各有取值、其他合法取值和依据',
  prices: '价格规则：一条明细至多可收多少，超出的归超限价',
  scheme: '方案：一段时期内各层待遇的先后、覆盖人群、必须作出的选择',
  policy: '待遇：一层支付的基数、起付线、比例、封顶、累计',
  overlay: '变更：另一份文件对待遇的有期改动',
};

/** Gives the JSON Schema of every kind of file as written, with shared definitions at its root. */
export function publishedSchemas(): Readonly<Record<FileKind, JsonObject>> {
  const schemas = lawSchemas('written');
  return {
    documents: published('documents', schemas.documents),
    vocabulary: published('vocabulary', schemas.vocabulary),
    area: published('area', schemas.area),
    choices: published('choices', schemas.choices),
    prices: published('prices', schemas.prices),
    scheme: published('scheme', schemas.scheme),
    policy: published('policy', schemas.policy),
    overlay: published('overlay', schemas.overlay),
  };
}

function published(kind: FileKind, schema: object): JsonObject {
  const definitions = new Map<string, Json>();
  // Printing and reading leaves the plain JSON of a schema, without its hidden marks.
  const plain = JSON.parse(JSON.stringify(schema)) as Json;
  const root = lifted(plain, definitions);
  const shared = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: TITLES[kind],
    ...(isObject(root) ? root : {}),
    ...(shared.length > 0 && { $defs: Object.fromEntries(shared) }),
  };
}

/** Moves definitions to the root: the same one stands wherever it is used. */
function lifted(node: Json, definitions: Map<string, Json>): Json {
  if (isList(node)) return node.map((item) => lifted(item, definitions));
  if (!isObject(node)) return node;
  const entries: [string, Json][] = [];
  // What a text says of its form is for the reader's own messages.
  for (const [key, value] of Object.entries(node)) {
    if (key === '$defs' && isObject(value)) {
      for (const [name, definition] of Object.entries(value)) {
        if (definitions.has(name)) continue;
        definitions.set(name, true);
        definitions.set(name, withoutId(lifted(definition, definitions)));
      }
    } else if (key === 'says') continue;
    else if (key === '$ref') entries.push([key, `#/$defs/${value}`]);
    else entries.push([key, lifted(value, definitions)]);
  }
  return Object.fromEntries(entries);
}

function withoutId(node: Json): Json {
  if (!isObject(node)) return node;
  const { $id: _, ...rest } = node;
  return rest;
}

function isList(node: Json): node is readonly Json[] {
  return Array.isArray(node);
}

function isObject(node: Json): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
