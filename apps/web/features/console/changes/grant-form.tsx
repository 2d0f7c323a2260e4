/** What is to be true of a person, from which day on: by the words of the law. */
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import type { Vocabulary } from '../words-of-law.ts';
import type { Grant } from './fact-preview.tsx';

interface GrantFormProps {
  readonly vocabulary: Vocabulary;
  readonly onGrant: (grant: Grant) => void;
}

const FIRST = 'personClass';

export function GrantForm({ vocabulary, onGrant }: GrantFormProps): ReactNode {
  const { w, lang } = useWords();
  const id = useId();
  const [dimension, setDimension] = useState(FIRST);
  const choices = vocabulary.dimensions.filter(
    (one) => one.of === 'person' && (one.codes.length > 0 || one.id === FIRST),
  );
  const codes =
    dimension === FIRST
      ? vocabulary.classes
      : (choices.find((one) => one.id === dimension)?.codes ?? []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '');
    const until = text('until');
    const span = { from: text('from'), until: until === '' ? null : until };
    onGrant({ dimension, code: text('code'), ...span });
  };
  return (
    <form className="panel fields" onSubmit={submit}>
      <p className="field">
        <label htmlFor={`${id}dimension`}>{w.factKind}</label>
        <select
          id={`${id}dimension`}
          value={dimension}
          onChange={({ target }) => setDimension(target.value)}
        >
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one[lang]}
            </option>
          ))}
        </select>
      </p>
      <p className="field">
        <label htmlFor={`${id}code`}>{w.factIs}</label>
        <select id={`${id}code`} name="code" key={dimension}>
          {codes.map((one) => (
            <option key={one.id} value={one.id}>
              {one[lang]}
            </option>
          ))}
        </select>
      </p>
      <p className="field">
        <label htmlFor={`${id}from`}>{w.holdsFrom}</label>
        <input id={`${id}from`} name="from" type="date" required />
      </p>
      <p className="field">
        <label htmlFor={`${id}until`}>{w.holdsUntil}</label>
        <input id={`${id}until`} name="until" type="date" />
      </p>
      <p className="field field-go">
        <Button type="primary" htmlType="submit">
          {w.previewGo}
        </Button>
      </p>
      <p className="note">{w.grantNote}</p>
    </form>
  );
}
