/** What moved a counter: the tiers that own it or that read what it holds. */
import type { ReactNode } from 'react';
import { tiersOf } from '../../parts/reasons/steps.ts';
import { TierSteps } from '../../parts/reasons/tier-steps.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { useWords } from '../../parts/use-words.ts';
import type { Bill } from './bill.ts';
import { Counted } from './counters.tsx';
import type { OnBillDetail } from './details.ts';

interface CounterReasonsProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
  readonly index: number;
}

export function CounterReasons({ bill, onDetail, index }: CounterReasonsProps): ReactNode {
  const { w } = useWords();
  const { explanation } = bill;
  const counter = explanation.counters[index];
  if (!counter) return null;
  const { before, after } = counter;
  const owner = tiersOf(explanation).active.find(({ tier }) =>
    counter.counter.startsWith(`${tier}.`),
  );
  return (
    <>
      <p>
        <Sentence
          template={w.counterMoved}
          slots={{
            before: <Counted counter={counter} value={before} />,
            after: <Counted counter={counter} value={after} />,
            by: <Counted counter={counter} value={after - before} />,
          }}
        />
      </p>
      <p className="note">
        <code>{counter.counter}</code> {counter.key}
      </p>
      {owner ? (
        <article>
          <h3 lang="zh-CN">{owner.zh}</h3>
          <TierSteps explanation={explanation} tier={owner} onDetail={onDetail} />
        </article>
      ) : null}
    </>
  );
}
