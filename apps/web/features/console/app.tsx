/** The console: who is signed in, how it looks, and the part that the address names. */
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type Api,
  ApiProblem,
  forgetSession,
  readSession,
  type Session,
} from '../../api/client.ts';
import { useIsDark, useSettings } from '../../parts/settings.ts';
import { ApiContext } from './api-context.ts';
import { createConsoleRouter } from './router.tsx';
import { SessionBar } from './session-bar.tsx';
import { SignIn } from './sign-in.tsx';
import { themeOf } from './theme.ts';

interface AppProps {
  readonly api: Api;
  /** Of a one-time link; null: the page was opened without one. */
  readonly token: string | null;
}

export function App({ api, token }: AppProps): ReactNode {
  const { lang, isLarge } = useSettings();
  const isDark = useIsDark();
  const theme = useMemo(() => themeOf({ isDark, isLarge }), [isDark, isLarge]);
  const [session, setSession] = useState<Session | null>(() =>
    token === null ? readSession() : null,
  );
  const [queries] = useState(() => newQueries(() => setSession(null)));
  const [router] = useState(createConsoleRouter);
  const signOut = () => {
    forgetSession();
    queries.clear();
    setSession(null);
  };
  return (
    <ConfigProvider
      theme={theme}
      locale={lang === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <ApiContext value={api}>
        {session === null ? (
          <SignIn api={api} token={token} onSession={setSession} />
        ) : (
          <QueryClientProvider client={queries}>
            <SessionBar session={session} onSignOut={signOut} />
            <RouterProvider router={router} />
          </QueryClientProvider>
        )}
      </ApiContext>
    </ConfigProvider>
  );
}

const SIGNED_OUT = 401;
const OUR_FAULT = 500;
const TRIES = 2;

/** Asks again where the platform was away, never where it said no. */
function newQueries(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (fault) => {
        if (fault instanceof ApiProblem && fault.status === SIGNED_OUT) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        retry: (tries, fault) =>
          tries < TRIES &&
          fault instanceof ApiProblem &&
          (fault.status === 0 || fault.status >= OUR_FAULT),
      },
    },
  });
}
