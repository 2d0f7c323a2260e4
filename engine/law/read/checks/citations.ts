/**
 * Citations: no source, no law. Every mapping with a `mark` is one, also in what a choice left out.
 */
import type { Source } from '../body.ts';
import type { Report } from '../diagnostic.ts';
import type { Lexicon } from '../lexicon.ts';
import { entryOf, type Located, type LocatedMap, textAt } from '../located.ts';
import type { Problem } from '../problem.ts';
import { didYouMean } from '../wording.ts';

/** Tells every citation of a file that does not say where its number or choice comes from. */
export function checkCitations(source: Source, words: Lexicon, report: Report): void {
  if (source.kind === 'documents') return;
  const walk = (node: Located, keyOffset: number, around: string | null): void => {
    if (node.kind === 'scalar') return;
    if (node.kind === 'list') {
      for (const item of node.items) walk(item, item.offset, around);
      return;
    }
    const clause = textAt(node, 'clause') ?? around;
    for (const { offset, problem } of problemsOf(node, keyOffset, words)) {
      report.add({ file: source.file, offset, clause }, problem);
    }
    for (const entry of node.entries.values()) walk(entry.value, entry.keyOffset, clause);
  };
  walk(source.root, source.root.offset, null);
}

interface Found {
  readonly offset: number;
  readonly problem: Problem;
}

function problemsOf(node: LocatedMap, keyOffset: number, words: Lexicon): readonly Found[] {
  const mark = textAt(node, 'mark');
  if (mark === undefined) return [];
  const found: Found[] = [];
  const id = textAt(node, 'document');
  const clause = textAt(node, 'clause');
  if (mark === 'assumed' && textAt(node, 'why') === undefined) {
    found.push({ offset: keyOffset, problem: missingReason() });
  }
  if (mark !== 'assumed' && (id === undefined || clause === undefined)) {
    found.push({ offset: keyOffset, problem: missingSource(mark, id, clause) });
  }
  if (id === undefined) return found;
  const document = words.documents.get(id);
  const offset = entryOf(node, 'document')?.value.offset ?? keyOffset;
  if (!document) {
    if (words.isWhole.documents) found.push({ offset, problem: unknownDocument(id, words) });
  } else if (document.mark === 'secondary' && (mark === 'official' || mark === 'seed')) {
    found.push({ offset, problem: markAbove(mark, id) });
  }
  return found;
}

function missingSource(mark: string, id: string | undefined, clause: string | undefined): Problem {
  const lacks = [id === undefined && 'document', clause === undefined && 'clause'].filter(Boolean);
  return {
    code: 'law/missing_source',
    message: `标注为 ${mark} 却没有写 ${lacks.join(' 和 ')}；没有出处的数字不能当作法规`,
    fix: `补写 ${lacks.join(' 和 ')}；若是我们的假设，写 mark: assumed 和 why`,
  };
}

function missingReason(): Problem {
  return {
    code: 'law/missing_reason',
    message: '标注为 assumed 却没有写 why；假设须让读者知道从何而来',
    fix: '补写 why',
  };
}

function unknownDocument(id: string, words: Lexicon): Problem {
  return {
    code: 'law/unknown_document',
    message: `出处“${id}”没有登记，读者无从查证`,
    fix: didYouMean(id, words.documents.keys(), '在 documents 文件中登记文号、标题和发文机关'),
  };
}

function markAbove(mark: string, id: string): Problem {
  return {
    code: 'law/mark_above_document',
    message: `标注为 ${mark}，而文件“${id}”登记为 secondary；转引不能当作原文`,
    fix: '改为 mark: secondary，或查到原文后更正登记',
  };
}
