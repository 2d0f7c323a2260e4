/** Signing in to a demo city by its one-time link: spending it, refused, or still to be given. */
import { Alert, Button, Input, Spin } from 'antd';
import {
  type FormEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { type Api, ApiProblem, type Session } from '../../api/client.ts';
import { spendLink, tokenOf } from '../../api/sign-in.ts';
import { useWords } from '../../parts/use-words.ts';

interface SignInProps {
  readonly api: Api;
  readonly token: string | null;
  readonly onSession: (session: Session) => void;
}

type State =
  | { readonly kind: 'waiting' | 'spending' }
  | { readonly kind: 'refused'; readonly why: string };

export function SignIn({ api, token, onSession }: SignInProps): ReactNode {
  const { w } = useWords();
  const field = useId();
  const [state, setState] = useState<State>({ kind: token === null ? 'waiting' : 'spending' });
  const [given, setGiven] = useState('');
  const isSpent = useRef(false);
  const spend = useCallback(
    (link: string) => {
      setState({ kind: 'spending' });
      spendLink(api, link).then(onSession, (fault: unknown) => {
        if (!(fault instanceof ApiProblem)) throw fault;
        setState({ kind: 'refused', why: fault.message });
      });
    },
    [api, onSession],
  );
  useEffect(() => {
    // A link is good once: a second run of this effect must not spend it again.
    if (token === null || isSpent.current) return;
    isSpent.current = true;
    spend(token);
  }, [token, spend]);
  if (state.kind === 'spending') {
    return (
      <p className="state" role="status">
        <Spin size="small" /> {w.signingIn}
      </p>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (given.trim() !== '') spend(tokenOf(given));
  };
  return (
    <section className="panel ask" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{w.signInTitle}</h2>
      {state.kind === 'refused' ? (
        <Alert type="error" showIcon title={w.signInRefused} description={state.why} role="alert" />
      ) : null}
      <p>{w.signInHow}</p>
      <form onSubmit={submit}>
        <label htmlFor={field}>{w.signInLink}</label>
        <p className="ask-row">
          <Input
            id={field}
            value={given}
            autoComplete="off"
            onChange={({ target }) => setGiven(target.value)}
          />
          <Button type="primary" htmlType="submit">
            {w.signInGo}
          </Button>
        </p>
      </form>
    </section>
  );
}
