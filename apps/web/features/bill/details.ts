/** What a press on an amount of the bill opens, besides what every explanation can open. */
import type { Detail } from '../../parts/reasons/details.ts';

export type BillDetail =
  | Detail
  /** A cell of the matrix; the person's has the id `person`. */
  | { readonly kind: 'cell'; readonly atom: number; readonly payer: string }
  | { readonly kind: 'atom'; readonly atom: number }
  | { readonly kind: 'tier'; readonly tier: string }
  | { readonly kind: 'line'; readonly index: number }
  | { readonly kind: 'counter'; readonly index: number };

export type OnBillDetail = (detail: BillDetail) => void;
