/** What was used this year: the visits before, each settled in the law's order. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import { type Draft, type EarlierDraft, type Faults, yearOf } from './draft.ts';
import { QuestionField, TextField } from './fields.tsx';
import { ITEM_CLASS, type Question } from './questions.ts';

interface EarlierFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly questions: readonly Question[];
  readonly faults: Faults;
}

export function EarlierFields({
  draft,
  onChange,
  questions,
  faults,
}: EarlierFieldsProps): ReactNode {
  const { w } = useWords();
  const change = (earlier: readonly EarlierDraft[]) => onChange({ ...draft, earlier });
  const put = (visit: EarlierDraft) =>
    change(draft.earlier.map((each) => (each.id === visit.id ? visit : each)));
  const add = () => {
    const id = Math.max(0, ...draft.earlier.map((visit) => visit.id)) + 1;
    change([...draft.earlier, { id, on: earlyDay(draft.on), told: {}, total: '', classC: '' }]);
  };
  return (
    <fieldset>
      <legend>{w.earlier}</legend>
      <p className="note">{w.earlierNote}</p>
      {draft.earlier.map((visit, index) => (
        <EarlierVisit
          key={visit.id}
          visit={visit}
          number={index + 1}
          questions={questions}
          faults={faults}
          onChange={put}
          onRemove={() => change(draft.earlier.filter(({ id }) => id !== visit.id))}
        />
      ))}
      <button type="button" className="button" onClick={add}>
        {w.earlierAdd}
      </button>
    </fieldset>
  );
}

/** In the middle of January, or the day itself where that is earlier. */
function earlyDay(on: string): string {
  const day = `${yearOf(on) ?? ''}-01-15`;
  return on < day ? on : day;
}

interface EarlierVisitProps {
  readonly visit: EarlierDraft;
  readonly number: number;
  readonly questions: readonly Question[];
  readonly faults: Faults;
  readonly onChange: (visit: EarlierDraft) => void;
  readonly onRemove: () => void;
}

function EarlierVisit(props: EarlierVisitProps): ReactNode {
  const { w } = useWords();
  const { visit, number, questions, faults, onChange, onRemove } = props;
  const field = (name: string) => faults[`earlier-${visit.id}-${name}`];
  return (
    <fieldset className="part">
      <legend>{filled(w.earlierOne, { n: String(number) })}</legend>
      <TextField
        label={w.earlierOn}
        kind="date"
        value={visit.on}
        onChange={(on) => onChange({ ...visit, on })}
        fault={field('on')}
      />
      {questions
        .filter(({ of, isMain }) => of === 'event' && isMain)
        .map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            told={visit.told}
            onTell={(told) => onChange({ ...visit, told })}
          />
        ))}
      <TextField
        label={w.total}
        value={visit.total}
        onChange={(total) => onChange({ ...visit, total })}
        fault={field('total')}
      />
      {questions.some(({ id }) => id === ITEM_CLASS) ? (
        <TextField
          label={w.classC}
          term="classC"
          value={visit.classC}
          onChange={(classC) => onChange({ ...visit, classC })}
          fault={field('classC')}
        />
      ) : null}
      <button type="button" className="button" onClick={onRemove}>
        {w.earlierRemove}
      </button>
    </fieldset>
  );
}
