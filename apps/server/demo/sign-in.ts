/**
 * Sign-in of a demo city: a link that is printed at start, good once and for an hour, opens a
 * session that lives in this process. Real sign-in replaces this file.
 */
import { createHash, randomBytes } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Principal, RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Database } from '../../../platform/database/index.ts';
import type { Route, StatusTable } from '../../../platform/http/index.ts';

export const SIGN_IN_STATUSES: StatusTable = { 'session/link_refused': 403 };

export interface OpenedSession {
  readonly session: string;
  readonly operator: string;
  readonly regions: readonly string[];
  readonly expiresAt: string;
}

export interface DemoSignIn {
  /** A new token for a link; good once, until an hour from now. */
  readonly newLink: () => string;
  /** Spends a token. Rejects `session/link_refused`; writes an audit row. */
  readonly open: (scope: RequestScope, token: string) => Promise<Result<OpenedSession>>;
  /** Who a session is of; null where there is none, or its time is over. */
  readonly principalOf: (session: string) => Principal | null;
}

export interface DemoSignInOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Prefixes of the regions that the operator may act in. */
  readonly regions: readonly string[];
}

const OPERATOR = '演示经办';
const LINK_LIVES = 3_600_000;
const SESSION_LIVES = 8 * LINK_LIVES;
const BYTES = 32;

/** Tokens are kept as digests: what a memory dump shows opens nothing. */
export function createDemoSignIn({ database, now, regions }: DemoSignInOptions): DemoSignIn {
  const links = new Map<string, number>();
  const sessions = new Map<string, number>();
  const isLive = (kept: Map<string, number>, key: string) => (kept.get(key) ?? 0) > now().getTime();
  const principal: Principal = { id: 'operator:demo', kind: 'operator', regions };
  return {
    newLink: () => {
      const token = randomBytes(BYTES).toString('base64url');
      links.set(digest(token), now().getTime() + LINK_LIVES);
      return token;
    },
    open: async (scope, token) => {
      const key = digest(token);
      const isGood = isLive(links, key);
      links.delete(key);
      if (!isGood) {
        return rejected(
          'session/link_refused',
          '这个登录链接已经用过、过期或不完整；请重新启动演示平台，用它新打印的链接',
        );
      }
      const session = randomBytes(BYTES).toString('base64url');
      const until = now().getTime() + SESSION_LIVES;
      sessions.set(digest(session), until);
      await recordAudit(
        database,
        { ...scope, principal },
        { action: 'session.open', personId: null, subject: principal.id },
      );
      const expiresAt = new Date(until).toISOString();
      return accepted({ session, operator: OPERATOR, regions, expiresAt });
    },
    principalOf: (session) => (isLive(sessions, digest(session)) ? principal : null),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const LinkToken = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

const Session = Type.Object({
  session: Type.String({ description: 'Goes into Authorization: Bearer …' }),
  operator: Type.String(),
  regions: Type.Array(Type.String(), { description: 'Prefixes of regions; empty: everywhere' }),
  expiresAt: Type.String({ format: 'date-time' }),
});

/** The route that spends a link; `open` is the sign-in's. */
export function sessionRoute(open: DemoSignIn['open']): Route {
  return {
    method: 'POST',
    path: '/sessions',
    summary: '演示登录：一次性链接换会话',
    isOpen: true,
    body: LinkToken,
    answer: Session,
    // Fastify has held the body against `LinkToken`.
    handle: (scope, { body }) => open(scope, (body as Static<typeof LinkToken>).token),
  };
}
