/** The state of the estimator: the form, the law that it falls under, and the result. */
import { useEffect, useMemo, useState } from 'react';
import type { Catalogue } from '../../laws/law-files.ts';
import type { Asked, Desk, Estimated } from './desk.ts';
import { type Draft, type Read, readDraft } from './draft.ts';

/** Something that is fetched: under way, there, or failed and to be tried again. */
export type Fetched<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: () => void };

/** The catalogue of areas. */
export function useCatalogue(desk: Desk): Fetched<Catalogue> {
  const load = useMemo(() => () => desk.catalogue(), [desk]);
  return useFetched(load);
}

/** What the law of a form asks; never what another area, insurance or day asked. */
export function useAsked(desk: Desk, { area, insurance, on }: Draft): Fetched<Asked> {
  const key = `${area}/${insurance}/${on}`;
  const load = useMemo(
    () => async () => ({ key, asked: await desk.ask({ area, insurance, on }) }),
    [desk, key, area, insurance, on],
  );
  const fetched = useFetched(load);
  return useMemo(() => {
    if (fetched.kind !== 'ready') return fetched;
    if (fetched.value.key !== key) return { kind: 'loading' };
    return { kind: 'ready', value: fetched.value.asked };
  }, [fetched, key]);
}

export type Outcome =
  | Fetched<Estimated>
  | { readonly kind: 'unread'; readonly read: Exclude<Read, { kind: 'answers' }> };

/** The result of a form under its law. While a newer one is worked out, the one before stays. */
export function useOutcome(desk: Desk, draft: Draft, asked: Fetched<Asked>): Outcome {
  const questions =
    asked.kind === 'ready' && asked.value.kind === 'law' ? asked.value.questions : null;
  const read = useMemo(() => (questions ? readDraft(draft, questions) : null), [draft, questions]);
  const load = useMemo(
    () => (read?.kind === 'answers' ? () => desk.estimate(read.answers) : null),
    [desk, read],
  );
  const fetched = useFetched(load);
  // Without the law's questions, what was worked out before belongs to another law.
  if (!read) return { kind: 'loading' };
  return read.kind === 'answers' ? fetched : { kind: 'unread', read };
}

/** Runs a request when it changes, drops what comes late, and keeps what was there meanwhile. */
export function useFetched<T>(load: (() => Promise<T>) | null): Fetched<T> {
  const [state, setState] = useState<Fetched<T>>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!load || tries < 0) return;
    let isWanted = true;
    load().then(
      (value) => isWanted && setState({ kind: 'ready', value }),
      (fault: unknown) => {
        const message = fault instanceof Error ? fault.message : String(fault);
        const retry = () => {
          setState({ kind: 'loading' });
          setTries((before) => before + 1);
        };
        if (isWanted) setState({ kind: 'failed', message, retry });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [load, tries]);
  return state;
}
