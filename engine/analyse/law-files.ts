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
  readonly root: Located;
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
  return {
    files,
    schemes,
    schemesOf: (file) => schemes.filter((scheme) => parts.get(scheme)?.has(file)),
    filesOf: (wanted) =>
      files.filter((file) => wanted.some((scheme) => parts.get(scheme)?.has(file))),
  };
}

/** The texts that stand in a file, wherever they do. */
export function textsIn(node: Located): ReadonlySet<string> {
  const found = new Set<string>();
  collectTexts(node, found);
  return found;
}

function entryFrom(law: LawText): LawFileEntry | null {
  const source = readSourceFile(law);
  const { root } = source;
  if (root?.kind !== 'map') return null;
  const textAt = (key: string) => {
    const value = root.entries.get(key)?.value;
    return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
  };
  const [kind, id] = [textAt('kind'), textAt('id')];
  if (kind === 'cases') return null;
  return {
    ...law,
    kind,
    id,
    area: kind === 'area' ? id : textAt('area'),
    root,
    source,
    from: parseDay(textAt('effectiveFrom')) ?? null,
    until: parseDay(textAt('effectiveUntil')) ?? null,
  };
}

function reachedFrom(
  scheme: LawFileEntry,
  byId: ReadonlyMap<string, LawFileEntry>,
): ReadonlySet<LawFileEntry> {
  const reached = new Set<LawFileEntry>();
  const waiting = [scheme];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    for (const text of textsIn(file.root)) {
      const named = byId.get(text);
      if (!named || reached.has(named)) continue;
      reached.add(named);
      waiting.push(named);
    }
  }
  return reached;
}

function collectTexts(node: Located, found: Set<string>): void {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') found.add(node.value);
  } else if (node.kind === 'list') for (const item of node.items) collectTexts(item, found);
  else for (const { value } of node.entries.values()) collectTexts(value, found);
}
