/** Taking a settlement back: what it would move, then doing it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Answer, ask } from '../../../api/client.ts';
import { Money } from '../../../parts/money.tsx';
import { useWords } from '../../../parts/use-words.ts';
import { filled } from '../../../words/words.ts';
import { useApi } from '../api-context.ts';
import { BillLink } from '../bill-link.tsx';
import { newKey } from '../new-key.ts';
import { Answered } from '../states.tsx';
import { useVocabulary, type Vocabulary } from '../words-of-law.ts';
import { accountWord } from './account-word.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { MovesTable } from './moves-table.tsx';

type Preview = Answer<'/api/settlements/{settlementId}/reversal-preview', 'post'>;

export function ReversalPage(): ReactNode {
  const { w } = useWords();
  const { settlementId } = useParams({ from: '/settlements/$settlementId/reversal' });
  const api = useApi();
  const path = { settlementId };
  const preview = useQuery({
    queryKey: ['reversal-preview', settlementId],
    queryFn: () =>
      ask(api.POST('/api/settlements/{settlementId}/reversal-preview', { params: { path } })),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <section aria-labelledby="reversal-title">
      <h2 id="reversal-title">{w.reversalTitle}</h2>
      <p>
        {filled(w.reversalOf, { settlement: settlementId })}{' '}
        <BillLink settlementId={settlementId} />
      </p>
      <Answered asked={preview}>
        {(shown) => <Shown preview={shown} onAgain={() => void preview.refetch()} />}
      </Answered>
    </section>
  );
}

interface ShownProps {
  readonly preview: Preview;
  readonly onAgain: () => void;
}

function Shown({ preview, onAgain }: ShownProps): ReactNode {
  const { w } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const vocabulary = useVocabulary(null);
  const { settlementId, version, personNo } = preview;
  // One key for what is agreed to here: pressed twice it is made once.
  const [key] = useState(() => newKey());
  const made = useMutation({
    mutationFn: (basis: string) =>
      ask(
        api.POST('/api/settlements/{settlementId}/reversal', {
          params: { path: { settlementId }, header: { 'idempotency-key': key } },
          body: { basis, version },
        }),
      ),
    onSuccess: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'reversal-preview',
      }),
  });
  return (
    <>
      {made.data ? (
        <Alert
          type="success"
          showIcon
          role="status"
          title={w.reversalDone}
          description={
            <Link to="/persons/$personNo" params={{ personNo }}>
              {w.toPerson}
            </Link>
          }
        />
      ) : (
        <p className="note">{w.reversalNote}</p>
      )}
      <h3>{w.reversalOwn}</h3>
      <Own preview={preview} vocabulary={vocabulary.data} />
      <h3>{w.movesTitle}</h3>
      <MovesTable moved={preview} vocabulary={vocabulary.data} />
      {made.data ? null : (
        <ConfirmForm
          label={w.reversalDo}
          isPending={made.isPending}
          fault={made.error}
          onConfirm={(basis) => made.mutate(basis)}
          onAgain={onAgain}
        />
      )}
    </>
  );
}

interface OwnProps {
  readonly preview: Preview;
  readonly vocabulary: Vocabulary | undefined;
}

function Own({ preview, vocabulary }: OwnProps): ReactNode {
  const { w, lang } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{w.account}</th>
          <th scope="col" className="number">
            {w.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {preview.own.map(({ account, amountFen }) => (
          <tr key={account}>
            <th scope="row">{accountWord(account, w, lang, vocabulary)}</th>
            <td className="number">
              <Money fen={amountFen} isSigned />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
