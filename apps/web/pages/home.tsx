/** Entry of the start page: what there is to do, and whose rules are in here. */
import { type ReactNode, StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/tokens.css';
import '../design/base.css';
import '../design/print.css';
import type { AreaEntry, Catalogue, SchemeEntry } from '../laws/law-files.ts';
import { startSettings } from '../parts/settings.ts';
import { Shell } from '../parts/shell.tsx';
import { useWords } from '../parts/use-words.ts';
import { linkTo, ROUTES } from '../routes.ts';
import { filled } from '../words/words.ts';

function Home(): ReactNode {
  const { w } = useWords();
  const jobs = Object.values(ROUTES).filter(({ path }) => path !== '');
  return (
    <>
      <p className="lead">{w.homeLead}</p>
      <ul className="jobs">
        {jobs.map((route) => (
          <li key={route.path}>
            <a className="job" href={linkTo(route, ROUTES.home)}>
              <strong>{w[route.title]}</strong>
              <span>{w[route.about]}</span>
            </a>
          </li>
        ))}
      </ul>
      <Laws />
    </>
  );
}

function Laws(): ReactNode {
  const { w, lang } = useWords();
  const [catalogue, setCatalogue] = useState<Catalogue | 'failed' | null>(null);
  useEffect(() => {
    fetch(new URL('laws/catalogue.json', document.baseURI))
      .then((response) => response.json() as Promise<Catalogue>)
      .then(setCatalogue, () => setCatalogue('failed'));
  }, []);
  return (
    <section aria-labelledby="laws-title">
      <h2 id="laws-title">{w.homeLaws}</h2>
      <p className="note">{w.homeLawsNote}</p>
      {catalogue === null ? <p role="status">{w.loading}</p> : null}
      {catalogue === 'failed' ? <p role="alert">{w.failed}</p> : null}
      {catalogue !== null && catalogue !== 'failed' ? (
        <table className="payers">
          <thead>
            <tr>
              <th scope="col">{w.area}</th>
              <th scope="col">{w.insuranceOf}</th>
              <th scope="col">{w.spanOf}</th>
            </tr>
          </thead>
          <tbody>
            {catalogue.areas.flatMap((area) =>
              spansOf(area).map(({ insurances, from, until }) => (
                <tr key={`${area.id}${insurances[0]?.id}${from}`}>
                  <th scope="row">{area[lang]}</th>
                  <td>{insurances.map((each) => each[lang]).join(' ')}</td>
                  <td>{filled(w.spanText, { from, until })}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

type Span = Pick<SchemeEntry, 'insurances' | 'from' | 'until'>;

/** Schemes of one insurance that follow each other without a gap, as one. */
function spansOf({ schemes }: AreaEntry): readonly Span[] {
  const spans: Span[] = [];
  const key = ({ insurances }: Span) => insurances.map(({ id }) => id).join();
  const inOrder = [...schemes].sort(
    (left, right) => key(left).localeCompare(key(right)) || left.from.localeCompare(right.from),
  );
  for (const scheme of inOrder) {
    const last = spans.at(-1);
    if (last && key(last) === key(scheme) && last.until === scheme.from) {
      spans[spans.length - 1] = { ...last, until: scheme.until };
    } else spans.push(scheme);
  }
  return spans;
}

startSettings();
const page = document.getElementById('page');
if (!page) throw new Error('the page has no place to render');
createRoot(page).render(
  <StrictMode>
    <Shell route={ROUTES.home}>
      <Home />
    </Shell>
  </StrictMode>,
);
