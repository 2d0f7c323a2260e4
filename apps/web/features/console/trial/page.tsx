/** A trial settlement: a visit that is only thought of, settled by the law and not kept. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask } from '../../../api/client.ts';
import { useWords } from '../../../parts/use-words.ts';
import { useApi } from '../api-context.ts';
import { Answered, Refused } from '../states.tsx';
import { type Draft, EMPTY_LINE, firstDraft, type TrialRequest } from './draft.ts';
import { TrialForm } from './form.tsx';
import { TrialResult } from './result.tsx';

export function TrialPage(): ReactNode {
  const { w } = useWords();
  const { like, person } = useSearch({ from: '/trial' });
  return (
    <section aria-labelledby="trial-title">
      <h2 id="trial-title">{w.trialTitle}</h2>
      <p className="note">{w.trialNote}</p>
      {like === undefined ? (
        <Trial key={person ?? ''} draft={{ ...firstDraft(''), personNo: person ?? '' }} />
      ) : (
        <Like key={like} settlementId={like} />
      )}
    </section>
  );
}

const CLASSES = { '01': 'A', '02': 'B', '03': 'C' } as const;
const FEN_OF_YUAN = 100;
const BP_OF_PERCENT = 100;

/** Begins with the lines of a bill, so that one thing may be changed and the rest be the same. */
function Like({ settlementId }: { readonly settlementId: string }): ReactNode {
  const api = useApi();
  const bill = useQuery({
    queryKey: ['bill', settlementId],
    queryFn: () =>
      ask(api.GET('/api/settlements/{settlementId}/bill', { params: { path: { settlementId } } })),
  });
  return (
    <Answered asked={bill}>
      {({ lines, visit, person }) => {
        const first = firstDraft(visit.beginAt.slice(0, 10));
        const draft: Draft = {
          ...first,
          isOnFile: false,
          person: person.insuranceType === null ? {} : { insuranceType: person.insuranceType },
          visit: { ...first.visit, setting: visit.kind },
          lines: lines.map(({ costFen, item }) => ({
            ...EMPTY_LINE,
            cost: (costFen / FEN_OF_YUAN).toFixed(2),
            itemClass: item ? CLASSES[item.itemClass] : 'A',
            firstShare: item ? String(item.firstShareBp / BP_OF_PERCENT) : '',
          })),
        };
        return <Trial draft={draft} />;
      }}
    </Answered>
  );
}

function Trial({ draft }: { readonly draft: Draft }): ReactNode {
  const api = useApi();
  const trial = useMutation({
    mutationFn: (body: TrialRequest) => ask(api.POST('/api/trial-settlements', { body })),
  });
  return (
    <>
      <TrialForm first={draft} isPending={trial.isPending} onTrial={(body) => trial.mutate(body)} />
      {trial.error ? <Refused fault={trial.error} /> : null}
      {trial.data ? <TrialResult bill={trial.data} /> : null}
    </>
  );
}
