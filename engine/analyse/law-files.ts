/**
 * Law files and which schemes they are part of, found by the ids that they name. A scheme, compiled
 * with its own files alone, settles as it does among all others, in a fraction of the time.
 */
import { type LawText, type Located, readSourceFile, type SourceFile } from '../law/read/index.ts';
import { type Day, parseDay } from '../units/index.ts';

export interface LawFileEntry {
  readonly path: string;
  readonly text: string;
  readonly kind: string;
  readonly id: string;
  /** The area that it names, or that it is; empty for other files. */
  readonly area: string;
  /** The codes that a scheme covers; empty for other files. */
  readonly covers: readonly string[];
  readonly root: Located;
  /** The texts that stand in it. */
  readonly texts: ReadonlySet<string>;
  readonly source: SourceFile;
  /** Days on which the file may hold; null: not bounded here. */
  readonly from: Day | null;
  readonly until: Day | null;
}

export interface LawIndex {
  /** Files that could be read, cases left out. */
  readonly files: readonly LawFileEntry[];
  readonly schemes: readonly LawFileEntry[];
  /** Schemes whose law the file is part of. */
  readonly schemesOf: (file: LawFileEntry) => readonly LawFileEntry[];
  /** All that schemes need to be compiled, in the order of the files. */
  readonly filesOf: (schemes: readonly LawFileEntry[]) => readonly LawFileEntry[];
}

/** Every scheme needs them. */
const COMMON_KINDS: readonly string[] = ['documents', 'vocabulary'];

/** Indexes the files of a body of law. A file that cannot be read is left out. */
export function indexLaw(laws: readonly LawText[]): LawIndex {
  const files = laws.flatMap((law) => entryFrom(law) ?? []);
  const common = files.filter(({ kind }) => COMMON_KINDS.includes(kind));
  const areas = new Map(files.flatMap((file) => (file.kind === 'area' ? [[file.id, file]] : [])));
  const byId = new Map(
    files.flatMap((file) =>
      file.id === '' || file.kind === 'area' || file.kind === 'scheme' ? [] : [[file.id, file]],
    ),
  );
  const schemes = files.filter(({ kind }) => kind === 'scheme');
  const parts = new Map(
    schemes.map((scheme) => {
      const area = areas.get(scheme.area);
      const used = reachedFrom(scheme, byId);
      return [scheme, new Set([...common, scheme, ...(area ? [area] : []), ...used])];
    }),
  );
  const counters = new Map(
    schemes.map((scheme) => {
      const own = [...(parts.get(scheme) ?? [])];
      return [scheme, new Set(own.flatMap(({ root }) => keysAt(root, 'counters')))];
    }),
  );
  const known = new Map<string, readonly LawFileEntry[]>();
  const filesOf = (wanted: readonly LawFileEntry[]) => {
    const whole = withMapped(wanted, counters);
    return files.filter((file) => whole.some((scheme) => parts.get(scheme)?.has(file)));
  };
  return {
    files,
    schemes,
    schemesOf: (file) => schemes.filter((scheme) => parts.get(scheme)?.has(file)),
    filesOf: (wanted) => {
      const key = wanted.map(({ path }) => path).join('\n');
      const found = known.get(key) ?? filesOf(wanted);
      known.set(key, found);
      return found;
    },
  };
}

/** Adds schemes until each counter that a scheme maps from another one has a scheme that has it. */
function withMapped(
  wanted: readonly LawFileEntry[],
  counters: ReadonlyMap<LawFileEntry, ReadonlySet<string>>,
): readonly LawFileEntry[] {
  const isKnown = (id: string) => wanted.some((scheme) => counters.get(scheme)?.has(id));
  const lost = wanted
    .flatMap(({ root }) => keysAt(root, 'counterMap'))
    .filter((id) => !isKnown(id));
  const other = [...counters].find(([, ids]) => lost.some((id) => ids.has(id)));
  return other ? withMapped([...wanted, other[0]], counters) : wanted;
}

function keysAt(root: Located, key: string): readonly string[] {
  const map = nodeAt(root, key);
  return map?.kind === 'map' ? [...map.entries.keys()] : [];
}

/** Finds what stands at a path of keys. */
export function nodeAt(node: Located | undefined, ...path: readonly string[]): Located | undefined {
  return path.reduce<Located | undefined>(
    (inner, key) => (inner?.kind === 'map' ? inner.entries.get(key)?.value : undefined),
    node,
  );
}

/** The text at a path of keys; empty where there is none. */
export function textAt(node: Located | undefined, ...path: readonly string[]): string {
  const found = nodeAt(node, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : '';
}

function entryFrom(law: LawText): LawFileEntry | null {
  const source = readSourceFile(law);
  const { root } = source;
  if (root?.kind !== 'map') return null;
  const [kind, id] = [textAt(root, 'kind'), textAt(root, 'id')];
  if (kind === 'cases') return null;
  return {
    ...law,
    kind,
    id,
    area: kind === 'area' ? id : textAt(root, 'area'),
    covers: kind === 'scheme' ? [...textsIn(nodeAt(root, 'covers'))].sort() : [],
    root,
    texts: textsIn(root),
    source,
    from: parseDay(textAt(root, 'effectiveFrom')) ?? null,
    until: parseDay(textAt(root, 'effectiveUntil')) ?? null,
  };
}

/** A scheme names its files in many places; those name further ones only as these keys say. */
const NAMING_KEYS = ['uses', 'of'] as const;

function reachedFrom(
  scheme: LawFileEntry,
  byId: ReadonlyMap<string, LawFileEntry>,
): ReadonlySet<LawFileEntry> {
  const reached = new Set<LawFileEntry>();
  const reach = (texts: ReadonlySet<string>) => {
    for (const text of texts) {
      const named = byId.get(text);
      if (!named || reached.has(named)) continue;
      reached.add(named);
      reach(textsIn(named.root, NAMING_KEYS));
    }
  };
  reach(scheme.texts);
  return reached;
}

/** Texts at or below a node; with `keys`, only those that stand under one of them. */
function textsIn(node: Located | undefined, keys?: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  if (node !== undefined) collectTexts(node, keys, found);
  return found;
}

function collectTexts(
  node: Located,
  keys: readonly string[] | undefined,
  found: Set<string>,
): void {
  if (node.kind === 'scalar') {
    if (keys === undefined && typeof node.value === 'string') found.add(node.value);
  } else if (node.kind === 'list') for (const item of node.items) collectTexts(item, keys, found);
  else {
    for (const [key, { value }] of node.entries) {
      collectTexts(value, keys?.includes(key) ? undefined : keys, found);
    }
  }
}
