/** A year in the law's order: who paid each bill, and how far the counters have filled since. */
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ask } from '../../../api/client.ts';
import { useWords } from '../../../parts/use-words.ts';
import { useApi } from '../api-context.ts';
import { Answered, Nothing } from '../states.tsx';
import type { Year } from './answers.ts';
import { CounterTable, counterRows } from './counter-table.tsx';
import { YearEventItem } from './year-event.tsx';

const CounterChart = lazy(() => import('./counter-chart.tsx'));

interface YearViewProps {
  readonly personNo: string;
  readonly year: number;
}

export function YearView({ personNo, year }: YearViewProps): ReactNode {
  const api = useApi();
  const asked = useQuery({
    queryKey: ['year', personNo, year],
    queryFn: () =>
      ask(
        api.GET('/api/persons/{personNo}/years/{year}', {
          params: { path: { personNo, year: String(year) } },
        }),
      ),
  });
  return (
    <Answered asked={asked}>
      {(found) => (found.events.length === 0 ? <Nothing say="noYears" /> : <Shown year={found} />)}
    </Answered>
  );
}

function Shown({ year }: { readonly year: Year }): ReactNode {
  const { w } = useWords();
  const [isDrawn, setDrawn] = useState(false);
  return (
    <>
      <p className="note" lang="zh-CN">
        {year.schemes.join('；')}
      </p>
      <ol className="events">
        {year.events.map((event) => (
          <YearEventItem key={event.settlementId} event={event} />
        ))}
      </ol>
      <section className="panel" aria-labelledby="counters-title">
        <h3 id="counters-title">{w.countersOfYear}</h3>
        <p className="note">{w.yearCountersNote}</p>
        <CounterTable year={year} />
        {counterRows(year).length === 0 ? null : isDrawn ? (
          <Suspense fallback={<p role="status">{w.consoleLoading}</p>}>
            <CounterChart year={year} />
          </Suspense>
        ) : (
          <button type="button" className="button" onClick={() => setDrawn(true)}>
            {w.countersDraw}
          </button>
        )}
      </section>
    </>
  );
}
