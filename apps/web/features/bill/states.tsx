/** What stands where there is no bill to show, and what to do then. */
import { type FormEvent, type ReactNode, useId } from 'react';
import { useWords } from '../../parts/use-words.ts';
import { filled, type WordKey } from '../../words/words.ts';
import { consoleLink } from './console-links.ts';
import type { BillState } from './use-bill.ts';

type NoBill = Exclude<BillState, { kind: 'bill' }>;

interface NoBillProps {
  readonly state: NoBill;
  readonly settlementId: string | null;
  readonly onOpen: (settlementId: string) => void;
}

export function NoBillShown({ state, settlementId, onOpen }: NoBillProps): ReactNode {
  const { w } = useWords();
  if (state.kind === 'loading') {
    return (
      <p className="state" role="status">
        {w.settledLoading}
      </p>
    );
  }
  if (state.kind === 'failed') {
    return (
      <Stop title="settledFailed" why="settledFailedWhy" id={settlementId}>
        <p className="note">{state.message}</p>
        <button type="button" className="button button-main" onClick={state.retry}>
          {w.retry}
        </button>
      </Stop>
    );
  }
  if (state.kind === 'unasked') return <AskForm onOpen={onOpen} />;
  if (state.kind === 'signedOut') {
    return (
      <div className="state" role="status">
        <h2>{w.settledSignedOut}</h2>
        <p>{w.settledSignedOutWhy}</p>
        {state.why === null ? null : <p className="note">{state.why}</p>}
        <p>
          <a className="button button-main" href={consoleLink()}>
            {w.settledSignIn}
          </a>
        </p>
      </div>
    );
  }
  if (state.kind === 'denied') {
    return <Stop title="settledDenied" why="settledDeniedWhy" id={settlementId} />;
  }
  return (
    <>
      <Stop title="settledUnknown" why="settledUnknownWhy" id={settlementId} />
      <AskForm onOpen={onOpen} />
    </>
  );
}

interface StopProps {
  readonly title: WordKey;
  readonly why: WordKey;
  readonly id: string | null;
  readonly children?: ReactNode;
}

function Stop({ title, why, id, children }: StopProps): ReactNode {
  const { w } = useWords();
  return (
    <div className="state state-stop" role="alert">
      <h2>{w[title]}</h2>
      <p>{filled(w[why], { id: id ?? '' })}</p>
      {children}
    </div>
  );
}

/** Names a settlement by its number. */
function AskForm({ onOpen }: Pick<NoBillProps, 'onOpen'>): ReactNode {
  const { w } = useWords();
  const field = useId();
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('settlement');
    const settlementId = typeof given === 'string' ? given.trim() : '';
    if (settlementId !== '') onOpen(settlementId);
  };
  return (
    <form className="panel ask" onSubmit={open}>
      <h2>{w.settledAskTitle}</h2>
      <p className="note">{w.settledAskNote}</p>
      <label htmlFor={field}>{w.settledAskId}</label>
      <p className="ask-row">
        <input id={field} name="settlement" required maxLength={40} autoComplete="off" />
        <button type="submit" className="button button-main">
          {w.settledAskOpen}
        </button>
      </p>
    </form>
  );
}
