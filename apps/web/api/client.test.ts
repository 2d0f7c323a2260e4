/**
 * The client over a fetch of our own: signed, typed, and every refusal an error with its code.
 */
import { beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, ask, createApi, forgetSession, keepSession, readSession } from './client.ts';

const store = new Map<string, string>();
const asked: Request[] = [];
let answer: () => Response = () => new Response('{}');

beforeEach(() => {
  store.clear();
  asked.length = 0;
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  });
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request);
    return answer();
  });
  forgetSession();
});

const session = {
  token: 't0',
  operator: '演示经办',
  regions: [''],
  expiresAt: '2999-01-01T00:00:00Z',
};
const bill = () =>
  ask(
    createApi('https://example.invalid/tibao/').GET('/api/settlements/{settlementId}/bill', {
      params: { path: { settlementId: '1S1' } },
    }),
  );

it('asks below the site, signed as the tab is', async () => {
  answer = () => new Response('{"settlementId":"1S1"}');
  keepSession(session);
  expect((await bill()).settlementId).toBe('1S1');
  expect(asked[0]?.url).toBe('https://example.invalid/tibao/api/settlements/1S1/bill');
  expect(asked[0]?.headers.get('authorization')).toBe('Bearer t0');
});

it('throws what the platform refuses with, under its code', async () => {
  answer = () =>
    new Response(
      JSON.stringify({ code: 'settlement/settlement_unknown', detail: '没有', instance: 'urn:1' }),
      {
        status: 404,
      },
    );
  await expect(bill()).rejects.toMatchObject({
    status: 404,
    code: 'settlement/settlement_unknown',
    message: '没有',
    instance: 'urn:1',
  });
});

it('names what is no problem details, and no answer at all', async () => {
  answer = () => new Response('<html>', { status: 502 });
  await expect(bill()).rejects.toMatchObject({ status: 502, code: 'client/unreadable' });
  answer = () => {
    throw new TypeError('failed to fetch');
  };
  const failed = await bill().catch((problem: unknown) => problem);
  expect(failed).toBeInstanceOf(ApiProblem);
  expect(failed).toMatchObject({ status: 0, code: 'client/unreachable' });
});

it('forgets a session that is not known, one that is over, one that is none', async () => {
  keepSession(session);
  answer = () => new Response('{"code":"http/unauthorized","detail":"请登录"}', { status: 401 });
  await expect(bill()).rejects.toMatchObject({ code: 'http/unauthorized' });
  expect(readSession()).toBeNull();
  keepSession({ ...session, expiresAt: '2020-01-01T00:00:00Z' });
  expect(readSession()).toBeNull();
  for (const text of [
    '{',
    '[]',
    'null',
    '{"token":1}',
    '{"token":"a","operator":"b","regions":[1]}',
  ]) {
    store.set('tibao.session', text);
    expect(readSession()).toBeNull();
  }
});
