/** Who pays how much of the whole, in rows. */
import type { ReactNode } from 'react';
import { Money } from '../money.tsx';
import { percentOf, toneOf } from '../payer-bar.tsx';
import { useWords } from '../use-words.ts';
import type { OnDetail } from './details.ts';
import type { Payer } from './steps.ts';

interface PayerTableProps {
  readonly payers: readonly Payer[];
  readonly totalFen: number;
  readonly onDetail: OnDetail;
}

export function PayerTable({ payers, totalFen, onDetail }: PayerTableProps): ReactNode {
  const { w, lang } = useWords();
  return (
    <table className="payers">
      <thead>
        <tr>
          <th scope="col">{w.payer}</th>
          <th scope="col" className="number">
            {w.amount}
          </th>
          <th scope="col" className="number">
            {w.shareOf}
          </th>
        </tr>
      </thead>
      <tbody>
        {payers.map((payer) => (
          <tr key={payer.id}>
            <th scope="row">
              <span className={`swatch ${toneOf(payer)}`} />
              {payer[lang]}
            </th>
            <td className="number">
              <Money
                fen={payer.fen}
                onExplain={() =>
                  onDetail(payer.isPerson ? { kind: 'person' } : { kind: 'payer', id: payer.id })
                }
              />
            </td>
            <td className="number">{percentOf(payer.fen, totalFen)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{w.sum}</th>
          <td className="number">
            <Money fen={totalFen} onExplain={() => onDetail({ kind: 'total' })} />
          </td>
          <td className="number">100%</td>
        </tr>
      </tfoot>
    </table>
  );
}
