/**
 * What a result keeps of its trace: every number that an answer shows and that a later explanation
 * must come to again. The full trace is had by settling again under the stored law.
 */
import { PROGRAM_FORMAT } from '../../../engine/law/index.ts';
import { type Settled, TRACE_VERSION } from '../../../engine/settle/index.ts';

/** Names the engine whose traces these are; another engine must come to the same fen. */
export const ENGINE = `${PROGRAM_FORMAT}.${TRACE_VERSION}`;

export interface CompactTrace {
  readonly scheme: string;
  readonly lawDay: number;
  readonly windowDay: number;
  /** outOfScope, overLimit, firstShare, inScope. */
  readonly pools: readonly number[];
  readonly tiers: readonly CompactTier[];
  /** Row per atom, column per payer, the person last. */
  readonly matrix: readonly (readonly number[])[];
}

export interface CompactTier {
  readonly id: string;
  readonly payer: string;
  readonly paidFen: number;
  readonly deductibleFen: number;
  /** What the tier's rates were taken of. */
  readonly countedFen: number;
  /** Least room under its caps before; null: no cap. */
  readonly roomFen: number | null;
  /** Length and rate of each segment that was touched. */
  readonly segments: readonly (readonly [number, number])[];
}

/** Takes the numbers out of a settled visit. */
export function compactTrace(settled: Settled): CompactTrace {
  const { program, atoms, matrix, trace, lawDay, windowDay } = settled;
  const pools = [0, 0, 0, 0];
  for (const { cells } of atoms) {
    for (const [index, fen] of cells.entries()) pools[index] = (pools[index] ?? 0) + fen;
  }
  const tiers = trace.tiers.flatMap((tier): CompactTier[] => {
    if (tier.kind !== 'paid') return [];
    const law = program.tiers[tier.tier];
    if (!law) throw new RangeError(`program ${program.hash} has no tier ${tier.tier}`);
    const rooms = tier.caps.map(({ roomFen }) => roomFen);
    return [
      {
        id: law.id,
        payer: law.payer,
        paidFen: tier.paidFen,
        deductibleFen: tier.deductible?.takenFen ?? 0,
        countedFen: tier.parts.reduce((sum, part) => sum + part.countedFen, 0),
        roomFen: rooms.length === 0 ? null : Math.min(...rooms),
        segments: tier.parts.flatMap((part) =>
          part.segments.map(({ lengthFen, rateBp }) => [lengthFen, rateBp] as const),
        ),
      },
    ];
  });
  return { scheme: program.id, lawDay, windowDay, pools, tiers, matrix };
}
