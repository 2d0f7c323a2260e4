/** What a trial settlement gave, as a bill is shown: answer, payers, tiers, reasons. */
import { type ReactNode, useState } from 'react';
import type { Answer } from '../../../api/client.ts';
import { Money } from '../../../parts/money.tsx';
import { PayerBar } from '../../../parts/payer-bar.tsx';
import { Assumptions } from '../../../parts/reasons/assumptions.tsx';
import { DetailDialog } from '../../../parts/reasons/detail-dialog.tsx';
import type { Detail } from '../../../parts/reasons/details.ts';
import { PayerTable } from '../../../parts/reasons/payer-table.tsx';
import { payersOf } from '../../../parts/reasons/steps.ts';
import { Tiers } from '../../../parts/reasons/tiers.tsx';
import { useWords } from '../../../parts/use-words.ts';
import { MovesTable } from '../changes/moves-table.tsx';
import { useVocabulary } from '../words-of-law.ts';

type TrialBill = Answer<'/api/trial-settlements', 'post'>;

export function TrialResult({ bill }: { readonly bill: TrialBill }): ReactNode {
  const { w } = useWords();
  const [detail, setDetail] = useState<Detail | null>(null);
  const vocabulary = useVocabulary(null);
  const { explanation } = bill;
  const payers = payersOf(explanation, { zh: w.thePerson, en: w.thePerson });
  return (
    <section className="panel" aria-labelledby="result-title">
      <h3 id="result-title">{w.trialResult}</h3>
      <p className="note" lang="zh-CN">
        {explanation.law.title} · {explanation.event.lawDay}
      </p>
      <p className="headline" role="status">
        <span>{w.personPart}</span>
        <span className="headline-amount">
          <Money
            fen={explanation.personFen}
            isBig
            onExplain={() => setDetail({ kind: 'person' })}
          />{' '}
          {w.yuan}
        </span>
      </p>
      <PayerBar parts={payers} totalFen={explanation.totalFen} />
      <PayerTable payers={payers} totalFen={explanation.totalFen} onDetail={setDetail} />
      <Tiers explanation={explanation} onDetail={setDetail} />
      <Assumptions explanation={explanation} />
      {bill.moves.length === 0 ? null : (
        <section aria-labelledby="moves-title">
          <h3 id="moves-title">{w.movesTitle}</h3>
          <MovesTable moved={bill} vocabulary={vocabulary.data} />
        </section>
      )}
      {detail ? (
        <DetailDialog
          key={JSON.stringify(detail)}
          explanation={explanation}
          detail={detail}
          onDetail={setDetail}
          onClose={() => setDetail(null)}
        />
      ) : null}
    </section>
  );
}
