/** All counters of a year in rows, bill by bill: what the chart draws, for who reads tables. */
import type { ReactNode } from 'react';
import { useWords } from '../../../parts/use-words.ts';
import { BillLink } from '../bill-link.tsx';
import { Nothing } from '../states.tsx';
import type { Year } from './answers.ts';
import { type Counter, counterText } from './counter-bar.tsx';

export interface CounterRow {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: Counter['unit'];
  readonly limits: Counter['limits'];
  /** After each bill; null before the counter began. */
  readonly values: readonly (number | null)[];
}

/** The bills of a year that move counters. */
export function billsOf({ events }: Year) {
  return events.filter(({ kind }) => kind === 'bill');
}

/** Rows of the counters that were not zero at some time of the year. */
export function counterRows(year: Year): readonly CounterRow[] {
  const bills = billsOf(year);
  const keys = new Map<string, Counter>();
  for (const { counters } of bills) {
    for (const counter of counters) keys.set(`${counter.counter}|${counter.key}`, counter);
  }
  return [...keys]
    .map(([id, { key, zh, en, unit, limits }]) => ({
      id,
      zh: key === '' ? zh : `${zh} ${key}`,
      en: key === '' ? en : `${en} ${key}`,
      unit,
      limits,
      values: bills.map(
        ({ counters }) => counters.find((one) => `${one.counter}|${one.key}` === id)?.after ?? null,
      ),
    }))
    .filter(({ values }) => values.some((value) => value !== null && value !== 0));
}

export function CounterTable({ year }: { readonly year: Year }): ReactNode {
  const { w, lang } = useWords();
  const bills = billsOf(year);
  const rows = counterRows(year);
  if (rows.length === 0) return <Nothing say="noCounters" />;
  return (
    <section className="scroll" aria-label={w.countersOfYear}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.counterName}</th>
            {bills.map(({ settlementId, on }) => (
              <th key={settlementId} scope="col" className="number">
                {/* A link, so that keys reach and scroll a wide table. */}
                {on} <BillLink settlementId={settlementId} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, unit, values, ...name }) => (
            <tr key={id}>
              <th scope="row">{name[lang]}</th>
              {bills.map(({ settlementId }, index) => {
                const value = values[index] ?? null;
                return (
                  <td key={settlementId} className="number money">
                    {value === null ? '—' : counterText(unit, value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
