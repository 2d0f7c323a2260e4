/** What counts through the year: each counter before and after this bill. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import type { Explanation } from '../../parts/reasons/explained.ts';
import { useWords } from '../../parts/use-words.ts';
import type { WordKey, Words } from '../../words/words.ts';
import { type Counter, type CounterName, counterName } from './bill.ts';
import type { OnBillDetail } from './details.ts';

interface CountersProps {
  readonly explanation: Explanation;
  readonly onDetail: OnBillDetail;
}

export function Counters({ explanation, onDetail }: CountersProps): ReactNode {
  const { w } = useWords();
  if (explanation.counters.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="counters-title">
      <h2 id="counters-title">{w.countersTitle}</h2>
      <p className="note">{w.countersNote}</p>
      <CounterTable explanation={explanation} counters={explanation.counters} onDetail={onDetail} />
    </section>
  );
}

interface CounterTableProps extends CountersProps {
  readonly counters: readonly Counter[];
  /** Where all are of one tier that is named already. */
  readonly isOfOne?: boolean;
}

/** Some of an explanation's counters. */
export function CounterTable(props: CounterTableProps): ReactNode {
  const { explanation, counters, onDetail, isOfOne } = props;
  const { w, lang } = useWords();
  const nameOf = (counter: Counter): CounterName => {
    const name = counterName(explanation, counter);
    return isOfOne ? { ...name, owner: null } : name;
  };
  return (
    <table className="cards">
      <thead>
        <tr>
          <th scope="col">{w.counterWhat}</th>
          <th scope="col" className="number">
            {w.counterBefore}
          </th>
          <th scope="col" className="number">
            {w.counterAfter}
          </th>
        </tr>
      </thead>
      <tbody>
        {counters.map((counter) => {
          const index = explanation.counters.indexOf(counter);
          const open = () => onDetail({ kind: 'counter', index });
          return (
            <tr key={`${counter.counter}/${counter.key}`}>
              <th scope="row">{counterText(w, nameOf(counter), lang)}</th>
              <td className="number" data-label={w.counterBefore}>
                <Counted counter={counter} value={counter.before} />
              </td>
              <td className="number" data-label={w.counterAfter}>
                <Counted counter={counter} value={counter.after} onExplain={open} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface CountedProps {
  readonly counter: Counter;
  readonly value: number;
  readonly onExplain?: () => void;
}

/** A counter's value in its unit. */
export function Counted({ counter, value, onExplain }: CountedProps): ReactNode {
  if (counter.unit === 'fen') return <Money fen={value} onExplain={onExplain} />;
  return <span className="money">{value}</span>;
}

const ENDINGS: Readonly<Record<string, WordKey>> = {
  paid: 'counterPaid',
  counted: 'counterCounted',
  deductible: 'counterDeductible',
  highestDeductible: 'counterHighest',
  base: 'counterCounted',
  burden: 'counterBurden',
  totalCost: 'counterTotal',
  total: 'counterTotal',
};

/** A counter in words; its bare name where neither the law nor we have any. */
export function counterText(w: Words, name: CounterName, lang: 'zh' | 'en'): string {
  if (name.title !== null) return name.title;
  const key = ENDINGS[name.ending];
  const what = key ? w[key] : name.ending;
  return name.owner ? `${name.owner[lang]}${lang === 'zh' ? '：' : ': '}${what}` : what;
}
