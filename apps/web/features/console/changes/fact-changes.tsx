/** What is true of a person and since when; granting and revoking it, also backwards. */
import { Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import type { Person } from '../person/answers.ts';
import { dimensionWord, type Vocabulary, wordOf } from '../words-of-law.ts';
import { type FactChange, FactPreview } from './fact-preview.tsx';
import { GrantForm } from './grant-form.tsx';

interface FactChangesProps {
  readonly person: Person;
  readonly vocabulary: Vocabulary | undefined;
}

type Fact = Person['facts'][number];

export function FactChanges({ person, vocabulary }: FactChangesProps): ReactNode {
  const { w, lang } = useWords();
  const [change, setChange] = useState<FactChange | null>(null);
  const [isGranting, setGranting] = useState(false);
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">{w.factsTitle}</h2>
      <Table
        rowKey="factId"
        dataSource={[...person.facts]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: w.factKind,
            dataIndex: 'dimension',
            render: (dimension: string) => dimensionWord(vocabulary, dimension, lang),
          },
          {
            title: w.factIs,
            dataIndex: 'code',
            render: (_, fact: Fact) => wordOf(vocabulary, fact, lang),
          },
          { title: w.holdsFrom, dataIndex: 'from' },
          {
            title: w.holdsUntil,
            dataIndex: 'until',
            render: (until: string | null) => until ?? w.untilFurther,
          },
          { title: w.factSource, dataIndex: 'source' },
          {
            title: w.factRevoke,
            key: 'revoke',
            render: (_, { factId, ...fact }: Fact) => (
              <Button
                size="small"
                aria-label={`${w.factRevoke} ${wordOf(vocabulary, fact, lang)} ${fact.from}`}
                onClick={() => setChange({ revoke: { factId } })}
              >
                {w.factRevoke}
              </Button>
            ),
          },
        ]}
      />
      <p>
        <Button aria-expanded={isGranting} onClick={() => setGranting(!isGranting)}>
          {w.factGrant}
        </Button>
      </p>
      {isGranting && vocabulary ? (
        <GrantForm vocabulary={vocabulary} onGrant={(grant) => setChange({ grant })} />
      ) : null}
      {change ? (
        <FactPreview
          key={JSON.stringify(change)}
          personNo={person.personNo}
          change={change}
          vocabulary={vocabulary}
          onClose={() => setChange(null)}
        />
      ) : null}
    </section>
  );
}
