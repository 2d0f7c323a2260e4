/** What the visit costs: the total, an example to start from, and the bill in detail. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../../parts/use-words.ts';
import { type BillDraft, type Draft, type Faults, type PartDraft, toldOf } from './draft.ts';
import { QuestionField, TextField } from './fields.tsx';
import { ITEM_CLASS, type Question } from './questions.ts';
import examples from './typical-costs.json' with { type: 'json' };

interface BillFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly questions: readonly Question[];
  readonly faults: Faults;
  readonly ask: (question: Question) => ReactNode;
}

export function BillFields({
  draft,
  onChange,
  questions,
  faults,
  ask,
}: BillFieldsProps): ReactNode {
  const { w } = useWords();
  const { bill } = draft;
  const change = (some: Partial<BillDraft>) => onChange({ ...draft, bill: { ...bill, ...some } });
  const ofLine = questions.filter(({ of, id }) => of === 'line' && id !== ITEM_CLASS);
  const hasClasses = questions.some(({ id }) => id === ITEM_CLASS);
  // What an example assumes, and what is wrong, must be in sight.
  const [isOpen, setOpen] = useState(false);
  const hasFault = faults.total === 'faultParts' || 'classB' in faults || 'classC' in faults;
  return (
    <fieldset>
      <legend>{w.cost}</legend>
      <TextField
        label={w.total}
        value={bill.total}
        onChange={(total) => change({ total })}
        fault={faults.total}
      />
      <Examples
        draft={draft}
        questions={questions}
        onPick={(some) => {
          setOpen(true);
          change(some);
        }}
      />
      <details
        className="more"
        open={isOpen || hasFault}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary>{w.billMore}</summary>
        <div className="fields">
          {hasClasses ? <ClassFields bill={bill} faults={faults} onChange={change} /> : null}
          {ofLine.filter(({ isMain }) => isMain).map(ask)}
          <Parts
            bill={bill}
            questions={questions.filter(({ id, of, isMain }) => {
              return of === 'line' && (id === ITEM_CLASS || !isMain);
            })}
            faults={faults}
            onChange={change}
          />
        </div>
      </details>
    </fieldset>
  );
}

interface SomeBillProps {
  readonly bill: BillDraft;
  readonly faults: Faults;
  readonly onChange: (some: Partial<BillDraft>) => void;
}

function ClassFields({ bill, faults, onChange }: SomeBillProps): ReactNode {
  const { w } = useWords();
  return (
    <>
      <TextField
        label={w.classB}
        term="classB"
        value={bill.classB}
        onChange={(classB) => onChange({ classB })}
        fault={faults.classB}
      />
      <TextField
        label={w.firstShare}
        term="firstShare"
        value={bill.firstShare}
        onChange={(firstShare) => onChange({ firstShare })}
        fault={faults.firstShare}
      />
      <TextField
        label={w.classC}
        term="classC"
        value={bill.classC}
        onChange={(classC) => onChange({ classC })}
        fault={faults.classC}
      />
    </>
  );
}

interface ExamplesProps {
  readonly draft: Draft;
  readonly questions: readonly Question[];
  readonly onPick: (some: Partial<BillDraft>) => void;
}

/** The examples for the setting of the form, or all where none is for it. */
function Examples({ draft, questions, onPick }: ExamplesProps): ReactNode {
  const { w, lang } = useWords();
  const setting = questions.find(({ id }) => id === 'setting');
  const [now] = setting ? toldOf(setting, draft.told) : [];
  const fitting = examples.filter((each) => each.setting === now);
  return (
    <div className="examples">
      <p id="examples-title" className="note">
        {w.typical}
      </p>
      <ul aria-labelledby="examples-title">
        {(fitting.length > 0 ? fitting : examples).map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className="button"
              onClick={() =>
                onPick({
                  total: String(each.totalYuan),
                  classB: String((each.totalYuan * each.classBPercent) / 100),
                  classC: String((each.totalYuan * each.classCPercent) / 100),
                  firstShare: String(each.firstSharePercent),
                })
              }
            >
              {each[lang]} {each.totalYuan.toLocaleString('en-US')}
              <span className="mark mark-assumed">{w.markAssumed}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{w.typicalNote}</p>
    </div>
  );
}

interface PartsProps extends SomeBillProps {
  readonly questions: readonly Question[];
}

/** Parts of the cost that the law's own line dimensions tell apart. */
function Parts({ bill, questions, faults, onChange }: PartsProps): ReactNode {
  const { w } = useWords();
  if (!questions.some(({ id }) => id !== ITEM_CLASS)) return null;
  const put = (part: PartDraft) =>
    onChange({ parts: bill.parts.map((each) => (each.id === part.id ? part : each)) });
  const add = () => {
    const id = Math.max(0, ...bill.parts.map((part) => part.id)) + 1;
    onChange({ parts: [...bill.parts, { id, cost: '', told: {} }] });
  };
  return (
    <div className="parts">
      <p className="note">{w.partNote}</p>
      {bill.parts.map((part) => (
        <fieldset key={part.id} className="part">
          <legend>{w.part}</legend>
          <TextField
            label={w.partCost}
            value={part.cost}
            onChange={(cost) => put({ ...part, cost })}
            fault={faults[`part-${part.id}`]}
          />
          {questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              told={part.told}
              onTell={(told) => put({ ...part, told })}
            />
          ))}
          <button
            type="button"
            className="button"
            onClick={() => onChange({ parts: bill.parts.filter(({ id }) => id !== part.id) })}
          >
            {w.partRemove}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button" onClick={add}>
        {w.partAdd}
      </button>
    </div>
  );
}
