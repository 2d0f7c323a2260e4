/** Why the person's share stays with the person, reason by reason. */
import type { ReactNode } from 'react';
import { formatYuan } from '../../../../engine/units/index.ts';
import { filled } from '../../words/words.ts';
import { Money } from '../money.tsx';
import { TermOf } from '../term.tsx';
import { useWords } from '../use-words.ts';
import type { OnDetail } from './details.ts';
import type { Explanation } from './explained.ts';

interface PersonReasonsProps {
  readonly explanation: Explanation;
  readonly onDetail: OnDetail;
}

export function PersonReasons({ explanation, onDetail }: PersonReasonsProps): ReactNode {
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
