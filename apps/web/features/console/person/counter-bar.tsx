/** How far a counter has filled after an event, against what the law holds to it. */
import type { ReactNode } from 'react';
import { formatYuan } from '../../../../../engine/units/index.ts';
import { useWords } from '../../../parts/use-words.ts';
import { filled, type WordKey } from '../../../words/words.ts';
import type { YearEvent } from './answers.ts';

export type Counter = YearEvent['counters'][number];
type Limit = Counter['limits'][number];

const LIMITS = {
  cap: 'limitCap',
  deductible: 'limitDeductible',
  limit: 'limitLimit',
  segment: 'limitSegment',
} as const satisfies Readonly<Record<Limit['kind'], WordKey>>;

/** A value of a counter in words: yuan, or times. */
export function counterText(unit: Counter['unit'], value: number): string {
  return unit === 'fen' ? formatYuan(value) : String(value);
}

/** The nearest bound that is not passed yet; the last one where all are. */
function boundOf({ after, limits }: Counter): Limit | null {
  const sorted = [...limits].sort((left, right) => left.amount - right.amount);
  return sorted.find(({ amount }) => amount >= after) ?? sorted.at(-1) ?? null;
}

export function CounterBar({ counter }: { readonly counter: Counter }): ReactNode {
  const { w, lang } = useWords();
  const { key, unit, before, after } = counter;
  const bound = boundOf(counter);
  const name = `${counter[lang]}${key === '' ? '' : ` ${key}`}`;
  const said = filled(w.counterMoves, {
    before: counterText(unit, before),
    after: counterText(unit, after),
  });
  const against = bound
    ? filled(w[LIMITS[bound.kind]], {
        amount: counterText(unit, bound.amount),
        tier: lang === 'zh' ? bound.tierZh : bound.tierEn,
      })
    : '';
  const share = bound && bound.amount > 0 ? Math.min(after / bound.amount, 1) : 0;
  const old = bound && bound.amount > 0 ? Math.min(before / bound.amount, share) : 0;
  return (
    <>
      <span>{name}</span> <span className="money">{said}</span>
      {bound ? (
        <>
          <div className="counter-bar" role="img" aria-label={`${name}: ${said}; ${against}`}>
            <span className="counter-old" style={{ width: `${old * WHOLE}%` }} />
            <span className="counter-new" style={{ width: `${(share - old) * WHOLE}%` }} />
          </div>
          <span className="note" lang="zh-CN">
            {against}
          </span>
        </>
      ) : null}
    </>
  );
}

const WHOLE = 100;
