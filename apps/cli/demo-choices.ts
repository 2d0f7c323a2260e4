/**
 * The choices that the text of the law does not make, and what they are worth to the family.
 */
import { wrapped } from '../../engine/explain/index.ts';
import { formatYuan } from '../../engine/units/index.ts';
import { sectionTitle } from './demo.ts';
import type { OtherChoice } from './family.ts';
import type { Io } from './io.ts';

/** Writes the choices, the ones that matter to this family first. */
export function choicesSection(io: Io, others: readonly OtherChoice[], lang: 'zh' | 'en'): string {
  return (
    sectionTitle(io, '三') +
    others
      .map(
        (other) =>
          `${other.choice.id} = ${String(other.choice.is)} → ${String(other.value)} person ${formatYuan(other.personFen)} ${[...other.payers].map(([id, fen]) => `${id} ${formatYuan(fen)}`).join(', ')} ${other.refused ?? ''} ${wrapped(lang, 80)}`,
      )
      .join('\n')
  );
}
