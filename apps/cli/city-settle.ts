/** `tibao city settle`: settles a city person by person, beside what its bills record. */
import { type Person, type Settled, settleHistory } from '../../engine/settle/index.ts';
import { formatYuan, type Rejection } from '../../engine/units/index.ts';
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
  readonly reasons: Record<string, Unsettled>;
  /** Fen by payer: what the law gives for bills, and what the bills of the same people record. */
  readonly byLaw: Record<string, number>;
  readonly recorded: Record<string, number>;
}

/** Persons whose year one reason keeps from being settled. */
interface Unsettled {
  people: number;
  /** By the insurance they had. */
  readonly byInsurance: Record<string, number>;
  bills: number;
  /** What the first rejection said. */
  readonly says: string;
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
    const history = historyOf(rows, city.context);
    const result = settleHistory(law, history);
    if (!result.ok) {
      countUnsettled(tally, history.person, result.rejection, rows);
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

const INSURANCE: Readonly<Record<string, string>> = { employee: '职工', resident: '居民' };

function countUnsettled(
  { reasons }: Tally,
  { facts }: Person,
  { code, message }: Rejection,
  rows: PersonRows,
): void {
  reasons[code] ??= { people: 0, byInsurance: {}, bills: 0, says: message };
  const one = reasons[code];
  const held = new Set(facts.filter((fact) => fact.dimension === 'insuranceType').map(codeOf));
  const names = [...held].map((each) => INSURANCE[each] ?? each).sort();
  const name = names.length === 0 ? '未参保' : names.join('转');
  one.people++;
  one.byInsurance[name] = (one.byInsurance[name] ?? 0) + 1;
  one.bills += rows.visits?.length ?? 0;
}

function codeOf({ code }: Person['facts'][number]): string {
  return code;
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

const NO_LAW = 'settlement/person_not_enrolled';

function unsettledText([code, { people, byInsurance, bills, says }]: [string, Unsettled]): string {
  const who = Object.entries(byInsurance).map(([name, count]) => `${name} ${count}`);
  const why =
    code === NO_LAW
      ? '    就诊日没有一部法规适用于这些人：policies 里没有这座城市这一险种的办法，不是数据错。\n'
      : '';
  return `  ${code}  ${people} 人（${who.join('、')}），${bills} 笔就诊：${says}\n${why}`;
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
  const why = Object.entries(tally.reasons).map(unsettledText);
  return (
    `${tally.people} 人里 ${tally.settled} 人的全年结算成功，共 ${tally.events} 笔。\n` +
    `${why.length > 0 ? `没有结算的：\n${why.join('')}` : ''}\n${table(io, columns, rows)}` +
    '账上记的是按公布的实际水平生成的，不是照法规算的；两者不同不是错。\n'
  );
}
