/**
 * The one door of a page to the platform: typed by the routes' schemas, signed in as this tab is,
 * and every refusal an `ApiProblem`.
 *
 *   const bill = await ask(api.GET('/api/settlements/{settlementId}/bill', {
 *     params: { path: { settlementId } },
 *   }));
 */
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { ApiProblem, problemOf, UNREACHABLE } from './problem.ts';
import type { paths } from './schema.generated.ts';
import { forgetSession, readSession } from './session.ts';

export { ApiProblem } from './problem.ts';
export { forgetSession, keepSession, readSession, type Session } from './session.ts';

export type Api = Client<paths>;

/** What a route answers with: `Answer<'/api/persons/{personNo}', 'get'>`. */
export type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  readonly responses: { readonly 200: { readonly content: infer Content } };
}
  ? Content extends { readonly 'application/json': infer Body }
    ? Body
    : never
  : never;

/** Makes the client; `site` is the address of the start page. */
export function createApi(site: string): Api {
  const client = createClient<paths>({ baseUrl: site.replace(/\/$/, '') });
  client.use(SIGNED, REFUSALS);
  return client;
}

/** Gives the body of a successful answer; throws `ApiProblem` on any other. */
export async function ask<Body>(
  asked: Promise<{ readonly data?: Body; readonly response: Response }>,
): Promise<Body> {
  const { data, response } = await asked;
  if (data === undefined) throw await problemOf(response);
  return data;
}

const SIGNED: Middleware = {
  onRequest: ({ request }) => {
    const session = readSession();
    if (session) request.headers.set('authorization', `Bearer ${session.token}`);
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
