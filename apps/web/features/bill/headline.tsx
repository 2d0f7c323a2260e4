/** The answer first: what the person paid of the whole, the bar, and a sentence for each payer. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import { PayerBar, percentOf, toneOf } from '../../parts/payer-bar.tsx';
import type { Explanation } from '../../parts/reasons/explained.ts';
import { MarkChip } from '../../parts/reasons/sources.tsx';
import { isAssumed, type Payer, payersOf, sourcesOf, tiersOf } from '../../parts/reasons/steps.ts';
import { TierSentence } from '../../parts/reasons/tier-steps.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { TermOf } from '../../parts/term.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import { type Bill, PERSON } from './bill.ts';
import type { OnBillDetail } from './details.ts';

interface BillPartProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
}

export function Headline({ bill, onDetail }: BillPartProps): ReactNode {
  const { w } = useWords();
  const { explanation, accountFen, cashFen, hospitalFen, isTreatFirst } = bill;
  const { totalFen, personFen } = explanation;
  const payers = payersOf(explanation, PERSON);
  return (
    <section className="panel" aria-labelledby="answer-title">
      <h2 id="answer-title" className="unseen">
        {w.resultTitle}
      </h2>
      <p className="headline">
        <span>
          <Sentence
            template={w.settledAnswer}
            slots={{
              total: <Money fen={totalFen} onExplain={() => onDetail({ kind: 'total' })} />,
            }}
          />
        </span>
        <span className="headline-amount">
          <Money fen={personFen} isBig onExplain={() => onDetail({ kind: 'person' })} /> {w.yuan}
        </span>
        <span className="note">
          {filled(w.ofTotal, { percent: percentOf(personFen, totalFen) })}
        </span>
      </p>
      <PayerBar parts={payers} totalFen={totalFen} />
      <ul className="said">
        {payers.map((payer) => (
          <li key={payer.id}>
            <PayerSentence explanation={explanation} payer={payer} onDetail={onDetail} />
          </li>
        ))}
      </ul>
      <p className="note">
        <Sentence
          template={hospitalFen > 0 ? w.settledTillHospital : w.settledTill}
          slots={{
            account: <Money fen={accountFen} />,
            cash: <Money fen={cashFen} />,
            hospital: <Money fen={hospitalFen} />,
          }}
        />{' '}
        {isTreatFirst ? w.settledOwed : null}
      </p>
    </section>
  );
}

interface PayerSentenceProps {
  readonly explanation: Explanation;
  readonly payer: Payer;
  readonly onDetail: OnBillDetail;
}

function PayerSentence({ explanation, payer, onDetail }: PayerSentenceProps): ReactNode {
  const { w, lang } = useWords();
  const { id, fen, isPerson } = payer;
  const tiers = tiersOf(explanation).active.filter(
    (tier) => tier.payer.id === id && tier.paidFen > 0,
  );
  const sources = tiers.flatMap(sourcesOf).flatMap((index) => explanation.sources[index] ?? []);
  const how = isPerson ? (
    <PersonHow explanation={explanation} onDetail={onDetail} />
  ) : (
    tiers.map((tier) => <TierSentence key={tier.tier} tier={tier} />)
  );
  return (
    <>
      <span className={`swatch ${toneOf(payer)}`} />
      <Sentence
        template={w.settledPays}
        slots={{
          who: <strong>{payer[lang]}</strong>,
          amount: (
            <Money
              fen={fen}
              onExplain={() => onDetail(isPerson ? { kind: 'person' } : { kind: 'payer', id })}
            />
          ),
          percent: percentOf(fen, explanation.totalFen),
          how,
        }}
      />{' '}
      {sources.some(isAssumed) ? <MarkChip mark="assumed" /> : null} <TermOf id={id} />
    </>
  );
}

function PersonHow({
  explanation: { personBecause },
  onDetail,
}: Pick<PayerSentenceProps, 'explanation' | 'onDetail'>): ReactNode {
  const { w, lang } = useWords();
  if (personBecause.length === 0) return w.settledNothing;
  return personBecause.map(({ id, fen, ...words }, index) => (
    <span key={id}>
      {index === 0 ? '' : w.settledAnd}
      {words[lang]} <Money fen={fen} onExplain={() => onDetail({ kind: 'reason', id })} />
    </span>
  ));
}
