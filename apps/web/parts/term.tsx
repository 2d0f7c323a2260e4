/** A hard word with its meaning a press away. */
import { type ReactNode, useId, useState } from 'react';
import { type TermId, termFor, termOf } from '../words/glossary.ts';
import { filled } from '../words/words.ts';
import { useWords } from './use-words.ts';

interface TermProps {
  readonly id: TermId;
  /** Beside a label that says the word already: a question mark is enough. */
  readonly isHint?: boolean;
}

/** The question mark for a reason or payer of the law; nothing where no term explains it. */
export function TermOf({ id }: { readonly id: string }): ReactNode {
  const term = termFor(id);
  return term ? <Term id={term} isHint /> : null;
}

export function Term({ id, isHint }: TermProps): ReactNode {
  const { w, lang } = useWords();
  const [isOpen, setOpen] = useState(false);
  const note = useId();
  const { word, means } = termOf(id, lang);
  return (
    <span className="term">
      <button
        type="button"
        className={isHint ? 'term-hint' : 'term-word'}
        aria-label={isHint ? filled(w.whatIs, { word }) : undefined}
        aria-expanded={isOpen}
        aria-controls={note}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        {isHint ? '?' : word}
      </button>
      <span id={note} className="term-note" role="note" hidden={!isOpen}>
        {means}
      </span>
    </span>
  );
}
