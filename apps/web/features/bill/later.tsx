/** What became of the bill after it was settled: taken back, or settled anew. */
import type { ReactNode } from 'react';
import { Money } from '../../parts/money.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import { type Bill, coursesOf, hasMoved } from './bill.ts';
import { cityTime } from './facts.tsx';

/** Said before all else where the numbers are no longer what the hospital told. */
export function Banners({ bill }: { readonly bill: Bill }): ReactNode {
  const { w } = useWords();
  const { isReversed, reversedAt } = bill;
  return (
    <>
      {isReversed ? (
        <p className="banner banner-stop" role="status">
          <strong>{w.laterReversed}</strong>{' '}
          {filled(w.laterReversedWhy, { at: reversedAt ? cityTime(reversedAt) : '' })}
        </p>
      ) : null}
      {hasMoved(bill) ? (
        <p className="banner" role="status">
          {w.laterMoved} <a href="#later-title">{w.laterTitle}</a>
        </p>
      ) : null}
    </>
  );
}

export function Later({ bill }: { readonly bill: Bill }): ReactNode {
  const { w } = useWords();
  const { isReversed, reversedAt } = bill;
  return (
    <section className="panel" aria-labelledby="later-title">
      <h2 id="later-title" tabIndex={-1}>
        {w.laterTitle}
      </h2>
      {isReversed ? (
        <p>{filled(w.laterReversedAt, { at: reversedAt ? cityTime(reversedAt) : '' })}</p>
      ) : null}
      {hasMoved(bill) ? <Courses bill={bill} /> : null}
      {!isReversed && !hasMoved(bill) ? <p>{w.laterNothing}</p> : null}
    </section>
  );
}

function Courses({ bill }: { readonly bill: Bill }): ReactNode {
  const { w, lang } = useWords();
  const { results } = bill;
  const heads = results.map(({ at, version }, index) => ({
    version,
    text: index === 0 ? w.laterFirst : filled(w.laterAgain, { n: String(index) }),
    at: at ? cityTime(at) : w.laterFact,
  }));
  return (
    <>
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{w.payer}</th>
            {heads.map(({ version, text, at }) => (
              <th key={version} scope="col" className="number">
                {text} <small>{at}</small>
              </th>
            ))}
            <th scope="col" className="number">
              {w.laterChange}
            </th>
          </tr>
        </thead>
        <tbody>
          {coursesOf(bill).map((course) => (
            <tr key={course.id}>
              <th scope="row">{course[lang]}</th>
              {heads.map(({ version, text }, index) => {
                const fen = course.fen[index] ?? null;
                return (
                  <td key={version} className="number" data-label={text}>
                    {fen === null ? '–' : <Money fen={fen} />}
                  </td>
                );
              })}
              <td className="number" data-label={w.laterChange}>
                <Money fen={(course.fen.at(-1) ?? 0) - (course.fen[0] ?? 0)} isSigned />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{w.laterNote}</p>
    </>
  );
}
