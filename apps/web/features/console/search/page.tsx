/** Finding a person by what is known: whole words, answered by keyed hash, shown masked. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Table } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ask } from '../../../api/client.ts';
import { useWords } from '../../../parts/use-words.ts';
import { filled, type WordKey } from '../../../words/words.ts';
import { useApi } from '../api-context.ts';
import { ShowMore } from '../show-more.tsx';
import { Answered, Nothing } from '../states.tsx';

const BY = {
  name: 'byName',
  certificate: 'byCertificate',
  personNo: 'byPersonNo',
  phone: 'byPhone',
} as const satisfies Readonly<Record<string, WordKey>>;
type By = keyof typeof BY;
const ALL_BY = Object.keys(BY) as By[];

interface Asked {
  readonly by: By;
  readonly value: string;
}

export function SearchPage(): ReactNode {
  const { w } = useWords();
  const field = useId();
  const [by, setBy] = useState<By>('name');
  const [value, setValue] = useState('');
  // Kept in memory alone: what names a person stands in no address.
  const [asked, setAsked] = useState<Asked | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() !== '') setAsked({ by, value: value.trim() });
  };
  return (
    <section aria-labelledby="search-title">
      <h2 id="search-title">{w.findPersons}</h2>
      <form className="panel" onSubmit={submit}>
        <fieldset className="choices">
          <legend>{w.searchBy}</legend>
          {ALL_BY.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="by" checked={one === by} onChange={() => setBy(one)} />
              {w[BY[one]]}
            </label>
          ))}
        </fieldset>
        <label htmlFor={field}>{w[BY[by]]}</label>
        <p className="ask-row">
          <Input
            id={field}
            value={value}
            maxLength={60}
            autoComplete="off"
            onChange={({ target }) => setValue(target.value)}
          />
          <Button type="primary" htmlType="submit">
            {w.searchGo}
          </Button>
        </p>
        <p className="note">{w.searchWhole}</p>
      </form>
      {asked ? <Found key={JSON.stringify(asked)} asked={asked} /> : null}
    </section>
  );
}

const SEX: Readonly<Record<string, WordKey>> = { 1: 'sexMale', 2: 'sexFemale' };

function Found({ asked }: { readonly asked: Asked }): ReactNode {
  const { w } = useWords();
  const api = useApi();
  const found = useInfiniteQuery({
    queryKey: ['persons', asked],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask(
        api.POST('/api/person-search', {
          body: { ...asked, limit: 20, ...(pageParam === '' ? {} : { after: pageParam }) },
        }),
      ),
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
  });
  return (
    <Answered asked={found}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const total = String(pages[0]?.total ?? 0);
        if (items.length === 0) return <Nothing say="nobodyFound" />;
        return (
          <>
            <p role="status">{filled(w.personsFound, { shown: String(items.length), total })}</p>
            <Table
              rowKey="personNo"
              dataSource={items}
              pagination={false}
              scroll={{ x: 'max-content' }}
              columns={[
                {
                  title: w.personName,
                  dataIndex: 'name',
                  render: (name: string, { personNo }) => (
                    <Link to="/persons/$personNo" params={{ personNo }}>
                      {name}
                    </Link>
                  ),
                },
                { title: w.byPersonNo, dataIndex: 'personNo' },
                { title: w.byCertificate, dataIndex: 'certificateNo' },
                {
                  title: w.sexAndAge,
                  dataIndex: 'ageYears',
                  render: (age: number, { sex }) => {
                    const word = SEX[sex];
                    return filled(w.ageIs, { sex: word ? w[word] : '', age: String(age) });
                  },
                },
                { title: w.byPhone, dataIndex: 'phone', render: (phone) => phone ?? '—' },
                { title: w.region, dataIndex: 'region' },
              ]}
            />
            <ShowMore asked={found} />
          </>
        );
      }}
    </Answered>
  );
}
