/** The form: who, where, what it costs, what was before. The questions come from the law. */
import type { ReactNode } from 'react';
import type { AreaEntry } from '../../laws/law-files.ts';
import { useWords } from '../../parts/use-words.ts';
import { filled, type WordKey } from '../../words/words.ts';
import { BillFields } from './bill-fields.tsx';
import { type Draft, type Faults, insurancesOf, startOn } from './draft.ts';
import { EarlierFields } from './earlier-fields.tsx';
import { Field, QuestionField, TextField } from './fields.tsx';
import { ITEM_CLASS, type Question, STANDARD } from './questions.ts';

interface FormProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly areas: readonly AreaEntry[];
  readonly questions: readonly Question[];
  readonly faults: Faults;
  readonly today: string;
}

export function Form(props: FormProps): ReactNode {
  const { w } = useWords();
  const { draft, onChange, questions, faults } = props;
  const ask = (question: Question) => (
    <QuestionField
      key={question.id}
      question={question}
      told={draft.told}
      onTell={(told) => onChange({ ...draft, told })}
      fault={faults[question.id]}
    />
  );
  const main = (of: Question['of']) =>
    questions.filter(
      ({ id, of: its, isMain }) =>
        its === of && isMain && id !== 'insuranceType' && id !== 'ageYears',
    );
  const more = questions.filter(({ of, isMain }) => of !== 'line' && !isMain);
  return (
    <form className="form" autoComplete="off" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>{w.who}</legend>
        <PlaceFields {...props} />
        {main('person').map(ask)}
        {questions.some(({ id }) => id === 'ageYears') ? (
          <TextField
            label={w.ageYears}
            kind="whole"
            value={draft.age}
            onChange={(age) => onChange({ ...draft, age })}
            fault={faults.ageYears}
          />
        ) : null}
      </fieldset>
      <fieldset>
        <legend>{w.where}</legend>
        <TextField
          label={w.on}
          kind="date"
          value={draft.on}
          onChange={(on) => onChange({ ...draft, on, isOnPicked: true })}
          fault={faults.on}
        />
        {main('event').map(ask)}
      </fieldset>
      <NotAsked questions={questions} />
      <BillFields {...props} ask={ask} />
      <EarlierFields {...props} />
      {more.length === 0 ? null : (
        <details className="more">
          <summary>{w.more}</summary>
          <div className="fields">{more.map(ask)}</div>
        </details>
      )}
    </form>
  );
}

function PlaceFields({ draft, onChange, areas, today }: FormProps): ReactNode {
  const { w, lang } = useWords();
  const area = areas.find(({ id }) => id === draft.area);
  const move = (to: AreaEntry, insurance: string) => {
    const own = insurancesOf(to);
    const kept = own.some(({ id }) => id === insurance) ? insurance : (own[0]?.id ?? '');
    const on = draft.isOnPicked ? draft.on : startOn(to, kept, today);
    onChange({ ...draft, area: to.id, insurance: kept, on });
  };
  return (
    <>
      <Field
        label={w.area}
        control={({ id }) => (
          <select
            id={id}
            value={draft.area}
            onChange={({ target }) => {
              const found = areas.find((each) => each.id === target.value);
              if (found) move(found, draft.insurance);
            }}
          >
            {areas.map((each) => (
              <option key={each.id} value={each.id}>
                {each[lang]}
              </option>
            ))}
          </select>
        )}
      />
      <Field
        label={w.insuranceOf}
        control={({ id }) => (
          <select
            id={id}
            value={draft.insurance}
            onChange={({ target }) => area && move(area, target.value)}
          >
            {(area ? insurancesOf(area) : []).map((each) => (
              <option key={each.id} value={each.id}>
                {each[lang]}
              </option>
            ))}
          </select>
        )}
      />
    </>
  );
}

/** Names of the standard questions where the law's own are not there to name them. */
const STANDARD_WORDS: Readonly<Partial<Record<(typeof STANDARD)[number], WordKey>>> = {
  ageYears: 'standardAge',
  personClass: 'standardClass',
  place: 'standardPlace',
  referral: 'standardReferral',
};

function NotAsked({ questions }: { readonly questions: readonly Question[] }): ReactNode {
  const { w, lang } = useWords();
  const asked = new Set(questions.map(({ id }) => id));
  const names = STANDARD.flatMap((id) => {
    const key = STANDARD_WORDS[id];
    return asked.has(id) || !key ? [] : [w[key]];
  });
  if (names.length === 0 || !asked.has(ITEM_CLASS)) return null;
  return (
    <p className="note">{filled(w.notAsked, { names: names.join(lang === 'zh' ? '、' : ', ') })}</p>
  );
}
