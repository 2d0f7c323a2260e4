/** No law covers the day: said plainly, with a way to each span that there is. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';
import { filled, type WordKey } from '../../words/words.ts';
import type { NoLaw } from './desk.ts';
import { dayBefore } from './draft.ts';

const TITLES: Readonly<Record<NoLaw['why'], WordKey>> = {
  expired: 'lawExpired',
  notYet: 'lawNotYet',
  gap: 'lawGap',
  never: 'lawNever',
};
const REASONS: Readonly<Record<NoLaw['why'], WordKey>> = {
  expired: 'lawExpiredWhy',
  notYet: 'lawNotYetWhy',
  gap: 'lawGapWhy',
  never: 'lawNeverWhy',
};

interface NoLawNoteProps {
  readonly found: NoLaw;
  readonly onPick: (day: string) => void;
}

export function NoLawNote({ found, onPick }: NoLawNoteProps): ReactNode {
  const { w } = useWords();
  const { why, on, spans } = found;
  return (
    <div className="state state-stop" role="status">
      <h3>{w[TITLES[why]]}</h3>
      <p>{noLawReason(w[REASONS[why]], found)}</p>
      <ul className="picks">
        {spans.map(({ title, from, until }) => {
          const day = on < from ? from : dayBefore(until);
          return (
            <li key={from + title}>
              <button type="button" className="button" onClick={() => onPick(day)}>
                {filled(w.useSpan, { day, title })}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The reason with the days that it names. */
function noLawReason(template: string, { on, spans }: NoLaw): string {
  const until =
    spans
      .map((span) => span.until)
      .sort()
      .at(-1) ?? '';
  return filled(template, { on, from: spans[0]?.from ?? '', until });
}

/** One line for a comparison. */
export function noLawTitle({ why }: NoLaw): WordKey {
  return TITLES[why];
}
