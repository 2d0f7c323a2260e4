/** One event of a year: what it was, who paid, and the counters that it moved. */
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Money } from '../../../parts/money.tsx';
import { type BarPart, PayerBar, toneOf } from '../../../parts/payer-bar.tsx';
import { useWords } from '../../../parts/use-words.ts';
import { filled, type WordKey } from '../../../words/words.ts';
import { AmountReason } from '../amount-reason.tsx';
import { BillLink } from '../bill-link.tsx';
import { KINDS } from '../settlements/filter-form.tsx';
import type { YearEvent } from './answers.ts';
import { CounterBar } from './counter-bar.tsx';

const EVENTS = {
  bill: 'eventBill',
  reversedBill: 'eventReversedBill',
  reversal: 'eventReversal',
  resettled: 'eventResettled',
} as const satisfies Readonly<Record<YearEvent['kind'], WordKey>>;

export function YearEventItem({ event }: { readonly event: YearEvent }): ReactNode {
  const { w } = useWords();
  const { kind, on, institutionName, institution, visitKind, diseaseName, about } = event;
  const isBill = kind === 'bill' || kind === 'reversedBill';
  const moved = event.counters.filter(({ before, after }) => before !== after);
  return (
    <li className={`event event-${kind}`}>
      <p className="event-head">
        <strong>{on}</strong> <Tag className={`event-tag-${kind}`}>{w[EVENTS[kind]]}</Tag>
        <span>{institutionName ?? institution}</span>
        <span>{w[KINDS[visitKind]]}</span>
        {diseaseName ? <span lang="zh-CN">{diseaseName}</span> : null}
      </p>
      {about === null ? null : (
        <p className="note">
          {filled(kind === 'reversal' ? w.eventTakesBack : w.eventMoves, { settlement: about })}
        </p>
      )}
      <Payers event={event} />
      {moved.length === 0 ? null : (
        <ul className="counter-bars">
          {moved.map((counter) => (
            <li key={`${counter.counter}${counter.key}`}>
              <CounterBar counter={counter} />
            </li>
          ))}
        </ul>
      )}
      {isBill ? (
        <p className="event-ways">
          <BillLink settlementId={event.settlementId} />
          {kind === 'bill' ? (
            <Link
              to="/settlements/$settlementId/reversal"
              params={{ settlementId: event.settlementId }}
              aria-label={`${w.reversalAsk} ${event.settlementId}`}
            >
              {w.reversalAsk}
            </Link>
          ) : null}
        </p>
      ) : null}
    </li>
  );
}

function Payers({ event }: { readonly event: YearEvent }): ReactNode {
  const { w, lang } = useWords();
  const { kind, payers, personFen, totalFen, settlementId } = event;
  const parts: readonly BarPart[] = [
    ...payers.map((payer, tone) => ({ ...payer, tone, isPerson: false })),
    { id: 'person', zh: w.thePerson, en: w.thePerson, fen: personFen, tone: -1, isPerson: true },
  ];
  const isBill = kind === 'bill' || kind === 'reversedBill';
  const detailOf = ({ id, isPerson }: BarPart) =>
    isPerson ? ({ kind: 'person' } as const) : ({ kind: 'payer', id } as const);
  return (
    <>
      {isBill ? <PayerBar parts={parts} totalFen={totalFen} isSmall /> : null}
      <p className="event-money">
        {kind === 'resettled' ? null : (
          <span>
            {w.totalCost}{' '}
            {isBill ? (
              <AmountReason fen={totalFen} settlementId={settlementId} detail={{ kind: 'total' }} />
            ) : (
              <Money fen={totalFen} isSigned />
            )}
          </span>
        )}
        {parts
          .filter(({ fen, isPerson }) => fen !== 0 || (isPerson && isBill))
          .map((part) => (
            <span key={part.id}>
              <span className={`swatch ${toneOf(part)}`} />
              {part[lang]}{' '}
              {isBill ? (
                <AmountReason fen={part.fen} settlementId={settlementId} detail={detailOf(part)} />
              ) : (
                <Money fen={part.fen} isSigned />
              )}
            </span>
          ))}
      </p>
    </>
  );
}
