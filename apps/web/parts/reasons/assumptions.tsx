/** What in a result is assumed: said plainly, with what else could have been read. */
import type { ReactNode } from 'react';
import { filled } from '../../words/words.ts';
import { Term } from '../term.tsx';
import { useWords } from '../use-words.ts';
import type { ChoiceExplained, Explanation } from './explained.ts';
import { restsOnAssumptions } from './steps.ts';

export function Assumptions({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { w } = useWords();
  if (!restsOnAssumptions(explanation)) return null;
  return (
    <section className="assumed" aria-labelledby="assumed-title">
      <h3 id="assumed-title">
        {w.assumedTitle} <Term id="assumed" isHint />
      </h3>
      <p>{w.assumedNote}</p>
      <ul>
        {reasonsOf(explanation).map((why) => (
          <li key={why} lang="zh-CN">
            {why}
          </li>
        ))}
        {explanation.assumedChoices.map((choice) => (
          <Choice key={choice.id} choice={choice} />
        ))}
      </ul>
    </section>
  );
}

/** Why numbers are assumed, each reason once. */
function reasonsOf({ sources }: Explanation): readonly string[] {
  const citations = sources.flatMap((source) =>
    source.modifier ? [source, source.modifier.citation] : [source],
  );
  const reasons = citations.flatMap(({ mark, why }) => (mark === 'assumed' && why ? [why] : []));
  return [...new Set(reasons)];
}

function Choice({ choice }: { readonly choice: ChoiceExplained }): ReactNode {
  const { w, lang } = useWords();
  const { why, id, otherwise, labels } = choice;
  // Values without Chinese are codes of the law, which say nothing to a patient.
  const others = otherwise.flatMap((one) => labels[String(one)] ?? []);
  return (
    <li>
      <span lang="zh-CN">{why ?? id}</span>
      {others.length === 0 ? null : (
        <>
          {' '}
          <span className="note">
            {filled(w.assumedOr, { others: others.join(lang === 'zh' ? '；' : '; ') })}
          </span>
        </>
      )}
    </li>
  );
}
