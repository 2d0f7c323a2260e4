/** `tibao city settle`: settles a city person by person, beside what its bills record. */
import { type Settled, settleHistory } from '../../engine/settle/index.ts';
import { formatYuan } from '../../engine/units/index.ts';
import { historyOf, openCity, type PersonRows } from '../../modules/city/index.ts';
import { lawOf } from './events.ts';
import { EXIT, type Io } from './io.ts';
import { loadLaw } from './load-law.ts';
import { table } from './table.ts';

export interface CitySettleOptions {
  readonly in: string;
  readonly people: number;
  readonly json?: boolean;
}

interface Tally {
  people: number;
  settled: number;
  events: number;
  readonly reasons: Record<string, number>;
  /** Fen by payer: what the law gives for bills, and what the bills of the same people record. */
  readonly byLaw: Record<string, number>;
  readonly recorded: Record<string, number>;
}

/** Columns of recorded payments, by payer of the law. */
const RECORDED: Readonly<Record<string, string>> = {
  basic: 'hifp_pay_fen',
  criticalIllness: 'hifmi_pay_fen',
  assistance: 'maf_pay_fen',
  inclusiveProduct: 'oth_pay_fen',
  personalAccount: 'acct_pay_fen',
  person: 'psn_cash_pay_fen',
};

/** Settles the first people of a city, or all; persons who are rejected are findings. */
export async function citySettle(io: Io, options: CitySettleOptions): Promise<number> {
  const law = lawOf(loadLaw());
  const city = await openCity(options.in);
  const tally: Tally = { people: 0, settled: 0, events: 0, reasons: {}, byLaw: {}, recorded: {} };
  for await (const rows of city.persons()) {
    if (tally.people >= options.people) break;
    tally.people++;
    const result = settleHistory(law, historyOf(rows, city.context));
    if (!result.ok) {
      const { code } = result.rejection;
      tally.reasons[code] = (tally.reasons[code] ?? 0) + 1;
      continue;
    }
    tally.settled++;
    tally.events += result.value.steps.length;
    for (const { settled } of result.value.steps) addSettled(tally.byLaw, settled);
    addRecorded(tally.recorded, rows);
  }
  city.close();
  if (options.json) io.out(`${JSON.stringify(tally, null, 2)}\n`);
  else io.out(tallyText(io, tally));
  return tally.settled === tally.people ? EXIT.ok : EXIT.findings;
}

function addSettled(sums: Record<string, number>, settled: Settled): void {
  if (settled.kind !== 'bill') return;
  settled.program.payers.forEach(({ id }, i) => {
    sums[id] = (sums[id] ?? 0) + (settled.paidFen[i] ?? 0);
  });
  sums.person = (sums.person ?? 0) + settled.personFen;
}

function addRecorded(sums: Record<string, number>, rows: PersonRows): void {
  const undone = new Set((rows.reversals ?? []).map(({ mdtrt_id }) => mdtrt_id));
  for (const visit of rows.visits ?? []) {
    if (undone.has(visit.mdtrt_id ?? 0)) continue;
    for (const [payer, column] of Object.entries(RECORDED)) {
      const fen = visit[column];
      if (typeof fen === 'number') sums[payer] = (sums[payer] ?? 0) + fen;
    }
  }
}

function tallyText(io: Io, tally: Tally): string {
  const payers = [...new Set([...Object.keys(tally.byLaw), ...Object.keys(tally.recorded)])];
  const rows = payers
    .map((payer) => [payer, tally.byLaw[payer] ?? 0, tally.recorded[payer] ?? 0] as const)
    .filter(([, law, recorded]) => law > 0 || recorded > 0)
    .map(([payer, law, recorded]) => [payer, formatYuan(law), formatYuan(recorded)]);
  const columns = [
    { title: '付款方' },
    { title: '照法规（元）', align: 'right' as const },
    { title: '账上记的（元）', align: 'right' as const },
  ];
  const why = Object.entries(tally.reasons).map(([code, count]) => `  ${code}  ${count} 人\n`);
  return (
    `${tally.people} 人里 ${tally.settled} 人的全年结算成功，共 ${tally.events} 笔。\n` +
    `${why.length > 0 ? `没有结算的：\n${why.join('')}` : ''}\n${table(io, columns, rows)}` +
    '账上记的是按公布的实际水平生成的，不是照法规算的；两者不同不是错。\n'
  );
}
