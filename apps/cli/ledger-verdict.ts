/** What `tibao ledger verify` found, as text. */
import type { Verdict } from '../../modules/ledger/index.ts';
import type { SettlementVerdict } from '../../modules/settlement/index.ts';
import type { Io } from './io.ts';

export interface Verified {
  /** Null: it was gone through before. */
  readonly ledger: Verdict | null;
  /** Null: not asked for, or not come to. */
  readonly settled: SettlementVerdict | null;
  readonly roots: number;
  /** Days between the exported that have no root. */
  readonly missingDays: readonly string[];
  /** Where to go on, in the words of `--after`; null: nothing was ended. */
  readonly resume: string | null;
}

const SHOWN = 50;

export const count = (number: number) => number.toLocaleString('en');

export function verdictText(io: Io, verified: Verified): string {
  const { ledger, settled, resume } = verified;
  const faults = [
    ...(ledger?.faults ?? []).map(
      ({ personId, seq, what }) =>
        `${personId === null ? '' : `人员 ${personId} `}${seq === null ? '' : `第 ${seq} 条 `}${what}`,
    ),
    ...(settled?.faults ?? []).map(
      ({ personId, settlementId, what }) => `人员 ${personId} 结算 ${settlementId ?? '—'} ${what}`,
    ),
  ];
  const more =
    faults.length > SHOWN ? [`……另有 ${faults.length - SHOWN} 处，加 --json 看全部`] : [];
  const ended = resume === null ? [] : [`没有核对完：再运行一次，加 --after ${resume} 继续`];
  const all = resume === null ? '全部相符。' : '到此相符。';
  const verdict =
    faults.length === 0 ? io.paint('green', all) : io.paint('red', `不符 ${faults.length} 处：`);
  const shown = faults.slice(0, SHOWN);
  return `${[...linesOf(verified), verdict, ...shown, ...more, ...ended].join('\n')}\n`;
}

function linesOf({ ledger, settled, roots, missingDays }: Verified): readonly string[] {
  const chains = ledger
    ? `分录 ${count(ledger.entries)} 条，${count(ledger.persons)} 人：借贷、链、校验码、链尾已核对`
    : '分录此前已核对';
  const whole = !ledger?.isWhole
    ? '月结余额和日根未核对'
    : roots === 0
      ? '月结余额已核对；没有日根文件，日根未核对'
      : `月结余额已核对；日根 ${roots} 份：分录和月结已核对`;
  const gaps =
    missingDays.length === 0
      ? []
      : [`缺日根 ${missingDays.length} 天：${missingDays.slice(0, 5).join('、')}`];
  const again = settled
    ? `结算 ${count(settled.settlements)} 笔，${count(settled.persons)} 人：已重新结算并与分录核对`
    : '结算未重算（加 --settle）';
  return [chains, whole, ...gaps, again];
}
