/** What opens behind an amount: where it comes from, down to the clause. */
import type { ReactNode } from 'react';
import { formatYuan } from '../../../../engine/units/index.ts';
import { filled } from '../../words/words.ts';
import { Dialog } from '../dialog.tsx';
import { Money } from '../money.tsx';
import { useWords } from '../use-words.ts';
import type { Detail, OnDetail } from './details.ts';
import type { Explanation, TierApplied } from './explained.ts';
import { SourceSheet } from './sources.tsx';
import { tiersOf } from './steps.ts';
import { TierSteps } from './tier-steps.tsx';

interface DetailProps {
  readonly explanation: Explanation;
  readonly detail: Detail;
  readonly onDetail: OnDetail;
  readonly onClose: () => void;
}

export function DetailDialog(props: DetailProps): ReactNode {
  const { w, lang } = useWords();
  const { explanation, detail, onDetail, onClose } = props;
  const { active } = tiersOf(explanation);
  if (detail.kind === 'source') {
    const source = explanation.sources[detail.index];
    return (
      <Dialog title={w.sourceTitle} onClose={onClose}>
        {source ? <SourceSheet source={source} /> : null}
      </Dialog>
    );
  }
  if (detail.kind === 'total') {
    const title = filled(w.billTitle, { amount: formatYuan(explanation.totalFen) });
    return (
      <Dialog title={title} onClose={onClose}>
        <Rows explanation={explanation} />
      </Dialog>
    );
  }
  if (detail.kind === 'person') {
    const title = filled(w.personIs, { amount: formatYuan(explanation.personFen) });
    return (
      <Dialog title={title} onClose={onClose}>
        <ul className="reasons">
          {explanation.personBecause.map((reason) => (
            <li key={reason.id}>
              <span>{reason[lang]}</span>
              <Money
                fen={reason.fen}
                onExplain={() => onDetail({ kind: 'reason', id: reason.id })}
              />
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  const tiers =
    detail.kind === 'payer'
      ? active.filter(({ payer }) => payer.id === detail.id)
      : active.filter((tier) => leavesReason(tier, detail.id));
  return (
    <Dialog title={titleOf(props, lang, w.pays)} onClose={onClose}>
      {detail.kind === 'reason' && tiers.length === 0 ? <Rows explanation={explanation} /> : null}
      {tiers.map((tier) => (
        <article key={tier.tier}>
          <h3 lang="zh-CN">{tier.zh}</h3>
          <TierSteps explanation={explanation} tier={tier} onDetail={onDetail} />
        </article>
      ))}
    </Dialog>
  );
}

function titleOf({ explanation, detail }: DetailProps, lang: 'zh' | 'en', pays: string): string {
  if (detail.kind === 'payer') {
    const payer = explanation.payers.find(({ id }) => id === detail.id);
    return payer ? `${filled(pays, { who: payer[lang] })} ${formatYuan(payer.fen)}` : '';
  }
  if (detail.kind !== 'reason') return '';
  const reason = explanation.personBecause.find(({ id }) => id === detail.id);
  return reason ? `${reason[lang]} ${formatYuan(reason.fen)}` : '';
}

/** A reason reads `<tier>/<part>.<outcome>`, or is a first cell of the bill. */
function leavesReason({ tier }: TierApplied, reason: string): boolean {
  return reason.startsWith(`${tier}/`);
}

/** The bill by what the law tells apart: kind of cost, who pays it. */
function Rows({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { w, lang } = useWords();
  return (
    <table className="payers">
      <thead>
        <tr>
          <th scope="col">{w.billRow}</th>
          <th scope="col" className="number">
            {w.amount}
          </th>
          <th scope="col" className="number">
            {w.linePerson}
          </th>
        </tr>
      </thead>
      <tbody>
        {explanation.atoms.map((atom) => (
          <tr key={atom.lines.join()}>
            <th scope="row">
              {atom[lang] || w.cost}
              {atom.cells.map((cell) => (
                <small key={cell.id}>
                  {cell[lang]} <Money fen={cell.fen} />
                </small>
              ))}
            </th>
            <td className="number">
              <Money fen={atom.totalFen} />
            </td>
            <td className="number">
              <Money fen={atom.personFen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
