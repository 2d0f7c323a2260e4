/** Why, tier by tier: what each that took part did, and which had nothing to do. */
import type { ReactNode } from 'react';
import { filled, type WordKey } from '../../words/words.ts';
import { Money } from '../money.tsx';
import { Sentence } from '../sentence.tsx';
import { TermOf } from '../term.tsx';
import { useWords } from '../use-words.ts';
import type { OnDetail } from './details.ts';
import type { Explanation } from './explained.ts';
import { MarkChip } from './sources.tsx';
import { isAssumed, sourcesOf, tiersOf } from './steps.ts';
import { TierSteps } from './tier-steps.tsx';

interface TiersProps {
  readonly explanation: Explanation;
  readonly onDetail: OnDetail;
}

export function Tiers({ explanation, onDetail }: TiersProps): ReactNode {
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
