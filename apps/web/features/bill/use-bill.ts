/** The bill that a page is opened for, and what stands in its place. */
import { useCallback, useEffect, useState } from 'react';
import { type Api, ApiProblem, ask, readSession } from '../../api/client.ts';
import type { Bill } from './bill.ts';

export type BillState =
  /** The address names no settlement. */
  | { readonly kind: 'unasked' }
  /** `why`: what the platform said to the link that the page was opened by. */
  | { readonly kind: 'signedOut'; readonly why: string | null }
  | { readonly kind: 'denied' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: () => void }
  | { readonly kind: 'bill'; readonly bill: Bill };

interface Asked {
  readonly settlementId: string | null;
  /** Done once who opened the page is signed in, where its address had a link for that. */
  readonly arrival: Promise<unknown>;
}

/** Asks once for each settlement and each retry. */
export function useBill(api: Api, { settlementId, arrival }: Asked): BillState {
  const [state, setState] = useState<BillState>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  useEffect(() => {
    let isCurrent = tries >= 0;
    const show = (next: BillState) => {
      if (isCurrent) setState(next);
    };
    show({ kind: 'loading' });
    loadBill(api, { settlementId, arrival })
      .catch((fault: unknown) => stateOf(fault, retry))
      .then(show);
    return () => {
      isCurrent = false;
    };
  }, [api, settlementId, arrival, tries, retry]);
  return state;
}

async function loadBill(api: Api, { settlementId, arrival }: Asked): Promise<BillState> {
  if (settlementId === null) return { kind: 'unasked' };
  try {
    await arrival;
  } catch (fault) {
    if (fault instanceof ApiProblem && fault.status === REFUSED) {
      return { kind: 'signedOut', why: fault.message };
    }
    throw fault;
  }
  if (readSession() === null) return { kind: 'signedOut', why: null };
  const params = { path: { settlementId } };
  const bill = await ask(api.GET('/api/settlements/{settlementId}/bill', { params }));
  return { kind: 'bill', bill };
}

const REFUSED = 403;
const KINDS = { 403: 'denied', 404: 'unknown' } as const;
const SIGNED_OUT = 401;

function stateOf(fault: unknown, retry: () => void): BillState {
  if (!(fault instanceof ApiProblem)) throw fault;
  const { status, code, message } = fault;
  if (status === SIGNED_OUT) return { kind: 'signedOut', why: null };
  if (status in KINDS) return { kind: KINDS[status as keyof typeof KINDS] };
  return { kind: 'failed', message: `${message} (${code})`, retry };
}
