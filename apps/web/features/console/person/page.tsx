/** One person: who, what is true and since when, and the years. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Descriptions, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { ask } from '../../../api/client.ts';
import { Money } from '../../../parts/money.tsx';
import { useWords } from '../../../parts/use-words.ts';
import { filled } from '../../../words/words.ts';
import { useApi } from '../api-context.ts';
import { FactChanges } from '../changes/fact-changes.tsx';
import { Answered, Nothing } from '../states.tsx';
import { useVocabulary } from '../words-of-law.ts';
import type { Person } from './answers.ts';
import { YearView } from './year-view.tsx';

export function PersonPage(): ReactNode {
  const { personNo } = useParams({ from: '/persons/$personNo' });
  const api = useApi();
  const person = useQuery({
    queryKey: ['person', personNo],
    queryFn: () => ask(api.GET('/api/persons/{personNo}', { params: { path: { personNo } } })),
  });
  return <Answered asked={person}>{(found) => <Shown key={personNo} person={found} />}</Answered>;
}

function Shown({ person }: { readonly person: Person }): ReactNode {
  const { w } = useWords();
  const { years, personNo } = person;
  const [year, setYear] = useState(years[0]?.year ?? null);
  const vocabulary = useVocabulary(person.area);
  const chosen = years.some((one) => one.year === year) ? year : (years[0]?.year ?? null);
  return (
    <>
      <section aria-labelledby="person-title">
        <h2 id="person-title">{person.name}</h2>
        <Identity person={person} />
        <p>
          <Link to="/trial" search={{ person: personNo }} className="button">
            {w.trialOfPerson}
          </Link>
        </p>
      </section>
      <FactChanges person={person} vocabulary={vocabulary.data} />
      <Filings person={person} />
      <section aria-labelledby="year-title">
        <h2 id="year-title">{w.yearTitle}</h2>
        {chosen === null ? (
          <Nothing say="noYears" />
        ) : (
          <>
            <fieldset className="views">
              <legend className="unseen">{w.yearPick}</legend>
              {years.map(({ year: one, settlements }) => (
                <button
                  key={one}
                  type="button"
                  className="button"
                  aria-pressed={one === chosen}
                  onClick={() => setYear(one)}
                >
                  {filled(w.yearIs, { year: String(one), settlements: String(settlements) })}
                </button>
              ))}
            </fieldset>
            <YearView key={chosen} personNo={personNo} year={chosen} />
          </>
        )}
      </section>
    </>
  );
}

function Identity({ person }: { readonly person: Person }): ReactNode {
  const { w } = useWords();
  const sex = { 1: w.sexMale, 2: w.sexFemale }[person.sex] ?? '';
  return (
    <Descriptions
      bordered
      column={{ xs: 1, sm: 1, md: 2, lg: 3 }}
      items={[
        { key: 'no', label: w.byPersonNo, children: person.personNo },
        { key: 'certificate', label: w.byCertificate, children: person.certificateNo },
        {
          key: 'age',
          label: w.sexAndAge,
          children: filled(w.bornIs, { sex, age: String(person.ageYears), born: person.bornOn }),
        },
        { key: 'region', label: w.region, children: person.region },
        {
          key: 'account',
          label: w.accountBalance,
          children: (
            <>
              <Money fen={person.accountFen} /> {w.yuan}
            </>
          ),
        },
      ]}
    />
  );
}

function Filings({ person }: { readonly person: Person }): ReactNode {
  const { w } = useWords();
  if (person.filings.length === 0) return null;
  const kinds = { transfer: w.filingTransfer, specialDisease: w.filingDisease };
  return (
    <section aria-labelledby="filings-title">
      <h2 id="filings-title">{w.filingsTitle}</h2>
      <Table
        rowKey="filingId"
        dataSource={[...person.filings]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: w.filingKind,
            dataIndex: 'kind',
            render: (kind: keyof typeof kinds) => kinds[kind],
          },
          { title: w.institution, dataIndex: 'institution' },
          { title: w.holdsFrom, dataIndex: 'from' },
          {
            title: w.holdsUntil,
            dataIndex: 'until',
            render: (until: string | null) => until ?? w.untilFurther,
          },
        ]}
      />
    </section>
  );
}
