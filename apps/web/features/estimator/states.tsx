/** What stands where something is under way or has failed. */
import type { ReactNode } from 'react';
import { useWords } from '../../parts/use-words.ts';

export function Loading(): ReactNode {
  const { w } = useWords();
  return (
    <p className="state" role="status">
      {w.loading}
    </p>
  );
}

interface FailedProps {
  readonly message: string;
  readonly retry: () => void;
}

export function Failed({ message, retry }: FailedProps): ReactNode {
  const { w } = useWords();
  return (
    <div className="state state-stop" role="alert">
      <h3>{w.failed}</h3>
      <p>{w.failedWhy}</p>
      <p className="note">{message}</p>
      <button type="button" className="button button-main" onClick={retry}>
        {w.retry}
      </button>
    </div>
  );
}
