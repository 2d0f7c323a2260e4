/** What a change moves in earlier bills: bill by bill, payer by payer, posted or left. */
import type { ReactNode } from 'react';
import type { Answer } from '../../../api/client.ts';
import { Money } from '../../../parts/money.tsx';
import { useWords } from '../../../parts/use-words.ts';
import type { WordKey } from '../../../words/words.ts';
import { AmountReason } from '../amount-reason.tsx';
import { BillLink } from '../bill-link.tsx';
import { Nothing } from '../states.tsx';
import { payerWord, type Vocabulary } from '../words-of-law.ts';

export type Moved = Pick<
  Answer<'/api/persons/{personNo}/fact-preview', 'post'>,
  'moves' | 'payers' | 'dueFen'
>;
type Move = Moved['moves'][number];

const ACTIONS = {
  pay: 'movePay',
  recover: 'moveRecover',
  waive: 'moveWaive',
  hold: 'moveHold',
  belowLeast: 'moveBelowLeast',
} as const satisfies Readonly<Record<Move['action'], WordKey>>;

interface MovesProps {
  readonly moved: Moved;
  readonly vocabulary: Vocabulary | undefined;
}

export function MovesTable({ moved, vocabulary }: MovesProps): ReactNode {
  const { w, lang } = useWords();
  const { moves, dueFen } = moved;
  if (moves.length === 0) return <Nothing say="movesNothing" />;
  return (
    <>
      <p className="headline">
        <span>{dueFen < 0 ? w.moveFromPerson : w.moveToPerson}</span>
        <span className="headline-amount">
          <Money fen={dueFen} isBig isSigned /> {w.yuan}
        </span>
      </p>
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{w.moveBill}</th>
            <th scope="col">{w.payer}</th>
            <th scope="col" className="number">
              {w.moveBefore}
            </th>
            <th scope="col" className="number">
              {w.moveAfter}
            </th>
            <th scope="col" className="number">
              {w.moveDifference}
            </th>
            <th scope="col">{w.moveAction}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={`${move.settlementId}${move.payer}`}>
              <th scope="row">
                {move.on} <BillLink settlementId={move.settlementId} />
              </th>
              <td data-label={w.payer}>{payerWord(vocabulary, move.payer, lang)}</td>
              <td className="number" data-label={w.moveBefore}>
                <AmountReason
                  fen={move.beforeFen}
                  settlementId={move.settlementId}
                  detail={{ kind: 'payer', id: move.payer }}
                />
              </td>
              <td className="number" data-label={w.moveAfter}>
                <Money fen={move.afterFen} />
              </td>
              <td className="number" data-label={w.moveDifference}>
                <Money fen={move.differenceFen} isSigned />
              </td>
              <td data-label={w.moveAction}>{w[ACTIONS[move.action]]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
