/**
 * Scene: whose bill, under which law, with which prior counters, and of what the cost is mixed. The
 * cost alone is left open.
 */
import type { Program } from '../../law/index.ts';
import type {
  Close,
  Contribution,
  Event,
  Facets,
  Person,
  State,
  Visit,
} from '../../settle/index.ts';
import { BP_WHOLE, isAmount, proportionOf } from '../../units/index.ts';
import { CurveRefused } from './refused.ts';

export interface Scene {
  readonly program: Program;
  readonly person: Person;
  /** A visit without lines, or a contribution; what it costs comes from the mix. */
  readonly event: Visit | Contribution;
  readonly state: State;
  readonly mix: Mix;
  /** The close that comes after the bill; absent: the bill is looked at alone. */
  readonly yearEnd?: YearEnd;
}

/** The end of the period in which the bill of a scene is the last. */
export interface YearEnd {
  /**
   * Members other than the person stand with their states as declared; the person's own is taken
   * from the walk.
   */
  readonly close: Close;
  /**
   * What the year holds besides the open bill: earlier bills, and what the close reads of other
   * members and of counters that were declared.
   */
  readonly besidesFen: { readonly total: number; readonly person: number };
}

/** Of what a bill is made: lines that grow with its cost, and lines that do not. */
export interface Mix {
  readonly id: string;
  /** Chinese, for display. */
  readonly title: string;
  readonly lines: readonly MixLine[];
}

export interface MixLine {
  /** Share of the open cost; those of all lines sum to the whole. */
  readonly shareBp: number;
  /** On top of the open cost, whatever it is. */
  readonly fixedFen: number;
  /** Of the line's cost, and of what is left of it, as on a line of a visit. */
  readonly overLimitBp: number;
  readonly firstShareBp: number;
  readonly facets: Facets;
}

/** Throws `CurveRefused` where a mix is not one. */
export function checkMix({ lines }: Mix): void {
  const isShare = (bp: number) => Number.isInteger(bp) && bp >= 0 && bp <= BP_WHOLE;
  let sum = 0;
  for (const { shareBp, fixedFen, overLimitBp, firstShareBp } of lines) {
    sum += shareBp;
    if (![shareBp, overLimitBp, firstShareBp].every(isShare) || !isAmount(fixedFen)) {
      throw new CurveRefused(
        'curve/mix_invalid',
        '费用构成的比例应为 0 到 10000 的整数（万分比），固定金额应为 0 以上的整数分',
      );
    }
  }
  if (sum === BP_WHOLE) return;
  throw new CurveRefused(
    'curve/mix_invalid',
    `费用构成各项的比例合计 ${sum}，应为 ${BP_WHOLE}（万分比）`,
  );
}

/** The event of a scene at an open cost in fen; what shares leave over goes to the last line. */
export function eventAt({ event, mix }: Scene, costFen: number): Event {
  if (event.kind === 'contribution') return { ...event, premiumFen: costFen };
  const last = mix.lines.findLastIndex(({ shareBp }) => shareBp > 0);
  const shares = mix.lines.map(({ shareBp }) => proportionOf(costFen, shareBp, BP_WHOLE, 'down'));
  const leftFen = costFen - shares.reduce((sum, share) => sum + share, 0);
  const lines = mix.lines.map((line, index) => {
    const fen = line.fixedFen + (shares[index] ?? 0) + (index === last ? leftFen : 0);
    return {
      id: `l${index + 1}`,
      costFen: fen,
      overLimitFen: proportionOf(fen, line.overLimitBp, BP_WHOLE, 'down'),
      firstShareBp: line.firstShareBp,
      firstShareFen: null,
      facets: line.facets,
    };
  });
  return { ...event, lines };
}

/** What is on the bill whatever its open cost, in fen. */
export function fixedFenOf({ event, mix }: Scene): number {
  if (event.kind === 'contribution') return 0;
  return mix.lines.reduce((sum, { fixedFen }) => sum + fixedFen, 0);
}
