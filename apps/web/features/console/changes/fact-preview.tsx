/** What a change of facts would move, then doing it as it was shown. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ask } from '../../../api/client.ts';
import type { paths } from '../../../api/schema.generated.ts';
import { useWords } from '../../../parts/use-words.ts';
import { useApi } from '../api-context.ts';
import { newKey } from '../new-key.ts';
import { Answered } from '../states.tsx';
import type { Vocabulary } from '../words-of-law.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { MovesTable } from './moves-table.tsx';

type Previewed = paths['/api/persons/{personNo}/fact-preview']['post']['requestBody'];
export type FactChange = Previewed['content']['application/json'];
export type Grant = NonNullable<FactChange['grant']>;

interface FactPreviewProps {
  readonly personNo: string;
  readonly change: FactChange;
  readonly vocabulary: Vocabulary | undefined;
  readonly onClose: () => void;
}

export function FactPreview(props: FactPreviewProps): ReactNode {
  const { personNo, change, vocabulary, onClose } = props;
  const { w } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  // One key for what is agreed to here: pressed twice it is made once.
  const [key] = useState(() => newKey());
  const path = { personNo };
  const preview = useQuery({
    queryKey: ['fact-preview', personNo, change],
    queryFn: () =>
      ask(api.POST('/api/persons/{personNo}/fact-preview', { params: { path }, body: change })),
    staleTime: 0,
    gcTime: 0,
  });
  const made = useMutation({
    mutationFn: ({ basis, version }: { readonly basis: string; readonly version: number }) =>
      ask(
        api.POST('/api/persons/{personNo}/facts', {
          params: { path, header: { 'idempotency-key': key } },
          body: { change, basis, version },
        }),
      ),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'fact-preview' }),
  });
  return (
    <section className="panel preview" aria-labelledby="preview-title">
      <div className="row">
        <h3 id="preview-title">{change.grant ? w.grantPreview : w.revokePreview}</h3>
        <Button size="small" onClick={onClose}>
          {w.close}
        </Button>
      </div>
      {made.data ? <Alert type="success" showIcon role="status" title={w.factDone} /> : null}
      <Answered asked={preview}>
        {(shown) => (
          <>
            {made.data ? null : <p className="note">{w.previewNote}</p>}
            <MovesTable moved={shown} vocabulary={vocabulary} />
            {made.data ? null : (
              <ConfirmForm
                label={w.factDo}
                isPending={made.isPending}
                fault={made.error}
                onConfirm={(basis) => made.mutate({ basis, version: shown.version })}
                onAgain={() => void preview.refetch()}
              />
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
