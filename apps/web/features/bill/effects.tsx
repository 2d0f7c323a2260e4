/** What if the bill were taken back, or something else were true: asked in the console. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';
import type { Bill } from './bill.ts';
import { consoleLink } from './console-links.ts';

export function Effects({ bill }: { readonly bill: Bill }): ReactNode {
  const { w } = useWords();
  const { settlementId, isReversed } = bill;
  return (
    <section className="panel effects" aria-labelledby="effects-title">
      <h2 id="effects-title">{w.effectsTitle}</h2>
      <p className="note">{w.effectsNote}</p>
      <ul>
        {isReversed ? null : (
          <li>
            <a className="button" href={consoleLink(`/settlements/${settlementId}/reversal`)}>
              {w.effectsReversal}
            </a>
          </li>
        )}
        <li>
          <a className="button" href={consoleLink(`/trial?like=${settlementId}`)}>
            {w.effectsTrial}
          </a>
        </li>
      </ul>
    </section>
  );
}
