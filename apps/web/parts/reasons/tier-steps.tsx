/** What a tier did, as plain sentences with clauses and marks. */
import { Fragment, type ReactNode } from 'react';
import { Money } from '../money.tsx';
import { Sentence } from '../sentence.tsx';
import { Term } from '../term.tsx';
import { useWords } from '../use-words.ts';
import type { OnDetail } from './details.ts';
import type { Explanation, TierApplied } from './explained.ts';
import { SourceChips } from './sources.tsx';
import { type Step, stepsOf } from './steps.ts';

interface TierStepsProps {
  readonly explanation: Explanation;
  readonly tier: TierApplied;
  readonly onDetail: OnDetail;
}

export function TierSteps({ explanation, tier, onDetail }: TierStepsProps): ReactNode {
  return (
    <ol className="steps">
      {stepsOf(tier).map((step, index) => (
        // Steps of a tier have no name of their own and never change places.
        <li key={`${step.say}-${index.toString()}`}>
          <StepText step={step} />{' '}
          <SourceChips explanation={explanation} sources={step.sources} onDetail={onDetail} />
        </li>
      ))}
    </ol>
  );
}

/** The same in one sentence, without sources. */
export function TierSentence({ tier }: { readonly tier: TierApplied }): ReactNode {
  const { w } = useWords();
  // What it pays in the end is said by who asks for the sentence.
  const steps = stepsOf(tier).filter(({ say }) => say !== 'stepPays');
  return steps.map((step, index) => (
    <Fragment key={`${step.say}-${index.toString()}`}>
      {index === 0 ? '' : w.settledAnd}
      <StepText step={step} />
    </Fragment>
  ));
}

function StepText({ step }: { readonly step: Step }): ReactNode {
  const { w, lang } = useWords();
  const amounts = Object.entries(step.fen).map(([name, fen]) => [
    name,
    <Money key={name} fen={fen} />,
  ]);
  const texts = Object.entries(step.text).map(([name, words]) => [name, words[lang]]);
  const slots: Record<string, ReactNode> = {
    deductible: <Term id="deductible" />,
    cap: <Term id="cap" />,
    segment: <Term id="segment" />,
    ...Object.fromEntries([...amounts, ...texts]),
  };
  return <Sentence template={w[step.say]} slots={slots} />;
}
