/**
 * Signing in by the one-time link of a demo city: the token stands behind `#sign-in=`.
 */
import { type Api, ask, keepSession, type Session } from './client.ts';

const SIGN_IN = '#sign-in=';

/** The token of an address; null where it has none. */
export function linkToken(hash: string): string | null {
  return hash.startsWith(SIGN_IN) ? tokenOf(hash) : null;
}

/** The token in a whole link, in its last part, or alone as it is typed. */
export function tokenOf(text: string): string {
  return decodeURIComponent(text.trim().split(SIGN_IN).at(-1)?.replace(/^#/, '') ?? '');
}

/** Spends a token, which is good once, and keeps the session. Throws `ApiProblem` if refused. */
export async function spendLink(api: Api, token: string): Promise<Session> {
  const { session, ...opened } = await ask(api.POST('/api/sessions', { body: { token } }));
  const kept = { ...opened, token: session };
  keepSession(kept);
  return kept;
}
