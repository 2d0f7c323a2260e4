/** Fields for dimensions of the law; those that the law takes as usual where untold stand below. */
import { type ReactNode, useId } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import type { Dimension } from '../words-of-law.ts';

interface CodeFieldProps {
  readonly label: string;
  readonly codes: readonly { readonly id: string; readonly name: string }[];
  /** '' is not told. */
  readonly value: string;
  readonly onCode: (code: string) => void;
}

export function CodeField({ label, codes, value, onCode }: CodeFieldProps): ReactNode {
  const { w } = useWords();
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onCode(target.value)}>
        <option value="">{w.notTold}</option>
        {codes.map((code) => (
          <option key={code.id} value={code.id}>
            {code.name}
          </option>
        ))}
      </select>
    </p>
  );
}

interface CodeFieldsProps {
  readonly dimensions: readonly Dimension[];
  readonly codes: Readonly<Record<string, string>>;
  readonly onCodes: (codes: Readonly<Record<string, string>>) => void;
}

export function CodeFields({ dimensions, codes, onCodes }: CodeFieldsProps): ReactNode {
  const { w, lang } = useWords();
  const fieldOf = (dimension: Dimension) => (
    <CodeField
      key={dimension.id}
      label={dimension[lang]}
      codes={dimension.codes.map((code) => ({ id: code.id, name: code[lang] }))}
      value={codes[dimension.id] ?? ''}
      onCode={(code) => onCodes({ ...codes, [dimension.id]: code })}
    />
  );
  const asked = dimensions.filter(({ absentMeans }) => absentMeans === null);
  const usual = dimensions.filter(({ absentMeans }) => absentMeans !== null);
  return (
    <>
      {asked.map(fieldOf)}
      {usual.length === 0 ? null : (
        <details className="more">
          <summary>{w.more}</summary>
          <div className="fields">{usual.map(fieldOf)}</div>
        </details>
      )}
    </>
  );
}
