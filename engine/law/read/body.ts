/**
 * The body of law: all files sorted by kind, each id known once. Nothing is checked here but what a
 * file is and whether its id is free.
 */
import type { Place, Report } from './diagnostic.ts';
import { entryOf, type LocatedMap, type Path, spotOf, textAt } from './located.ts';
import type { Problem } from './problem.ts';
import type { FileKind } from './schema.ts';
import type { SourceFile } from './source-file.ts';
import { listed, nearest } from './wording.ts';

/** A file of known kind, as written. */
export interface Source {
  readonly file: SourceFile;
  readonly kind: FileKind;
  /** Empty for kinds without an id, and where it is missing. */
  readonly id: string;
  readonly root: LocatedMap;
  /** Whether the text itself could be read without a problem. */
  readonly isReadable: boolean;
}

export type Body = { readonly [K in FileKind]: readonly Source[] } & {
  /** Every file could be read and is of known kind: a name that is not found does not exist. */
  readonly isWhole: boolean;
};

const KINDS: readonly FileKind[] = [
  'documents',
  'vocabulary',
  'area',
  'choices',
  'prices',
  'scheme',
  'policy',
  'overlay',
];
/** Read by `engine/input`, and by the module `law`. */
const OTHER_KINDS: readonly string[] = ['cases', 'arrangements'];

/** Sorts files by kind and tells what is no law file, and every id that is taken twice. */
export function bodyOf(files: readonly SourceFile[], report: Report): Body {
  const sources: Source[] = [];
  let isWhole = true;
  for (const file of files) {
    const source = sourceOf(file, report);
    if (source === null) isWhole = false;
    else if (source !== 'other') sources.push(source);
  }
  tellTakenIds(sources, report);
  const ofKind = (kind: FileKind) => sources.filter((source) => source.kind === kind);
  return {
    documents: ofKind('documents'),
    vocabulary: ofKind('vocabulary'),
    area: ofKind('area'),
    choices: ofKind('choices'),
    prices: ofKind('prices'),
    scheme: ofKind('scheme'),
    policy: ofKind('policy'),
    overlay: ofKind('overlay'),
    isWhole,
  };
}

/** Gives the place of a path in a file. */
export function placeAt(file: SourceFile, root: LocatedMap, path: Path): Place {
  return { file, ...spotOf(root, path) };
}

/** Null where a file is no law file that can be read; `other` where another reader's. */
function sourceOf(file: SourceFile, report: Report): Source | 'other' | null {
  for (const { offset, ...problem } of file.problems) {
    report.add({ file, offset, clause: null }, problem);
  }
  const { root } = file;
  if (root === null) return null;
  if (root.kind !== 'map') {
    report.add({ file, offset: root.offset, clause: null }, notMapping());
    return null;
  }
  const kind = textAt(root, 'kind');
  if (kind !== undefined && OTHER_KINDS.includes(kind)) return 'other';
  const known = KINDS.find((one) => one === kind);
  if (!known) {
    report.add(placeAt(file, root, ['kind']), unknownKind(kind));
    return null;
  }
  return { file, kind: known, id: textAt(root, 'id') ?? '', root, isReadable: file.isReadable };
}

function tellTakenIds(sources: readonly Source[], report: Report): void {
  const taken = new Map<string, Source>();
  for (const source of sources) {
    if (source.id === '') continue;
    const first = taken.get(source.id);
    if (first) {
      const place = placeAt(source.file, source.root, ['id']);
      report.add(place, takenId(source.id, first.file, entryOf(first.root, 'id')?.keyOffset ?? 0));
    } else taken.set(source.id, source);
  }
}

/** Words an id that another file has already. */
export function takenId(id: string, file: SourceFile, offset: number): Problem {
  const { line } = file.positionOf(offset);
  return {
    code: 'law/duplicate_id',
    message: `编号“${id}”已在 ${file.path} 第 ${line} 行定义；引用时无法知道指哪一个`,
    fix: '改名其中一处',
  };
}

function notMapping(): Problem {
  return {
    code: 'law/unknown_kind',
    message: '文件不是“键: 值”的映射，无法知道它是哪种规则文件',
    fix: `写成映射，并以 kind 写明种类：${listed(KINDS)}`,
  };
}

function unknownKind(kind: string | undefined): Problem {
  const near = kind === undefined ? undefined : nearest(kind, KINDS);
  return {
    code: 'law/unknown_kind',
    message: kind === undefined ? '文件没有写明种类 kind' : `不认识的文件种类“${kind}”`,
    fix: near ? `是否应为“${near}”？` : `kind 写 ${[...KINDS, ...OTHER_KINDS].join('、')} 之一`,
  };
}
