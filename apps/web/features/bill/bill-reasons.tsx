/** Why a kind of cost, a cell of the matrix or a tier came to its amount. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import { toneOf } from '../../parts/payer-bar.tsx';
import { CitationSheet } from '../../parts/reasons/sources.tsx';
import { payersOf, tiersOf } from '../../parts/reasons/steps.ts';
import { TierSteps } from '../../parts/reasons/tier-steps.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { TermOf } from '../../parts/term.tsx';
import { useWords } from '../../parts/use-words.ts';
import { atomsIn, type Bill, cellFen, countersOf, PERSON, tiersOfCell } from './bill.ts';
import { CounterTable } from './counters.tsx';
import type { OnBillDetail } from './details.ts';

interface ReasonsProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
}

/** A kind of cost: what the law makes of it first, its lines, and who pays it. */
export function AtomReasons({
  bill,
  onDetail,
  index,
}: ReasonsProps & { readonly index: number }): ReactNode {
  const { w, lang } = useWords();
  const { explanation, lines } = bill;
  const atom = explanation.atoms[index];
  if (!atom) return null;
  return (
    <>
      <h3>{w.atomCells}</h3>
      <ul className="reasons">
        {atom.cells.map((cell) => (
          <li key={cell.id}>
            <span>
              {cell[lang]} <TermOf id={cell.id} />
            </span>
            <Money fen={cell.fen} />
          </li>
        ))}
      </ul>
      {atom.exclusion ? (
        <dl className="sheet">
          <CitationSheet citation={atom.exclusion} />
        </dl>
      ) : null}
      <h3>{w.atomPayers}</h3>
      <ul className="reasons">
        {payersOf(explanation, PERSON).map((payer) => (
          <li key={payer.id}>
            <span>
              <span className={`swatch ${toneOf(payer)}`} />
              {payer[lang]}
            </span>
            <Money
              fen={cellFen(explanation, atom, payer)}
              onExplain={() => onDetail({ kind: 'cell', atom: index, payer: payer.id })}
            />
          </li>
        ))}
      </ul>
      <h3>{w.linesTitle}</h3>
      <ul className="reasons">
        {atom.lines.flatMap((at) => {
          const line = lines[at];
          if (!line) return [];
          return (
            <li key={line.lineId}>
              <span lang="zh-CN">{line.item?.name ?? line.lineId}</span>
              <Money fen={line.costFen} onExplain={() => onDetail({ kind: 'line', index: at })} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface CellProps extends ReasonsProps {
  readonly index: number;
  readonly payer: string;
}

/** What one payer, or the person, pays of a kind of cost. */
export function CellReasons({ bill, onDetail, index, payer }: CellProps): ReactNode {
  const { w, lang } = useWords();
  const { explanation } = bill;
  const atom = explanation.atoms[index];
  if (!atom) return null;
  if (payer === PERSON_ID) {
    if (atom.personBecause.length === 0) return <p>{w.cellNobody}</p>;
    return (
      <ul className="reasons">
        {atom.personBecause.map((reason) => (
          <li key={reason.id}>
            <span>
              {reason[lang]} <TermOf id={reason.id} />
            </span>
            <Money fen={reason.fen} onExplain={() => onDetail({ kind: 'reason', id: reason.id })} />
          </li>
        ))}
      </ul>
    );
  }
  const tiers = tiersOfCell(explanation, index, payer);
  if (tiers.length === 0) return <p>{w.cellNobody}</p>;
  const place = explanation.payers.findIndex(({ id }) => id === payer);
  return tiers.map((tier) => (
    <article key={tier.tier}>
      <h3 lang="zh-CN">{tier.zh}</h3>
      <TierReasons bill={bill} onDetail={onDetail} id={tier.tier} />
      {atomsIn(tier) > 1 ? (
        <p className="note">
          <Sentence
            template={w.cellShared}
            slots={{
              paid: <Money fen={tier.paidFen} />,
              own: <Money fen={atom.paidFen[place] ?? 0} />,
            }}
          />
        </p>
      ) : null}
    </article>
  ));
}

/** Of payers in a `BillDetail`. */
const PERSON_ID = 'person';

/** What a tier did, and what it counted through the year. */
export function TierReasons({
  bill,
  onDetail,
  id,
}: ReasonsProps & { readonly id: string }): ReactNode {
  const { w } = useWords();
  const { explanation } = bill;
  const tier = tiersOf(explanation).active.find((one) => one.tier === id);
  if (!tier) return null;
  const counters = countersOf(explanation, id);
  return (
    <>
      <TierSteps explanation={explanation} tier={tier} onDetail={onDetail} />
      {counters.length === 0 ? null : (
        <>
          <h4>{w.countersTitle}</h4>
          <CounterTable explanation={explanation} counters={counters} onDetail={onDetail} isOfOne />
        </>
      )}
    </>
  );
}
