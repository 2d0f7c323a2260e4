/** Who pays how much of a whole, as a bar; the same is said in words for who cannot see it. */
import type { ReactNode } from 'react';
import type { Words } from '../../../engine/explain/index.ts';
import { formatYuan } from '../../../engine/units/index.ts';
import { filled } from '../words/words.ts';
import { useWords } from './use-words.ts';

export interface BarPart extends Words {
  readonly id: string;
  readonly fen: number;
  /** Place of its colour. */
  readonly tone: number;
  readonly isPerson: boolean;
}

export const TONES = 8;

/** Class of a part's colour: funds by their place, the person by a pattern of its own. */
export function toneOf({ tone, isPerson }: BarPart): string {
  return isPerson ? 'tone-person' : `tone-${tone % TONES}`;
}

/** A share of a whole as percent with one digit. */
export function percentOf(fen: number, wholeFen: number): string {
  return wholeFen === 0 ? '0%' : `${((fen / wholeFen) * 100).toFixed(1)}%`;
}

interface PayerBarProps {
  readonly parts: readonly BarPart[];
  readonly totalFen: number;
  readonly isSmall?: boolean;
}

export function PayerBar({ parts, totalFen, isSmall }: PayerBarProps): ReactNode {
  const { w, lang } = useWords();
  const said = parts.map((part) =>
    filled(w.barPart, {
      who: part[lang],
      amount: formatYuan(part.fen),
      percent: percentOf(part.fen, totalFen),
    }),
  );
  const label = filled(w.barLabel, { parts: said.join(lang === 'zh' ? '；' : '; ') });
  return (
    <div className={isSmall ? 'bar bar-small' : 'bar'} role="img" aria-label={label}>
      {parts
        .filter(({ fen }) => fen > 0)
        .map((part) => (
          <div
            key={part.id}
            className={`bar-part ${toneOf(part)}`}
            style={{ flexGrow: part.fen / Math.max(totalFen, 1) }}
          />
        ))}
    </div>
  );
}
