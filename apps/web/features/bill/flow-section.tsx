/** The money of the bill drawn as a flow, with the same numbers in a table. */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useWords } from '../../parts/use-words.ts';
import type { Bill } from './bill.ts';
import type { OnBillDetail } from './details.ts';
import { Matrix } from './matrix.tsx';

const Chart = lazy(() => import('./flow-chart.tsx'));

interface FlowSectionProps {
  readonly bill: Bill;
  readonly onDetail: OnBillDetail;
}

export function FlowSection({ bill, onDetail }: FlowSectionProps): ReactNode {
  const { w } = useWords();
  const { box, isNear } = useNear();
  return (
    <section className="panel flow" aria-labelledby="flow-title" ref={box}>
      <h2 id="flow-title">{w.flowTitle}</h2>
      <p className="note">{w.flowNote}</p>
      <Suspense
        fallback={
          <p className="chart" role="status">
            {w.curveDrawing}
          </p>
        }
      >
        {isNear ? <Chart bill={bill} onDetail={onDetail} /> : <div className="chart" />}
      </Suspense>
      <Matrix bill={bill} onDetail={onDetail} />
    </section>
  );
}

/** How far below the screen a part may be when it is loaded. */
const NEAR = '200px';

/** Turns true once a box comes near the screen: what is costly is loaded then. */
function useNear() {
  const box = useRef<HTMLElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: NEAR },
    );
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return { box, isNear };
}
