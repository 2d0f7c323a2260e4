/** The result: what the person pays, the bar of payers, and why, tier by tier. */
import { type ReactNode, useState } from 'react';
import { formatYuan } from '../../../../engine/units/index.ts';
import { Money } from '../../parts/money.tsx';
import { PayerBar, percentOf, toneOf } from '../../parts/payer-bar.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { TermOf } from '../../parts/term.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled, type WordKey } from '../../words/words.ts';
import { Assumptions } from './assumptions.tsx';
import { DetailDialog } from './detail-dialog.tsx';
import type { Detail, OnDetail } from './details.ts';
import type { Explanation } from './explained.ts';
import { MarkChip } from './sources.tsx';
import { isAssumed, type Payer, payersOf, sourcesOf, tiersOf } from './steps.ts';
import { TierSteps } from './tier-steps.tsx';

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

interface PayerTableProps {
  readonly payers: readonly Payer[];
  readonly totalFen: number;
  readonly onDetail: OnDetail;
}

function PayerTable({ payers, totalFen, onDetail }: PayerTableProps): ReactNode {
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

interface PartProps {
  readonly explanation: Explanation;
  readonly onDetail: OnDetail;
}

function Tiers({ explanation, onDetail }: PartProps): ReactNode {
  const { w, lang } = useWords();
  const { active, idle } = tiersOf(explanation);
  return (
    <section aria-labelledby="tiers-title">
      <h3 id="tiers-title">{w.tiersTitle}</h3>
      {active.map((tier) => {
        const sources = sourcesOf(tier).flatMap((index) => explanation.sources[index] ?? []);
        return (
          <article key={tier.tier} className="tier">
            <h4>
              {filled(tier.paidFen > 0 ? w.pays : w.paysNothing, { who: tier.payer[lang] })}
              {tier.paidFen > 0 ? (
                <Money
                  fen={tier.paidFen}
                  onExplain={() => onDetail({ kind: 'payer', id: tier.payer.id })}
                />
              ) : null}
              {sources.some(isAssumed) ? <MarkChip mark="assumed" /> : null}{' '}
              <TermOf id={tier.payer.id} />
            </h4>
            <p className="note" lang="zh-CN">
              {tier.zh}
            </p>
            <TierSteps explanation={explanation} tier={tier} onDetail={onDetail} />
          </article>
        );
      })}
      {idle.length === 0 ? null : (
        <details className="more">
          <summary>{w.idle}</summary>
          <ul>
            {idle.map((tier) => (
              <li key={tier.tier}>
                <Sentence
                  template={w.idleWhy}
                  slots={{ tier: <span lang="zh-CN">{tier.zh}</span>, why: w[whyIdle(tier)] }}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const WHY = {
  notInForce: 'whyNotInForce',
  notCovered: 'whyNotCovered',
  conditionNotMet: 'whyConditionNotMet',
  notDueYet: 'whyNotDueYet',
} as const satisfies Record<string, WordKey>;

function whyIdle(tier: Explanation['tiers'][number]): WordKey {
  return tier.kind === 'skipped' ? WHY[tier.why] : 'whyNothing';
}

function PersonReasons({ explanation, onDetail }: PartProps): ReactNode {
  const { w, lang } = useWords();
  const { personFen, personBecause } = explanation;
  if (personFen === 0) return null;
  return (
    <section aria-labelledby="person-title">
      <h3 id="person-title">{filled(w.personTitle, { amount: formatYuan(personFen) })}</h3>
      <ul className="reasons">
        {personBecause.map((reason) => (
          <li key={reason.id}>
            <span>
              {reason[lang]} <TermOf id={reason.id} />
            </span>
            <Money fen={reason.fen} onExplain={() => onDetail({ kind: 'reason', id: reason.id })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
