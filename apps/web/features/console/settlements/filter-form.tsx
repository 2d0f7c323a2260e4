/** Which settlements are asked for. */
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { paths } from '../../../api/schema.generated.ts';
import { useWords } from '../../../parts/use-words.ts';
import type { WordKey } from '../../../words/words.ts';

export type Filter = NonNullable<paths['/api/settlements.csv']['get']['parameters']['query']>;

export const KINDS = {
  outpatient: 'kindOutpatient',
  inpatient: 'kindInpatient',
  pharmacy: 'kindPharmacy',
} as const satisfies Readonly<Record<string, WordKey>>;

export const STATUSES = {
  settled: 'statusSettled',
  reversed: 'statusReversed',
  reversal: 'statusReversal',
} as const satisfies Readonly<Record<string, WordKey>>;

const TEXTS = { personNo: 'byPersonNo', institution: 'institutionNo' } as const;
const DAYS = { from: 'settledFrom', until: 'settledUntil' } as const;

export function FilterForm({
  onFilter,
}: {
  readonly onFilter: (filter: Filter) => void;
}): ReactNode {
  const { w } = useWords();
  const [isUnbounded, setUnbounded] = useState(false);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const entries = [...given].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : [],
    );
    // Names and values are those of the fields below.
    const filter = Object.fromEntries(entries) as Filter;
    const isBounded = filter.personNo || filter.institution || (filter.from && filter.until);
    setUnbounded(!isBounded);
    if (isBounded) onFilter(filter);
  };
  return (
    <form className="panel fields" onSubmit={submit}>
      {Object.entries(TEXTS).map(([name, word]) => (
        <p key={name} className="field">
          <label htmlFor={`${id}${name}`}>{w[word]}</label>
          <Input id={`${id}${name}`} name={name} maxLength={30} autoComplete="off" />
        </p>
      ))}
      {Object.entries(DAYS).map(([name, word]) => (
        <p key={name} className="field">
          <label htmlFor={`${id}${name}`}>{w[word]}</label>
          <input id={`${id}${name}`} name={name} type="date" />
        </p>
      ))}
      <Pick id={`${id}kind`} name="kind" label={w.visitKind} words={KINDS} />
      <Pick id={`${id}status`} name="status" label={w.statusOf} words={STATUSES} />
      <p className="field field-go">
        <Button type="primary" htmlType="submit">
          {w.searchGo}
        </Button>
      </p>
      <p className={isUnbounded ? 'fault' : 'note'} role={isUnbounded ? 'alert' : undefined}>
        {w.listBounds}
      </p>
    </form>
  );
}

interface PickProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly words: Readonly<Record<string, WordKey>>;
}

function Pick({ id, name, label, words }: PickProps): ReactNode {
  const { w } = useWords();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} defaultValue="">
        <option value="">{w.anyOf}</option>
        {Object.entries(words).map(([code, word]) => (
          <option key={code} value={code}>
            {w[word]}
          </option>
        ))}
      </select>
    </p>
  );
}
