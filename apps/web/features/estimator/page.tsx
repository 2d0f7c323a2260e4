/** The estimator: the form on one side, who pays what on the other. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Catalogue } from '../../laws/law-files.ts';
import { Money } from '../../parts/money.tsx';
import { useWords } from '../../parts/use-words.ts';
import { filled } from '../../words/words.ts';
import { CompareSection } from './compare-section.tsx';
import { CurveSection } from './curve-section.tsx';
import type { Asked, Desk } from './desk.ts';
import { type Draft, firstDraft, readDraft, startOn } from './draft.ts';
import { Form } from './form.tsx';
import { LeftOutList } from './left-out.tsx';
import { NoLawNote } from './no-law.tsx';
import type { Question } from './questions.ts';
import { Result } from './result.tsx';
import { Failed, Loading } from './states.tsx';
import { type Outcome, useAsked, useCatalogue, useOutcome } from './use-estimator.ts';

interface EstimatorProps {
  readonly desk: Desk;
  /** "YYYY-MM-DD". */
  readonly today: string;
}

export function Estimator({ desk, today }: EstimatorProps): ReactNode {
  const catalogue = useCatalogue(desk);
  if (catalogue.kind === 'loading') return <Loading />;
  if (catalogue.kind === 'failed') return <Failed {...catalogue} />;
  return <Desktop desk={desk} today={today} catalogue={catalogue.value} />;
}

interface DesktopProps extends EstimatorProps {
  readonly catalogue: Catalogue;
}

const NO_QUESTIONS: readonly Question[] = [];

function Desktop({ desk, today, catalogue }: DesktopProps): ReactNode {
  const { w } = useWords();
  const [first] = catalogue.areas;
  if (!first) throw new Error('a catalogue without an area');
  const [draft, setDraft] = useState(() => firstDraft(first, today));
  const asked = useAsked(desk, draft);
  const outcome = useOutcome(desk, draft, asked);
  const questions = useQuestions(asked, `${draft.area}/${draft.insurance}`);
  const faults =
    outcome.kind === 'unread' && outcome.read.kind === 'faults' ? outcome.read.faults : {};
  const read = useMemo(() => readDraft(draft, questions), [draft, questions]);
  const area = catalogue.areas.find(({ id }) => id === draft.area);
  const isSettled = outcome.kind === 'ready' && outcome.value.kind === 'settled';
  return (
    <div className="estimator">
      <section className="asking" aria-labelledby="form-title">
        <h2 id="form-title">{w.formTitle}</h2>
        <Form
          draft={draft}
          onChange={setDraft}
          areas={catalogue.areas}
          questions={questions}
          faults={faults}
          today={today}
        />
      </section>
      <div className="answering">
        <section aria-labelledby="result-title">
          <h2 id="result-title">{w.resultTitle}</h2>
          <UnderWhichLaw
            asked={asked}
            draft={draft}
            today={today}
            hasLawToday={area !== undefined && startOn(area, draft.insurance, today) === today}
          />
          <Answer asked={asked} outcome={outcome} onDraft={setDraft} draft={draft} />
        </section>
        {isSettled && read.kind === 'answers' && questions !== NO_QUESTIONS ? (
          <>
            <CompareSection
              desk={desk}
              draft={draft}
              questions={questions}
              areas={catalogue.areas}
            />
            <CurveSection desk={desk} answers={read.answers} />
          </>
        ) : null}
        <Jump outcome={outcome} />
        {asked.kind === 'ready' && asked.value.kind === 'law' ? (
          <LeftOutList leftOut={asked.value.leftOut} />
        ) : null}
      </div>
    </div>
  );
}

/** On a narrow screen the result is far below: its gist stays in sight, and leads there. */
function Jump({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { w } = useWords();
  if (outcome.kind !== 'ready' || outcome.value.kind !== 'settled') return null;
  return (
    <a className="jump" href="#headline">
      {w.comparePerson} <Money fen={outcome.value.explanation.personFen} /> {w.yuan}
      <span>{w.resultTitle} ↓</span>
    </a>
  );
}

type FetchedAsked = ReturnType<typeof useAsked>;

/** The questions of the law; where a day has none, those that its area and insurance had last. */
function useQuestions(asked: FetchedAsked, of: string): readonly Question[] {
  const [kept, setKept] = useState({ of, questions: NO_QUESTIONS });
  const now = asked.kind === 'ready' && asked.value.kind === 'law' ? asked.value.questions : null;
  if (now && (kept.of !== of || kept.questions !== now)) setKept({ of, questions: now });
  return now ?? (kept.of === of ? kept.questions : NO_QUESTIONS);
}

interface UnderWhichLawProps {
  readonly asked: FetchedAsked;
  readonly draft: Draft;
  readonly today: string;
  /** Some scheme of the area and insurance covers today, whatever day the form tells. */
  readonly hasLawToday: boolean;
}

function UnderWhichLaw({ asked, draft, today, hasLawToday }: UnderWhichLawProps): ReactNode {
  const { w } = useWords();
  if (asked.kind !== 'ready' || asked.value.kind !== 'law') return null;
  const { title, from, until } = asked.value;
  return (
    <>
      {hasLawToday ? null : <p className="banner">{filled(w.notToday, { today, on: draft.on })}</p>}
      <p className="note">{filled(w.lawIs, { title, from, until })}</p>
    </>
  );
}

interface AnswerProps {
  readonly asked: FetchedAsked;
  readonly outcome: Outcome;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

function Answer({ asked, outcome, draft, onDraft }: AnswerProps): ReactNode {
  const { w } = useWords();
  const pick = (on: string) => onDraft({ ...draft, on, isOnPicked: true });
  if (asked.kind === 'loading') return <Loading />;
  if (asked.kind === 'failed') return <Failed {...asked} />;
  if (isNoLaw(asked.value)) return <NoLawNote found={asked.value} onPick={pick} />;
  if (outcome.kind === 'unread') {
    const isEmpty = outcome.read.kind === 'empty';
    return <p className="state">{isEmpty ? w.empty : w.fix}</p>;
  }
  if (outcome.kind === 'loading') return <Loading />;
  if (outcome.kind === 'failed') return <Failed {...outcome} />;
  const { value } = outcome;
  if (value.kind === 'noLaw') return <NoLawNote found={value} onPick={pick} />;
  if (value.kind === 'rejected') {
    return (
      <div className="state state-stop" role="status">
        <h3>{w.rejected}</h3>
        <p lang="zh-CN">{value.rejection.message}</p>
        <p className="note">{value.rejection.code}</p>
      </div>
    );
  }
  return <Result explanation={value.explanation} />;
}

function isNoLaw(asked: Asked): asked is Extract<Asked, { kind: 'noLaw' }> {
  return asked.kind === 'noLaw';
}
