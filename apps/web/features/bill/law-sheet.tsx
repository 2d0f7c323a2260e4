/** Under which law, by which engine, and when the bill was settled. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';
import type { Bill } from './bill.ts';
import { cityTime } from './facts.tsx';

export function LawSheet({ bill }: { readonly bill: Bill }): ReactNode {
  const { w } = useWords();
  const { explanation, settledAt, engine, law, settlementId, visitId } = bill;
  return (
    <section className="panel" aria-labelledby="law-title">
      <h2 id="law-title">{w.lawTitle}</h2>
      <dl className="sheet">
        <dt>{w.lawScheme}</dt>
        <dd lang="zh-CN">
          {explanation.law.title} <code>{explanation.law.scheme}</code>
        </dd>
        <dt>{w.lawDay}</dt>
        <dd>{explanation.event.lawDay}</dd>
        <dt>{w.lawSettledAt}</dt>
        <dd>{cityTime(settledAt)}</dd>
        <dt>{w.lawHash}</dt>
        <dd>
          <code>{law}</code>
        </dd>
        <dt>{w.lawEngine}</dt>
        <dd>
          <code>{engine}</code>
        </dd>
        <dt>{w.lawNumbers}</dt>
        <dd>
          <code>{settlementId}</code> · <code>{visitId}</code>
        </dd>
      </dl>
      <p className="note">{w.lawNote}</p>
    </section>
  );
}
