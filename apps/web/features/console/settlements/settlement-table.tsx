/** Settlements in rows; each amount opens its reasons, each row its bill and its person. */
import { Link } from '@tanstack/react-router';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Answer } from '../../../api/client.ts';
import { Money } from '../../../parts/money.tsx';
import { useWords } from '../../../parts/use-words.ts';
import { filled } from '../../../words/words.ts';
import { AmountReason } from '../amount-reason.tsx';
import { BillLink } from '../bill-link.tsx';
import { cityTime } from '../city-time.ts';
import { KINDS, STATUSES } from './filter-form.tsx';

type Item = Answer<'/api/settlements', 'get'>['items'][number];

export function SettlementTable({ items }: { readonly items: readonly Item[] }): ReactNode {
  const { w } = useWords();
  return (
    <Table
      rowKey="settlementId"
      dataSource={[...items]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: w.settledAt, dataIndex: 'settledAt', render: cityTime },
        {
          title: w.personName,
          dataIndex: 'name',
          render: (name: string, { personNo }) => (
            <Link to="/persons/$personNo" params={{ personNo }}>
              {name}
            </Link>
          ),
        },
        {
          title: w.institution,
          dataIndex: 'institutionName',
          render: (name: string | null, { institution }) => name ?? institution,
        },
        { title: w.visitKind, dataIndex: 'kind', render: (kind: Item['kind']) => w[KINDS[kind]] },
        {
          title: w.statusOf,
          dataIndex: 'status',
          render: (status: Item['status'], { changes }) => (
            <>
              <Tag className={`status-${status}`}>{w[STATUSES[status]]}</Tag>
              {changes > 0 ? filled(w.settledAgain, { times: String(changes) }) : null}
            </>
          ),
        },
        { title: w.totalCost, dataIndex: 'totalFen', align: 'right', render: amount('total') },
        { title: w.fundsPart, dataIndex: 'fundsFen', align: 'right', render: amount('total') },
        {
          title: w.personPart,
          key: 'person',
          align: 'right',
          render: (_, one) => amount('person')(one.accountFen + one.cashFen, one),
        },
        {
          title: w.openBill,
          key: 'bill',
          render: (_, { settlementId, status }) =>
            status === 'reversal' ? '—' : <BillLink settlementId={settlementId} />,
        },
      ]}
    />
  );
}

/** A reversal has the reasons of what it takes back, on that bill; here it is bare. */
function amount(kind: 'total' | 'person') {
  return (fen: number, { settlementId, status }: Item): ReactNode =>
    status === 'reversal' ? (
      <Money fen={fen} />
    ) : (
      <AmountReason fen={fen} settlementId={settlementId} detail={{ kind }} />
    );
}
