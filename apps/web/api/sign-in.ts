/**
 * Signing in by the one-time link of a demo city: the token stands behind `#sign-in=`.
 */
import { type Api, ask, keepSession, type Session } from './client.ts';

const SIGN_IN = '#sign-in=';

/** The token of an address; null where it has none. */
export function linkToken(hash: string): string | null {
  return hash.startsWith(SIGN_IN) ? decodeURIComponent(hash.slice(SIGN_IN.length)) : null;
}

/** Spends a token, which is good once, and keeps the session. Throws `ApiProblem` if refused. */
export async function spendLink(api: Api, token: string): Promise<Session> {
  const { session, ...opened } = await ask(api.POST('/api/sessions', { body: { token } }));
  const kept = { ...opened, token: session };
  keepSession(kept);
  return kept;
}
