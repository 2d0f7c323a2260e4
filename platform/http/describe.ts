/**
 * The OpenAPI document of routes, without a running server.
 */
import { createHttp, type HttpOptions, type Route } from './http.ts';

/** Makes the document; no handler runs and nothing listens. */
export async function describeRoutes(
  head: Pick<HttpOptions, 'title' | 'version'>,
  routes: readonly Route[],
): Promise<unknown> {
  const app = await createHttp(
    {
      ...head,
      now: () => new Date(0),
      authenticate: () => Promise.resolve(null),
      region: '',
      statuses: {},
      onFault: () => undefined,
      pages: null,
    },
    routes,
    { answer: () => Promise.resolve(''), refuse: () => '' },
  );
  await app.ready();
  const described = app.swagger();
  await app.close();
  return described;
}
