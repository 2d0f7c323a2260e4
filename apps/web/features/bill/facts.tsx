/** Which visit a bill is of: where, when, whose, for what. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';
import { filled, type WordKey } from '../../words/words.ts';
import type { Bill } from './bill.ts';

const KINDS = {
  outpatient: 'settledOutpatient',
  inpatient: 'settledInpatient',
  pharmacy: 'settledPharmacy',
} as const satisfies Record<Bill['visit']['kind'], WordKey>;

export function Facts({ bill }: { readonly bill: Bill }): ReactNode {
  const { w } = useWords();
  const { visit, person } = bill;
  const rows: readonly (readonly [string, string])[] = [
    [w.settledWhere, bill.institutionName ?? bill.institution],
    [w.settledKind, [w[KINDS[visit.kind]], visit.department].filter(Boolean).join(' · ')],
    [w.settledWhen, spanOf(visit)],
    [w.settledFor, diagnosesOf(visit.diagnoses)],
    [w.settledWho, filled(w.settledWhoIs, { name: person.name, age: String(person.ageYears) })],
    [w.settledNumber, bill.settlementId],
  ];
  return (
    <dl className="facts">
      {rows
        .filter(([, said]) => said !== '')
        .map(([what, said]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd lang="zh-CN">{said}</dd>
          </div>
        ))}
    </dl>
  );
}

const DAY = 10;

function spanOf({ beginAt, endAt }: Bill['visit']): string {
  const from = beginAt.slice(0, DAY);
  const until = endAt?.slice(0, DAY) ?? from;
  return from === until ? from : `${from} – ${until}`;
}

function diagnosesOf(diagnoses: Bill['visit']['diagnoses']): string {
  const last = diagnoses.filter(({ phase }) => phase === 'discharge');
  const names = (last.length > 0 ? last : diagnoses).map(({ name, code }) => name || code);
  return [...new Set(names)].join('、');
}

/** A point in time as the city's clock says it. */
export function cityTime(instant: string): string {
  const said = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const parts = new Map(
    said.formatToParts(new Date(instant)).map(({ type, value }) => [type, value.padStart(2, '0')]),
  );
  const day = ['year', 'month', 'day'].map((part) => parts.get(part as 'year') ?? '').join('-');
  return `${day} ${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`;
}
