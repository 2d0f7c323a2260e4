/** The lines of the bill: what was charged, which part of it counts, and who paid it. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import { Term } from '../../parts/term.tsx';
import { useWords } from '../../parts/use-words.ts';
import { type Bill, type BillLine, CLASS_WORDS, fundsOf } from './bill.ts';
import type { OnBillDetail } from './details.ts';

interface LinesProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
}

export function Lines({ bill, onDetail }: LinesProps): ReactNode {
  const { w } = useWords();
  return (
    <section className="panel" aria-labelledby="lines-title">
      <h2 id="lines-title">{w.linesTitle}</h2>
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{w.lineItem}</th>
            <th scope="col">{w.lineClass}</th>
            <th scope="col" className="number">
              {w.lineCost}
            </th>
            <th scope="col" className="number">
              {w.lineFirstShare} <Term id="firstShare" isHint />
            </th>
            <th scope="col" className="number">
              {w.lineOutside}
            </th>
            <th scope="col" className="number">
              {w.lineInScope} <Term id="inScope" isHint />
            </th>
            <th scope="col" className="number">
              {w.lineFunds}
            </th>
            <th scope="col" className="number">
              {w.linePerson}
            </th>
          </tr>
        </thead>
        <tbody>
          {bill.lines.map((line, index) => (
            <Row
              key={line.lineId}
              line={line}
              onExplain={() => onDetail({ kind: 'line', index })}
            />
          ))}
        </tbody>
      </table>
      <p className="note">{w.linesNote}</p>
    </section>
  );
}

interface RowProps {
  readonly line: BillLine;
  readonly onExplain: () => void;
}

function Row({ line, onExplain }: RowProps): ReactNode {
  const { w, lang } = useWords();
  const { item } = line;
  const amounts: readonly (readonly [label: string, fen: number])[] = [
    [w.lineCost, line.costFen],
    [w.lineFirstShare, line.firstShareFen],
    [w.lineOutside, line.outOfScopeFen + line.overLimitFen],
    [w.lineInScope, line.inScopeFen],
    [w.lineFunds, fundsOf(line)],
    [w.linePerson, line.personFen],
  ];
  return (
    <tr>
      <th scope="row" lang="zh-CN">
        {item?.name ?? line.lineId}
        {item ? <small>{quantityOf(item)}</small> : null}
      </th>
      <td data-label={w.lineClass}>
        <span>
          {item ? CLASS_WORDS[item.itemClass][lang] : ''}
          {item?.itemClass === '02' ? <small>{percentText(item.firstShareBp)}</small> : null}
        </span>
      </td>
      {amounts.map(([label, fen]) => (
        <td key={label} className="number" data-label={label}>
          {fen === 0 ? (
            <span className="nothing">–</span>
          ) : (
            <Money fen={fen} onExplain={onExplain} />
          )}
        </td>
      ))}
    </tr>
  );
}

const QUANTITY = 10_000;
const MICRO_OF_YUAN = 1_000_000;

type Item = NonNullable<BillLine['item']>;

/** How many at which price. */
export function quantityOf({ quantity, priceMicro }: Item): string {
  return `${quantity / QUANTITY} × ${(priceMicro / MICRO_OF_YUAN).toFixed(2)}`;
}

/** Basis points as percent, every digit that counts. */
export function percentText(bp: number): string {
  return `${bp / 100}%`;
}
