/** The result: what the person pays, the bar of payers, and why, tier by tier. */
import { type ReactNode, useState } from 'react';
import { Money } from '../../parts/money.tsx';
import { PayerBar, percentOf } from '../../parts/payer-bar.tsx';
import { Assumptions } from '../../parts/reasons/assumptions.tsx';
import { DetailDialog } from '../../parts/reasons/detail-dialog.tsx';
import type { Detail } from '../../parts/reasons/details.ts';
import type { Explanation } from '../../parts/reasons/explained.ts';
import { PayerTable } from '../../parts/reasons/payer-table.tsx';
import { PersonReasons } from '../../parts/reasons/person-reasons.tsx';
import { payersOf } from '../../parts/reasons/steps.ts';
import { Tiers } from '../../parts/reasons/tiers.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';

export function Result({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { w } = useWords();
  const [detail, setDetail] = useState<Detail | null>(null);
  const { totalFen, personFen } = explanation;
  const payers = payersOf(explanation);
  return (
    <>
      <p className="headline" id="headline" aria-live="polite" aria-atomic="true">
        <span>
          <Sentence
            template={w.youPay}
            slots={{
              total: <Money fen={totalFen} onExplain={() => setDetail({ kind: 'total' })} />,
            }}
          />
        </span>
        <span className="headline-amount">
          <Money fen={personFen} isBig onExplain={() => setDetail({ kind: 'person' })} /> {w.yuan}
        </span>
        <span className="note">
          {personFen === 0
            ? w.nothingToPay
            : filled(w.ofTotal, { percent: percentOf(personFen, totalFen) })}
        </span>
      </p>
      <PayerBar parts={payers} totalFen={totalFen} />
      <PayerTable payers={payers} totalFen={totalFen} onDetail={setDetail} />
      <Tiers explanation={explanation} onDetail={setDetail} />
      <PersonReasons explanation={explanation} onDetail={setDetail} />
      <Assumptions explanation={explanation} />
      <p className="actions">
        <button type="button" className="button" onClick={() => window.print()}>
          {w.print}
        </button>
      </p>
      {detail ? (
        <DetailDialog
          key={JSON.stringify(detail)}
          explanation={explanation}
          detail={detail}
          onDetail={setDetail}
          onClose={() => setDetail(null)}
        />
      ) : null}
    </>
  );
}
