/** The form of a trial settlement, made of the words of the law. */
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import { useAreaNames } from '../area-names.ts';
import { Answered } from '../states.tsx';
import { useVocabulary, type Vocabulary } from '../words-of-law.ts';
import { CodeField, CodeFields } from './code-fields.tsx';
import { type Draft, type DraftFault, requestOf, type TrialRequest } from './draft.ts';
import { LineFields } from './line-fields.tsx';

interface TrialFormProps {
  readonly first: Draft;
  readonly isPending: boolean;
  readonly onTrial: (request: TrialRequest) => void;
}

export function TrialForm({ first, isPending, onTrial }: TrialFormProps): ReactNode {
  const vocabulary = useVocabulary(null);
  return (
    <Answered asked={vocabulary}>
      {(words) => (
        <Filled
          first={{
            ...first,
            area: first.area || (words.areas[0] ?? ''),
            on: first.on || words.today,
          }}
          words={words}
          isPending={isPending}
          onTrial={onTrial}
        />
      )}
    </Answered>
  );
}

function Filled(props: TrialFormProps & { readonly words: Vocabulary }): ReactNode {
  const { first, words, isPending, onTrial } = props;
  const { w } = useWords();
  const id = useId();
  const [draft, setDraft] = useState(first);
  const [fault, setFault] = useState<DraftFault | null>(null);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const request = requestOf(draft);
    if (typeof request === 'string') return setFault(request);
    setFault(null);
    onTrial(request);
  };
  const dimensions = words.dimensions.filter(({ codes }) => codes.length > 0);
  const items = dimensions.find((one) => one.id === 'itemClass')?.codes ?? [];
  return (
    <form className="panel" onSubmit={submit}>
      <PersonFields draft={draft} words={words} set={set} />
      <fieldset className="fields">
        <legend>{w.trialVisit}</legend>
        <p className="field">
          <label htmlFor={`${id}on`}>{w.on}</label>
          <input
            id={`${id}on`}
            type="date"
            value={draft.on}
            onChange={({ target }) => set({ on: target.value })}
          />
        </p>
        <CodeFields
          dimensions={dimensions.filter(({ of }) => of === 'event')}
          codes={draft.visit}
          onCodes={(visit) => set({ visit })}
        />
      </fieldset>
      <LineFields lines={draft.lines} classes={items} onLines={(lines) => set({ lines })} />
      {fault ? (
        <p className="fault" role="alert">
          {w[fault]}
        </p>
      ) : null}
      <p>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {w.trialGo}
        </Button>
      </p>
    </form>
  );
}

interface PersonFieldsProps {
  readonly draft: Draft;
  readonly words: Vocabulary;
  readonly set: (change: Partial<Draft>) => void;
}

/** Told by the form in other ways: the age by the day of birth. */
const TOLD_ELSEWHERE = new Set(['ageYears', 'personClass']);

function PersonFields({ draft, words, set }: PersonFieldsProps): ReactNode {
  const { w } = useWords();
  const id = useId();
  const { isOnFile } = draft;
  return (
    <fieldset className="fields">
      <legend>{w.who}</legend>
      <p className="choices">
        {[true, false].map((one) => (
          <label key={String(one)} className="choice">
            <input
              type="radio"
              name={`${id}who`}
              checked={one === isOnFile}
              onChange={() => set({ isOnFile: one })}
            />
            {one ? w.trialOnFile : w.trialInvented}
          </label>
        ))}
      </p>
      {isOnFile ? (
        <p className="field">
          <label htmlFor={`${id}no`}>{w.byPersonNo}</label>
          <Input
            id={`${id}no`}
            value={draft.personNo}
            maxLength={30}
            autoComplete="off"
            onChange={({ target }) => set({ personNo: target.value })}
          />
        </p>
      ) : (
        <InventedFields draft={draft} words={words} set={set} />
      )}
    </fieldset>
  );
}

/** Somebody who is not on file: where insured, since when alive, and what else the law asks. */
function InventedFields({ draft, words, set }: PersonFieldsProps): ReactNode {
  const { w, lang } = useWords();
  const id = useId();
  const names = useAreaNames();
  const own = useVocabulary(draft.area).data ?? words;
  const dimensions = own.dimensions.filter(
    (one) => one.of === 'person' && one.codes.length > 0 && !TOLD_ELSEWHERE.has(one.id),
  );
  return (
    <>
      <p className="field">
        <label htmlFor={`${id}area`}>{w.area}</label>
        <select
          id={`${id}area`}
          value={draft.area}
          onChange={({ target }) => set({ area: target.value, person: {} })}
        >
          {words.areas.map((area) => (
            <option key={area} value={area}>
              {names.get(area)?.[lang] ?? area}
            </option>
          ))}
        </select>
      </p>
      <p className="field">
        <label htmlFor={`${id}born`}>{w.bornOn}</label>
        <input
          id={`${id}born`}
          type="date"
          value={draft.bornOn}
          onChange={({ target }) => set({ bornOn: target.value })}
        />
      </p>
      <CodeField
        label={w.personClassOf}
        codes={own.classes.map((one) => ({ id: one.id, name: one[lang] }))}
        value={draft.person.personClass ?? ''}
        onCode={(code) => set({ person: { ...draft.person, personClass: code } })}
      />
      <CodeFields
        dimensions={dimensions}
        codes={draft.person}
        onCodes={(person) => set({ person })}
      />
    </>
  );
}
