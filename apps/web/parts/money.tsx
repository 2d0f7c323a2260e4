/**
 * Money on screen: the one component for amounts. Two decimals, aligned digits, the sign visible.
 */
import type { ReactNode } from 'react';
import { formatYuan } from '../../../engine/units/index.ts';
import { filled } from '../words/words.ts';
import { useWords } from './use-words.ts';

interface MoneyProps {
  readonly fen: number;
  /** Opens the explanation of the amount. Only an amount without one is bare text. */
  readonly onExplain?: (() => void) | undefined;
  readonly isBig?: boolean;
  /** Shows a plus before what is more than nothing. */
  readonly isSigned?: boolean;
}

export function Money({ fen, onExplain, isBig, isSigned }: MoneyProps): ReactNode {
  const { w } = useWords();
  const sign = fen < 0 ? '−' : isSigned && fen > 0 ? '+' : '';
  const amount = `${sign}${formatYuan(Math.abs(fen))}`;
  const look = isBig ? 'money money-big' : 'money';
  if (!onExplain) return <span className={look}>{amount}</span>;
  return (
    <button
      type="button"
      className={`${look} money-why`}
      aria-label={filled(w.whyAmount, { amount })}
      aria-haspopup="dialog"
      onClick={onExplain}
    >
      {amount}
    </button>
  );
}
