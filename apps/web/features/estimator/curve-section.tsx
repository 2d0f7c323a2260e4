/** What the person pays over the cost: drawn when it is asked for. */
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { formatYuan } from '../../../../engine/units/index.ts';
import { Money } from '../../parts/money.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { useWords } from '../../parts/use-words.ts';
import type { Answers } from './answers.ts';
import type { Curve } from './curve.ts';
import type { Desk } from './desk.ts';
import { useFetched } from './use-estimator.ts';

const Chart = lazy(() => import('./curve-chart.tsx'));

/** 20,000 yuan. */
const LEAST_UNTIL_FEN = 2_000_000;

interface CurveSectionProps {
  readonly desk: Desk;
  readonly answers: Answers;
}

export function CurveSection({ desk, answers }: CurveSectionProps): ReactNode {
  const { w } = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <section className="curve" aria-labelledby="curve-title">
      <h2 id="curve-title">{w.curveTitle}</h2>
      {isShown ? (
        <Drawn desk={desk} answers={answers} />
      ) : (
        <button type="button" className="button" onClick={() => setShown(true)}>
          {w.curveShow}
        </button>
      )}
    </section>
  );
}

function Drawn({ desk, answers }: CurveSectionProps): ReactNode {
  const { w } = useWords();
  const costFen = answers.visit.bill.reduce((sum, row) => sum + row.costFen, 0);
  const untilFen = Math.max(LEAST_UNTIL_FEN, costFen * 2);
  const load = useMemo(() => () => desk.curve({ answers, untilFen }), [desk, answers, untilFen]);
  const curve = useFetched(load);
  if (curve.kind === 'failed') return <p role="alert">{w.failed}</p>;
  if (curve.kind === 'loading') return <p role="status">{w.curveDrawing}</p>;
  if (curve.value === null) return <p>{w.rejected}</p>;
  return (
    <>
      <Suspense fallback={<p role="status">{w.curveDrawing}</p>}>
        <Chart curve={curve.value} nowFen={costFen} />
      </Suspense>
      <Cliffs curve={curve.value} />
      <p className="note">{w.curveNote}</p>
      <Numbers curve={curve.value} />
    </>
  );
}

function Cliffs({ curve }: { readonly curve: Curve }): ReactNode {
  const { w } = useWords();
  if (curve.cliffs.length === 0) return <p>{w.curveNoCliffs}</p>;
  return (
    <>
      <h3>{w.curveCliffs}</h3>
      <ul>
        {curve.cliffs.map(({ before, after }) => (
          <li key={after.costFen}>
            <Sentence
              template={w.curveCliffOne}
              slots={{
                cost: formatYuan(after.costFen),
                before: <Money fen={before.personFen} />,
                after: <Money fen={after.personFen} />,
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

const ROWS = 10;

/** The curve for who does not see it: every so many points. */
function Numbers({ curve }: { readonly curve: Curve }): ReactNode {
  const { w } = useWords();
  const every = Math.ceil(curve.points.length / ROWS);
  return (
    <details className="more">
      <summary>{w.curveTable}</summary>
      <table className="payers">
        <thead>
          <tr>
            <th scope="col" className="number">
              {w.curveAxisCost}
            </th>
            <th scope="col" className="number">
              {w.curveAxisPerson}
            </th>
          </tr>
        </thead>
        <tbody>
          {curve.points
            .filter((_, index) => index % every === 0)
            .map(({ costFen, personFen }) => (
              <tr key={costFen}>
                <td className="number">
                  <Money fen={costFen} />
                </td>
                <td className="number">
                  <Money fen={personFen} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
