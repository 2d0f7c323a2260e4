/** Where numbers come from: chips with clause and mark, and the whole source behind each. */
import type { ReactNode } from 'react';
import { formatYuan } from '../../../../engine/units/index.ts';
import type { WordKey } from '../../words/words.ts';
import { Term } from '../term.tsx';
import { useWords } from '../use-words.ts';
import type { OnDetail } from './details.ts';
import type { CitationExplained, Explanation, SourceExplained } from './explained.ts';
import { isAssumed } from './steps.ts';

const MARK_WORDS: Readonly<Record<CitationExplained['mark'], WordKey>> = {
  seed: 'markSeed',
  official: 'markOfficial',
  secondary: 'markSecondary',
  assumed: 'markAssumed',
};

/** How far a source can be trusted, in a word. */
export function MarkChip({ mark }: { readonly mark: CitationExplained['mark'] }): ReactNode {
  const { w } = useWords();
  return <span className={`mark mark-${mark}`}>{w[MARK_WORDS[mark]]}</span>;
}

interface SourceChipsProps {
  readonly explanation: Explanation;
  readonly sources: readonly number[];
  readonly onDetail: OnDetail;
}

/** One chip for each clause: sources of one place stand together. */
export function SourceChips({ explanation, sources, onDetail }: SourceChipsProps): ReactNode {
  const { w } = useWords();
  const byPlace = new Map<string, number>();
  for (const index of sources) {
    const source = explanation.sources[index];
    if (!source) continue;
    const key = `${placeOf(source)}|${isAssumed(source)}`;
    if (!byPlace.has(key)) byPlace.set(key, index);
  }
  return [...byPlace.values()].map((index) => {
    const source = explanation.sources[index];
    if (!source) return null;
    return (
      <button
        key={index}
        type="button"
        className="source"
        aria-haspopup="dialog"
        onClick={() => onDetail({ kind: 'source', index })}
      >
        <span lang="zh-CN">{placeOf(source) || w.noDocument}</span>
        <MarkChip mark={isAssumed(source) ? 'assumed' : source.mark} />
      </button>
    );
  });
}

/** Number or title of the document, and clause; empty where nothing is cited. */
function placeOf(citation: CitationExplained): string {
  const { document, clause } = citation;
  return [document?.number ?? document?.title, clause].filter(Boolean).join(' ');
}

/** A source in full. */
export function SourceSheet({ source }: { readonly source: SourceExplained }): ReactNode {
  const { w } = useWords();
  return (
    <dl className="sheet">
      <CitationSheet citation={source} />
      <dt>{w.sourceValue}</dt>
      <dd>
        {valueText(source)} <code>{source.parameter}</code>
      </dd>
      <dt>{w.sourceFrom}</dt>
      <dd>{source.from}</dd>
      {source.modifier ? (
        <>
          <dt>{w.sourceChangedBy}</dt>
          <dd>
            <dl className="sheet">
              <CitationSheet citation={source.modifier.citation} />
            </dl>
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** Rows of a `dl.sheet`: document, clause and mark. */
export function CitationSheet({ citation }: { readonly citation: CitationExplained }): ReactNode {
  const { w } = useWords();
  const { document, clause, mark, why } = citation;
  return (
    <>
      <dt>{w.sourceDocument}</dt>
      <dd lang="zh-CN">{document?.title ?? w.noDocument}</dd>
      {document?.number ? (
        <>
          <dt>{w.sourceNumber}</dt>
          <dd lang="zh-CN">{document.number}</dd>
        </>
      ) : null}
      {clause ? (
        <>
          <dt>{w.sourceClause}</dt>
          <dd lang="zh-CN">{clause}</dd>
        </>
      ) : null}
      <dt>{w.sourceMark}</dt>
      <dd>
        <MarkChip mark={mark} /> {mark === 'assumed' ? <Term id="assumed" isHint /> : null}
      </dd>
      {why ? (
        <>
          <dt>{w.sourceWhy}</dt>
          <dd lang="zh-CN">{why}</dd>
        </>
      ) : null}
    </>
  );
}

const BP_OF_PERCENT = 100;

function valueText({ unit, value }: SourceExplained): string {
  const one = (number: number): string => {
    if (unit.startsWith('Fen')) return formatYuan(number);
    return unit.startsWith('Bp') ? `${number / BP_OF_PERCENT}%` : String(number);
  };
  return typeof value === 'number' ? one(value) : value.map(one).join(', ');
}
