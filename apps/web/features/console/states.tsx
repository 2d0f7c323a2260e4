/** What stands where an answer is not there: still asked for, refused, failed, or empty. */
import { Alert, Button, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ApiProblem } from '../../api/client.ts';
import { useWords } from '../../parts/use-words.ts';
import type { WordKey } from '../../words/words.ts';

interface Asked<Answer> {
  readonly data: Answer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface AnsweredProps<Answer> {
  readonly asked: Asked<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}

/** Shows the answer of a query, or the state that it is in. */
export function Answered<Answer>({ asked, children }: AnsweredProps<Answer>): ReactNode {
  const { w } = useWords();
  if (asked.error) return <Refused fault={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data === undefined) {
    return (
      <div role="status" className="waiting">
        <span className="unseen">{w.consoleLoading}</span>
        <Skeleton active={false} paragraph={{ rows: 4 }} />
      </div>
    );
  }
  return children(asked.data);
}

const TITLES: Readonly<Record<number, WordKey>> = {
  0: 'unreachable',
  401: 'signedOutTitle',
  403: 'deniedTitle',
  404: 'notFoundTitle',
};

interface RefusedProps {
  readonly fault: Error;
  readonly onRetry?: () => void;
}

/** What the platform said, and what can be done. */
export function Refused({ fault, onRetry }: RefusedProps): ReactNode {
  const { w } = useWords();
  const problem = fault instanceof ApiProblem ? fault : null;
  const status = problem?.status ?? 500;
  const said = status === 0 ? w.unreachableWhy : fault.message;
  const isFinal = status === 403 || status === 404;
  return (
    <Alert
      type={status === 403 ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={w[TITLES[status] ?? 'refusedTitle']}
      description={
        <>
          <p>{said}</p>
          {problem && problem.instance !== '' ? (
            <p className="note">
              <code>{problem.code}</code> · <code>{problem.instance}</code>
            </p>
          ) : null}
          {onRetry && !isFinal ? <Button onClick={onRetry}>{w.retry}</Button> : null}
        </>
      }
    />
  );
}

/** Nothing is there, and what that means. */
export function Nothing({ say }: { readonly say: WordKey }): ReactNode {
  const { w } = useWords();
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<span>{w[say]}</span>} />;
}
