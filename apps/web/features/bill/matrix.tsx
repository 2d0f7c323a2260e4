/** Kinds of cost by payers, every cell with its reason behind it. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import { toneOf } from '../../parts/payer-bar.tsx';
import { payersOf } from '../../parts/reasons/steps.ts';
import { useWords } from '../../parts/use-words.ts';
import { atomName, type Bill, cellFen, PERSON } from './bill.ts';
import type { OnBillDetail } from './details.ts';

interface MatrixProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
}

export function Matrix({ bill, onDetail }: MatrixProps): ReactNode {
  const { w, lang } = useWords();
  const { explanation } = bill;
  const payers = payersOf(explanation, PERSON);
  return (
    <table className="cards">
      <caption className="unseen">{w.matrixTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{w.billRow}</th>
          {payers.map((payer) => (
            <th key={payer.id} scope="col" className="number">
              <span className={`swatch ${toneOf(payer)}`} />
              {payer[lang]}
            </th>
          ))}
          <th scope="col" className="number">
            {w.sum}
          </th>
        </tr>
      </thead>
      <tbody>
        {explanation.atoms.map((atom, index) => (
          <tr key={atom.lines.join()}>
            <th scope="row">{atomName(bill, atom)[lang]}</th>
            {payers.map((payer) => (
              <td key={payer.id} className="number" data-label={payer[lang]}>
                <Money
                  fen={cellFen(explanation, atom, payer)}
                  onExplain={() => onDetail({ kind: 'cell', atom: index, payer: payer.id })}
                />
              </td>
            ))}
            <td className="number" data-label={w.sum}>
              <Money
                fen={atom.totalFen}
                onExplain={() => onDetail({ kind: 'atom', atom: index })}
              />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{w.sum}</th>
          {payers.map((payer) => (
            <td key={payer.id} className="number" data-label={payer[lang]}>
              <Money
                fen={payer.fen}
                onExplain={() =>
                  onDetail(payer.isPerson ? { kind: 'person' } : { kind: 'payer', id: payer.id })
                }
              />
            </td>
          ))}
          <td className="number" data-label={w.sum}>
            <Money fen={explanation.totalFen} onExplain={() => onDetail({ kind: 'total' })} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
