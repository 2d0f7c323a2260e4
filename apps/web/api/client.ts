/**
 * The one door of a page to the platform: typed by the routes' schemas, signed in as this tab is,
 * and every refusal an `ApiProblem`.
 *
 *   const bill = await ask(api.GET('/api/settlements/{settlementId}/bill', {
 *     params: { path: { settlementId } },
 *   }));
 */
import createClient, { type FetchOptions, type Middleware } from 'openapi-fetch';
import { ApiProblem, problemOf, UNREACHABLE } from './problem.ts';
import type { paths } from './schema.generated.ts';
import { forgetSession, readSession } from './session.ts';

export { ApiProblem } from './problem.ts';
export { forgetSession, keepSession, readSession, type Session } from './session.ts';

/** What a route answers with: `Answer<'/api/persons/{personNo}', 'get'>`. */
export type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  readonly responses: { readonly 200: { readonly content: infer Content } };
}
  ? Content extends { readonly 'application/json': infer Body }
    ? Body
    : unknown
  : never;

type With<Method extends 'get' | 'post'> = {
  [Path in keyof paths]: paths[Path][Method] extends { readonly responses: unknown } ? Path : never;
}[keyof paths];

interface Asked<Body> {
  readonly data?: Body;
  readonly response: Response;
}

export interface Api {
  readonly GET: <Path extends With<'get'>>(
    path: Path,
    options: FetchOptions<paths[Path]['get']>,
  ) => Promise<Asked<Answer<Path, 'get'>>>;
  readonly POST: <Path extends With<'post'>>(
    path: Path,
    options: FetchOptions<paths[Path]['post']>,
  ) => Promise<Asked<Answer<Path, 'post'>>>;
}

/** Makes the client; `site` is the address of the start page. */
export function createApi(site: string): Api {
  const client = createClient<paths>({ baseUrl: site.replace(/\/$/, '') });
  client.use(SIGNED, REFUSALS);
  // The same client; its own types would take lists that cannot be changed for objects.
  return client as unknown as Api;
}

/** Gives the body of a successful answer; throws `ApiProblem` on any other. */
export async function ask<Body>(asked: Promise<Asked<Body>>): Promise<Body> {
  const { data, response } = await asked;
  if (data === undefined) throw await problemOf(response);
  return data;
}

/** Where the session may act; the platform holds every person's own region besides. */
const REGION_DIGITS = 6;

const SIGNED: Middleware = {
  onRequest: ({ request }) => {
    const session = readSession();
    if (session === null) return request;
    request.headers.set('authorization', `Bearer ${session.token}`);
    request.headers.set('x-region', (session.regions[0] ?? '').padEnd(REGION_DIGITS, '0'));
    return request;
  },
};

const REFUSALS: Middleware = {
  onResponse: async ({ response }) => {
    if (response.ok) return;
    if (response.status === 401) forgetSession();
    throw await problemOf(response);
  },
  onError: ({ error }) =>
    error instanceof ApiProblem
      ? error
      : new ApiProblem(0, UNREACHABLE, error instanceof Error ? error.message : ''),
};
