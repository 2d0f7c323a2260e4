/** The bill that a page is opened for, and what stands in its place. */
import { useCallback, useEffect, useState } from 'react';
import { type Api, ApiProblem, ask, readSession } from '../../api/client.ts';
import type { Bill } from './bill.ts';

export type BillState =
  /** The address names no settlement. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: () => void }
  | { readonly kind: 'bill'; readonly bill: Bill };

/** Asks once for each settlement and each retry. */
export function useBill(api: Api, settlementId: string | null): BillState {
  const [state, setState] = useState<BillState>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  useEffect(() => {
    let isCurrent = tries >= 0;
    const show = (next: BillState) => {
      if (isCurrent) setState(next);
    };
    if (settlementId === null) show({ kind: 'unasked' });
    else if (readSession() === null) show({ kind: 'signedOut' });
    else {
      show({ kind: 'loading' });
      ask(api.GET('/api/settlements/{settlementId}/bill', { params: { path: { settlementId } } }))
        // The client's types lose lists that cannot be changed; the body is the route's answer.
        .then((bill): BillState => ({ kind: 'bill', bill: bill as unknown as Bill }))
        .catch((fault: unknown) => stateOf(fault, retry))
        .then(show);
    }
    return () => {
      isCurrent = false;
    };
  }, [api, settlementId, tries, retry]);
  return state;
}

const KINDS = { 401: 'signedOut', 403: 'denied', 404: 'unknown' } as const;

function stateOf(fault: unknown, retry: () => void): BillState {
  if (!(fault instanceof ApiProblem)) throw fault;
  const { status, code, message } = fault;
  if (status in KINDS) return { kind: KINDS[status as keyof typeof KINDS] };
  return { kind: 'failed', message: `${message} (${code})`, retry };
}
