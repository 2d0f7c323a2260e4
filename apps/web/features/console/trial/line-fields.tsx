/** The lines of the bill that is thought of. */
import { Button, Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import { filled } from '../../../words/words.ts';
import type { Dimension } from '../words-of-law.ts';
import { type DraftLine, EMPTY_LINE } from './draft.ts';

interface LineFieldsProps {
  readonly lines: readonly DraftLine[];
  readonly classes: Dimension['codes'];
  readonly onLines: (lines: readonly DraftLine[]) => void;
}

export function LineFields({ lines, classes, onLines }: LineFieldsProps): ReactNode {
  const { w, lang } = useWords();
  const id = useId();
  const set = (index: number, change: Partial<DraftLine>) =>
    onLines(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  return (
    <fieldset>
      <legend>{w.trialLines}</legend>
      {lines.map((line, index) => {
        const number = String(index + 1);
        return (
          // Lines have no name but their place.
          <div key={number} className="fields line-fields">
            <p className="field">
              <label htmlFor={`${id}cost${number}`}>{filled(w.rowCost, { number })}</label>
              <Input
                id={`${id}cost${number}`}
                value={line.cost}
                inputMode="decimal"
                autoComplete="off"
                onChange={({ target }) => set(index, { cost: target.value })}
              />
            </p>
            <p className="field">
              <label htmlFor={`${id}class${number}`}>{filled(w.rowClass, { number })}</label>
              <select
                id={`${id}class${number}`}
                value={line.itemClass}
                onChange={({ target }) => set(index, { itemClass: target.value })}
              >
                {classes.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one[lang]}
                  </option>
                ))}
              </select>
            </p>
            <p className="field">
              <label htmlFor={`${id}share${number}`}>{filled(w.rowShare, { number })}</label>
              <Input
                id={`${id}share${number}`}
                value={line.firstShare}
                inputMode="decimal"
                autoComplete="off"
                onChange={({ target }) => set(index, { firstShare: target.value })}
              />
            </p>
            {lines.length > 1 ? (
              <p className="field field-go">
                <Button
                  onClick={() => onLines(lines.filter((_, at) => at !== index))}
                  aria-label={filled(w.rowRemove, { number })}
                >
                  {w.rowRemoveShort}
                </Button>
              </p>
            ) : null}
          </div>
        );
      })}
      <p>
        <Button onClick={() => onLines([...lines, EMPTY_LINE])}>{w.rowAdd}</Button>
      </p>
    </fieldset>
  );
}
