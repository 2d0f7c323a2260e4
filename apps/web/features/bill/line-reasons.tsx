/** Why a line came to its amounts: its class, price and first share, and who paid it. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import { toneOf } from '../../parts/payer-bar.tsx';
import type { Explanation } from '../../parts/reasons/explained.ts';
import { CitationSheet } from '../../parts/reasons/sources.tsx';
import { payersOf } from '../../parts/reasons/steps.ts';
import { TermOf } from '../../parts/term.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled, type WordKey } from '../../words/words.ts';
import { type Bill, type BillLine, CLASS_WORDS, PERSON } from './bill.ts';
import type { OnBillDetail } from './details.ts';
import { percentText, quantityOf } from './lines.tsx';

interface LineReasonsProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
  readonly index: number;
}

const POOLS = [
  ['outOfScopeFen', 'poolOut', 'classC'],
  ['overLimitFen', 'poolOver', 'overLimit'],
  ['firstShareFen', 'poolFirst', 'firstShare'],
  ['inScopeFen', 'poolIn', 'inScope'],
] as const satisfies readonly (readonly [keyof BillLine, WordKey, string])[];

export function LineReasons({ bill, onDetail, index }: LineReasonsProps): ReactNode {
  const { w } = useWords();
  const { explanation, lines } = bill;
  const line = lines[index];
  if (!line) return null;
  const atom = explanation.atoms.findIndex((one) => one.lines.includes(index));
  const exclusion = explanation.atoms[atom]?.exclusion ?? null;
  return (
    <>
      <ItemFacts line={line} />
      <h3>{w.lineFalls}</h3>
      <ul className="reasons">
        {POOLS.filter(([pool]) => line[pool] > 0).map(([pool, word, term]) => (
          <li key={pool}>
            <span>
              {w[word]} <TermOf id={term} />
            </span>
            <Money fen={line[pool]} />
          </li>
        ))}
      </ul>
      {exclusion ? (
        <dl className="sheet">
          <CitationSheet citation={exclusion} />
        </dl>
      ) : null}
      <Prices explanation={explanation} index={index} />
      <h3>{w.atomPayers}</h3>
      <LinePayers
        explanation={explanation}
        line={line}
        onCell={(payer) => onDetail({ kind: 'cell', atom, payer })}
      />
      <p className="note">{w.linesNote}</p>
    </>
  );
}

function ItemFacts({ line }: { readonly line: BillLine }): ReactNode {
  const { w, lang } = useWords();
  const { item } = line;
  if (!item) return null;
  return (
    <dl className="sheet">
      <dt>{w.lineItem}</dt>
      <dd>
        <code>{item.code}</code>
      </dd>
      <dt>{w.lineClass}</dt>
      <dd>{CLASS_WORDS[item.itemClass][lang]}</dd>
      <dt>{w.lineQuantity}</dt>
      <dd>{quantityOf(item)}</dd>
      <dt>{w.lineRate}</dt>
      <dd>{percentText(item.firstShareBp)}</dd>
      <dt>{w.lineAt}</dt>
      <dd>{item.occurredAt}</dd>
    </dl>
  );
}

/** The price rules of the law that acted on the line. */
function Prices({
  explanation,
  index,
}: {
  readonly explanation: Explanation;
  readonly index: number;
}): ReactNode {
  const { w, lang } = useWords();
  return explanation.prices
    .filter(({ line }) => line === index)
    .map((price) => (
      <section key={price.rule}>
        <h3 lang="zh-CN">{price.title}</h3>
        <p>
          {filled(w.linePriced, { formula: price.formula?.[lang] ?? '' })}{' '}
          <Money fen={price.amountFen} />
        </p>
        <dl className="sheet">
          <CitationSheet citation={price.citation} />
        </dl>
      </section>
    ));
}

interface LinePayersProps {
  readonly explanation: Explanation;
  readonly line: BillLine;
  readonly onCell: (payer: string) => void;
}

function LinePayers({ explanation, line, onCell }: LinePayersProps): ReactNode {
  const { lang } = useWords();
  return (
    <ul className="reasons">
      {payersOf(explanation, PERSON).map((payer) => {
        const place = explanation.payers.findIndex(({ id }) => id === payer.id);
        const fen = payer.isPerson ? line.personFen : (line.paidFen[place] ?? 0);
        if (fen === 0) return null;
        return (
          <li key={payer.id}>
            <span>
              <span className={`swatch ${toneOf(payer)}`} />
              {payer[lang]}
            </span>
            <Money fen={fen} onExplain={() => onCell(payer.id)} />
          </li>
        );
      })}
    </ul>
  );
}
