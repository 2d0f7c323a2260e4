/**
 * Items, diseases and providers; the split of a charged line. Money is fen, prices are millionths
 * of a yuan, quantities ten-thousandths.
 */
import { proportionOf, shareOf } from '../../engine/units/index.ts';

export interface Item {
  readonly code: string;
  readonly name: string;
  /** Kind of list, e.g. 101 drugs, 201 services, 301 consumables. */
  readonly listType: string;
  readonly chargeType: string;
  /** 01 class A, 02 class B, 03 class C. */
  readonly class: '01' | '02' | '03';
  readonly firstShareBp: number;
  readonly ceilingMicro: number | null;
  readonly isRestricted: boolean;
  /** Line facets for the law. */
  readonly facets: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
}

export interface Disease {
  readonly code: string;
  readonly name: string;
  /** Facets of a visit that treats it. */
  readonly treated: Readonly<Record<string, string>>;
  /** The fact of a person for whom it is filed. */
  readonly filed: { readonly dimension: string; readonly code: string } | null;
}

export interface Provider {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly grade: 'primary' | 'secondary' | 'tertiary';
  /** National code of the hospital's level. */
  readonly hospitalLevel: string;
  readonly kind: 'hospital' | 'drugstore';
  /** Facets of every visit there. */
  readonly facets: Readonly<Record<string, string>>;
  /** Which form of the messages its system speaks. */
  readonly dialect: 'national' | 'zhejiang';
  readonly signature: 'none' | 'hmacSm3';
  /** The key of its signature; null where none is asked. */
  readonly signatureKey: () => string | null;
}

/** How a line falls apart before any tier: the parts sum to the cost. */
export interface LineSplit {
  readonly costFen: number;
  readonly fullSelfPayFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
}

/** Prices are told in millionths of a yuan: so many are a fen. */
export const MICRO_PER_FEN = 10_000;
/** Quantities are told in ten-thousandths: so many are one. */
export const QUANTITY = 10_000;
const WHOLE_BP = 10_000;

/** The cost of a quantity at a price, half up to the fen (I7). None is negative. */
export function costOf(quantity: number, priceMicro: number): number {
  return proportionOf(quantity, priceMicro, QUANTITY * MICRO_PER_FEN, 'halfUp');
}

/** Splits a line by its item: class C, or all of it as first share, is paid in full (I8 to I11). */
export function splitLine(
  line: { readonly costFen: number; readonly quantity: number; readonly priceMicro: number },
  item: Pick<Item, 'class' | 'firstShareBp' | 'ceilingMicro'>,
  isRefused: boolean,
): LineSplit {
  const { costFen } = line;
  const none = { costFen, fullSelfPayFen: 0, overLimitFen: 0, preSelfPayFen: 0, inScopeFen: 0 };
  if (isRefused || item.class === '03' || item.firstShareBp >= WHOLE_BP) {
    return { ...none, fullSelfPayFen: costFen };
  }
  const over = item.ceilingMicro === null ? 0 : Math.max(0, line.priceMicro - item.ceilingMicro);
  const overLimitFen = Math.min(costFen, costOf(line.quantity, over));
  const preSelfPayFen = shareOf(costFen - overLimitFen, item.firstShareBp, 'halfUp');
  const inScopeFen = costFen - overLimitFen - preSelfPayFen;
  return { ...none, overLimitFen, preSelfPayFen, inScopeFen };
}
