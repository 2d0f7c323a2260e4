/** Finding settlements: of a person, of an institution or of some days; filtered, exported. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { ask } from '../../../api/client.ts';
import { useWords } from '../../../parts/use-words.ts';
import { filled } from '../../../words/words.ts';
import { useApi } from '../api-context.ts';
import { ShowMore } from '../show-more.tsx';
import { Answered, Nothing, Refused } from '../states.tsx';
import { type Filter, FilterForm } from './filter-form.tsx';
import { SettlementTable } from './settlement-table.tsx';

export function SettlementsPage(): ReactNode {
  const { w } = useWords();
  const [filter, setFilter] = useState<Filter | null>(null);
  return (
    <section aria-labelledby="settlements-title">
      <h2 id="settlements-title">{w.findSettlements}</h2>
      <FilterForm onFilter={setFilter} />
      {filter ? <Found key={JSON.stringify(filter)} filter={filter} /> : null}
    </section>
  );
}

function Found({ filter }: { readonly filter: Filter }): ReactNode {
  const { w } = useWords();
  const api = useApi();
  const found = useInfiniteQuery({
    queryKey: ['settlements', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/settlements', {
          params: {
            query: { ...filter, limit: '20', ...(pageParam === '' ? {} : { after: pageParam }) },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  return (
    <Answered asked={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const total = String(pages[0]?.total ?? 0);
        if (items.length === 0) return <Nothing say="noSettlements" />;
        return (
          <>
            <div className="row">
              <p role="status">
                {filled(w.settlementsFound, { shown: String(items.length), total })}
              </p>
              <Export filter={filter} />
            </div>
            <SettlementTable items={items} />
            <ShowMore asked={found} />
          </>
        );
      }}
    </Answered>
  );
}

/** The whole filter as a file; the platform says no where it is too much. */
function Export({ filter }: { readonly filter: Filter }): ReactNode {
  const { w } = useWords();
  const api = useApi();
  const exported = useMutation({
    mutationFn: async () => {
      const asked = api.GET('/api/settlements.csv', {
        params: { query: filter },
        parseAs: 'blob',
      });
      // `parseAs` makes it one.
      const file = (await ask(asked)) as Blob;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = 'settlements.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  return (
    <>
      <Button loading={exported.isPending} onClick={() => exported.mutate()}>
        {w.exportCsv}
      </Button>
      {exported.error ? <Refused fault={exported.error} /> : null}
    </>
  );
}
