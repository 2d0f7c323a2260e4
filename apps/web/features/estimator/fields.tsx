/** Fields of the form: each with its label, what is wrong with it, and its hard word explained. */
import { type ReactNode, useId } from 'react';
import { Term } from '../../parts/term.tsx';
import { useWords } from '../../parts/use-words.ts';
import type { TermId } from '../../words/glossary.ts';
import type { WordKey } from '../../words/words.ts';
import { type Told, toldOf } from './draft.ts';
import type { Option, Question } from './questions.ts';

interface FieldProps {
  readonly label: string;
  readonly term?: TermId | undefined;
  readonly fault?: WordKey | undefined;
  /** Gets the ids that tie label and fault to the control. */
  readonly control: (ids: { readonly id: string; readonly fault: string | undefined }) => ReactNode;
}

export function Field({ label, term, fault, control }: FieldProps): ReactNode {
  const { w } = useWords();
  const id = useId();
  const faultId = fault ? `${id}-fault` : undefined;
  return (
    <div className={fault ? 'field field-wrong' : 'field'}>
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        {term ? <Term id={term} isHint /> : null}
      </div>
      {control({ id, fault: faultId })}
      {fault ? (
        <p className="fault" id={faultId}>
          {w[fault]}
        </p>
      ) : null}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'amount' | 'whole' | 'date';
  readonly term?: TermId | undefined;
  readonly fault?: WordKey | undefined;
}

const INPUT_MODES = { amount: 'decimal', whole: 'numeric', date: undefined } as const;

export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, kind = 'amount', term, fault } = props;
  return (
    <Field
      label={label}
      term={term}
      fault={fault}
      control={(ids) => (
        <input
          id={ids.id}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={INPUT_MODES[kind]}
          autoComplete="off"
          value={value}
          aria-invalid={fault !== undefined}
          aria-describedby={ids.fault}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    />
  );
}

const TERMS: Readonly<Record<string, TermId>> = {
  personClass: 'personClass',
  grade: 'grade',
  referral: 'referral',
};

interface QuestionFieldProps {
  readonly question: Question;
  readonly told: Told;
  readonly onTell: (told: Told) => void;
  readonly fault?: WordKey | undefined;
}

/** The field for a question of the law, by its kind. */
export function QuestionField({ question, told, onTell, fault }: QuestionFieldProps): ReactNode {
  const { w, lang } = useWords();
  const { id, kind, codes, isMany } = question;
  const label = question[lang];
  const tell = (...values: string[]) => onTell({ ...told, [id]: values });
  if (kind !== 'codes') {
    const [typed = question.preset ?? ''] = told[id] ?? [];
    const unit = id.endsWith('Fen') ? `${label}（${w.yuan}）` : label;
    const whole = id.endsWith('Fen') ? 'amount' : 'whole';
    return <TextField label={unit} kind={whole} value={typed} onChange={tell} fault={fault} />;
  }
  const held = toldOf(question, told);
  if (isMany) return <ManyField question={question} held={held} onTell={tell} />;
  return (
    <Field
      label={label}
      term={TERMS[id]}
      control={(ids) => (
        <select id={ids.id} value={held[0] ?? ''} onChange={({ target }) => tell(target.value)}>
          <Options codes={codes} />
        </select>
      )}
    />
  );
}

const FEW = 4;

/** Where there are many, those that the law says nothing of stand apart. */
function Options({ codes }: { readonly codes: readonly Option[] }): ReactNode {
  const { w, lang } = useWords();
  const option = (code: Option) => (
    <option key={code.id} value={code.id}>
      {code[lang]}
    </option>
  );
  const named = codes.filter(({ isNamed }) => isNamed);
  if (codes.length <= FEW || named.length === 0 || named.length === codes.length) {
    return codes.map(option);
  }
  return (
    <>
      {named.map(option)}
      <optgroup label={w.namedElse}>{codes.filter(({ isNamed }) => !isNamed).map(option)}</optgroup>
    </>
  );
}

interface ManyFieldProps {
  readonly question: Question;
  readonly held: readonly string[];
  readonly onTell: (...codes: string[]) => void;
}

function ManyField({ question, held, onTell }: ManyFieldProps): ReactNode {
  const { lang } = useWords();
  return (
    <fieldset className="field many">
      <legend>{question[lang]}</legend>
      {question.codes.map((code) => (
        <label key={code.id}>
          <input
            type="checkbox"
            checked={held.includes(code.id)}
            onChange={({ target }) =>
              onTell(
                ...held.filter((each) => each !== code.id),
                ...(target.checked ? [code.id] : []),
              )
            }
          />
          {code[lang]}
        </label>
      ))}
    </fieldset>
  );
}
