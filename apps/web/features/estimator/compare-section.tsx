/** What if it were otherwise: the same form with one answer changed, side by side. */
import { type ReactNode, useMemo, useState } from 'react';
import type { AreaEntry } from '../../laws/law-files.ts';
import { Money } from '../../parts/money.tsx';
import { PayerBar } from '../../parts/payer-bar.tsx';
import { DetailDialog } from '../../parts/reasons/detail-dialog.tsx';
import type { Detail } from '../../parts/reasons/details.ts';
import { payersOf } from '../../parts/reasons/steps.ts';
import { useWords } from '../../parts/use-words.ts';
import type { WordKey } from '../../words/words.ts';
import {
  areaCases,
  type Case,
  type Compared,
  compare,
  gradeCases,
  placeCases,
  yearCases,
  yearsOf,
} from './comparisons.ts';
import type { Desk } from './desk.ts';
import { type Draft, yearOf } from './draft.ts';
import { Field } from './fields.tsx';
import { noLawTitle } from './no-law.tsx';
import type { Question } from './questions.ts';
import { useFetched } from './use-estimator.ts';

interface CompareProps {
  readonly desk: Desk;
  readonly draft: Draft;
  readonly questions: readonly Question[];
  readonly areas: readonly AreaEntry[];
}

const AXES = ['grade', 'place', 'area', 'year'] as const;
type Axis = (typeof AXES)[number];
const AXIS_WORDS: Readonly<Record<Axis, WordKey>> = {
  grade: 'compareGrade',
  place: 'comparePlace',
  area: 'compareArea',
  year: 'compareYear',
};

export function CompareSection(props: CompareProps): ReactNode {
  const { w } = useWords();
  const { desk, draft, questions, areas } = props;
  const [axis, setAxis] = useState<Axis>('grade');
  const [area, setArea] = useState('');
  const [year, setYear] = useState(0);
  const others = areas.filter(({ id }) => id !== draft.area);
  const own = areas.find(({ id }) => id === draft.area);
  const years = (own ? yearsOf(own, draft) : []).filter((each) => each !== yearOf(draft.on));
  const otherArea = others.some(({ id }) => id === area) ? area : (others[0]?.id ?? '');
  const otherYear = years.includes(year) ? year : (years.at(-1) ?? 0);
  const cases = useMemo((): readonly Case[] => {
    if (axis === 'grade') return gradeCases(draft, questions);
    if (axis === 'place') return placeCases(draft, questions);
    if (axis === 'area') return areaCases(draft, areas, otherArea);
    return otherYear === 0 ? [] : yearCases(draft, otherYear);
  }, [axis, draft, questions, areas, otherArea, otherYear]);
  return (
    <section className="compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{w.compareTitle}</h2>
      <fieldset className="axes">
        <legend className="unseen">{w.compareTitle}</legend>
        {AXES.map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={each === axis}
            onClick={() => setAxis(each)}
          >
            {w[AXIS_WORDS[each]]}
          </button>
        ))}
      </fieldset>
      {axis === 'area' ? (
        <Pick
          label={w.compareAreaPick}
          value={otherArea}
          onPick={setArea}
          options={others.map(({ id, zh, en }) => ({ id, zh, en }))}
        />
      ) : null}
      {axis === 'year' && years.length > 0 ? (
        <Pick
          label={w.compareYearPick}
          value={String(otherYear)}
          onPick={(picked) => setYear(Number(picked))}
          options={years.map((each) => ({ id: String(each), zh: `${each} 年`, en: `${each}` }))}
        />
      ) : null}
      {cases.length < 2 ? <p>{w.compareNone}</p> : <Cases desk={desk} cases={cases} />}
      {axis === 'area' ? <p className="note">{w.compareAreaNote}</p> : null}
    </section>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (id: string) => void;
  readonly options: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
}

function Pick({ label, value, onPick, options }: PickProps): ReactNode {
  const { lang } = useWords();
  return (
    <Field
      label={label}
      control={({ id }) => (
        <select id={id} value={value} onChange={({ target }) => onPick(target.value)}>
          {options.map((each) => (
            <option key={each.id} value={each.id}>
              {each[lang]}
            </option>
          ))}
        </select>
      )}
    />
  );
}

function Cases({
  desk,
  cases,
}: {
  readonly desk: Desk;
  readonly cases: readonly Case[];
}): ReactNode {
  const { w } = useWords();
  const load = useMemo(() => () => compare(desk, cases), [desk, cases]);
  const [shown, setShown] = useState<{ readonly of: string; readonly detail: Detail } | null>(null);
  const compared = useFetched(load);
  if (compared.kind === 'loading') return <p>{w.loading}</p>;
  if (compared.kind === 'failed') {
    return (
      <p role="alert">
        {w.failed}{' '}
        <button type="button" className="button" onClick={compared.retry}>
          {w.retry}
        </button>
      </p>
    );
  }
  const opened = compared.value.find(({ id }) => id === shown?.of);
  const now = compared.value.find(({ isNow }) => isNow);
  const nowFen = now?.result.kind === 'settled' ? now.result.explanation.personFen : null;
  return (
    <>
      <table className="payers">
        <thead>
          <tr>
            <td />
            <th scope="col" className="number">
              {w.comparePerson}
            </th>
            <th scope="col" className="number">
              {w.compareDiff}
            </th>
          </tr>
        </thead>
        <tbody>
          {compared.value.map((one) => (
            <Row
              key={one.id}
              one={one}
              nowFen={nowFen}
              onExplain={() => setShown({ of: one.id, detail: { kind: 'person' } })}
            />
          ))}
        </tbody>
      </table>
      {shown && opened?.result.kind === 'settled' ? (
        <DetailDialog
          key={JSON.stringify(shown)}
          explanation={opened.result.explanation}
          detail={shown.detail}
          onDetail={(detail) => setShown({ of: shown.of, detail })}
          onClose={() => setShown(null)}
        />
      ) : null}
    </>
  );
}

interface RowProps {
  readonly one: Compared;
  readonly nowFen: number | null;
  readonly onExplain: () => void;
}

function Row({ one, nowFen, onExplain }: RowProps): ReactNode {
  const { w, lang } = useWords();
  const { label, isNow, result } = one;
  const head = (
    <th scope="row">
      {label[lang]} {isNow ? <span className="mark">{w.compareNow}</span> : null}
      {result.kind === 'settled' ? (
        <PayerBar
          parts={payersOf(result.explanation)}
          totalFen={result.explanation.totalFen}
          isSmall
        />
      ) : null}
    </th>
  );
  if (result.kind !== 'settled') {
    const why = result.kind === 'noLaw' ? w[noLawTitle(result)] : w.rejected;
    return (
      <tr>
        {head}
        <td colSpan={2}>{why}</td>
      </tr>
    );
  }
  const { personFen } = result.explanation;
  return (
    <tr>
      {head}
      <td className="number">
        <Money fen={personFen} onExplain={onExplain} />
      </td>
      <td className="number">
        {isNow || nowFen === null ? '—' : <Money fen={personFen - nowFen} isSigned />}
      </td>
    </tr>
  );
}
