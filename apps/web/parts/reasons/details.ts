/** What a press on an amount opens. */
export type Detail =
  | { readonly kind: 'total' }
  | { readonly kind: 'person' }
  | { readonly kind: 'payer'; readonly id: string }
  /** Why a part of the person's share stays: the id of its reason. */
  | { readonly kind: 'reason'; readonly id: string }
  | { readonly kind: 'source'; readonly index: number };

export type OnDetail = (detail: Detail) => void;
