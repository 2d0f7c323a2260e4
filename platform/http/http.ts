/**
 * The HTTP edge: Fastify with schemas, problem details and an OpenAPI document. Bodies of other
 * types than JSON pass as text, for handlers that read them themselves.
 */
import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { mayAct, type Principal, type RequestScope } from '../access/index.ts';
import { type MediaKind, mediaSchema, sendMedia } from './media.ts';
import { addPages, type PagesOptions } from './pages.ts';
import { HTTP_CODES, type Problem, problemOf, type StatusTable } from './problem.ts';

export interface HttpOptions {
  readonly title: string;
  readonly version: string;
  readonly now: () => Date;
  /** Who asks, by the value of `Authorization`; null: nobody we know. */
  readonly authenticate: (authorization: string | undefined) => Promise<Principal | null>;
  /** Region of requests that name none. */
  readonly region: string;
  /** Codes of the modules and their status. */
  readonly statuses: StatusTable;
  /** Told of faults by their place, never by content. */
  readonly onFault: (requestId: string, fault: unknown) => void;
  /** What GET finds beside REST; null: nothing. */
  readonly pages: PagesOptions | null;
}

export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly rejection: { readonly code: string; readonly message: string } };

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below `/api`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Of the headers that the route asks for, by names in small letters. */
  readonly headers?: TSchema;
  /** Anyone may ask: the principal is `NOBODY`. */
  readonly isOpen?: true;
  /** Schema of the JSON, or the kind of document: then the value is a `Media`. */
  readonly answer: TSchema | { readonly media: MediaKind };
  readonly handle: (scope: RequestScope, given: GivenRequest) => Promise<Outcome>;
}

/** What a request carries, held against the route's schemas. */
export interface GivenRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: unknown;
}

const NOBODY: Principal = { id: 'operator:nobody', kind: 'operator', regions: [] };

/** Answers raw text at any path that is not REST, in its own form and always with status 200. */
export interface RawHandler {
  answer(request: RawRequest): Promise<string>;
  /** For a request whose body cannot be read, such as one that is too large. */
  refuse(request: Pick<RawRequest, 'requestId' | 'at'>, problem: RawProblem): string;
}

export interface RawRequest {
  readonly body: string;
  readonly header: (name: string) => string | undefined;
  readonly requestId: string;
  readonly at: Date;
}

export type RawProblem = Pick<Problem, 'code' | 'detail'>;

const BODY_LIMIT = 2 * 1024 * 1024;
const RAW = '/*';
const RAW_TYPE = 'application/json; charset=utf-8';

/** Makes the server; the caller listens and closes. */
export async function createHttp(
  options: HttpOptions,
  routes: readonly Route[],
  raw: RawHandler,
): Promise<FastifyInstance> {
  const { onFault, now, title, version } = options;
  const statuses = { ...options.statuses, ...HTTP_CODES };
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    genReqId: newRequestId,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    forceCloseConnections: 'idle',
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', (request, _reply, done) => {
    // Raw text is what its handler reads it as, whatever the sender calls it.
    if (request.routeOptions.url === RAW) request.headers['content-type'] = 'text/plain';
    done();
  });
  const refuse = (request: FastifyRequest, reply: FastifyReply, problem: RawProblem) => {
    const made = problemOf(statuses, { ...problem, instance: `urn:request:${request.id}` });
    return reply.code(made.status).type('application/problem+json').send(JSON.stringify(made));
  };
  app.setErrorHandler((fault, request, reply) => {
    const problem = problemOfFault(fault);
    if (problem.code === 'http/fault') onFault(request.id, fault);
    if (request.routeOptions.url === RAW) {
      const text = raw.refuse({ requestId: request.id, at: now() }, problem);
      return reply.code(200).type(RAW_TYPE).send(text);
    }
    return refuse(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(request, reply, { code: 'http/not_found', detail: '没有这个地址，请核对路径和方法' }),
  );
  await app.register(swagger, { openapi: { info: { title, version } } });
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  await app.register(
    async (api) => {
      api.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
      for (const route of routes) addRoute(api, route, options, refuse);
      api.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    },
    { prefix: '/api' },
  );
  if (options.pages) await addPages(app, options.pages);
  app.post(RAW, { schema: { hide: true } }, async (request, reply) => {
    const answer = await raw.answer({
      body: typeof request.body === 'string' ? request.body : '',
      header: (name) => headerOf(request, name),
      requestId: request.id,
      at: now(),
    });
    return reply.type(RAW_TYPE).send(answer);
  });
  return app;
}

/** 24 hexadecimal digits. */
function newRequestId(): string {
  return randomUUID().replaceAll('-', '').slice(-24);
}

type Refuse = (request: FastifyRequest, reply: FastifyReply, problem: RawProblem) => FastifyReply;

function addRoute(api: FastifyInstance, route: Route, options: HttpOptions, refuse: Refuse): void {
  const { params, query, body, headers, summary } = route;
  const media = 'media' in route.answer ? (route.answer.media as MediaKind) : null;
  const schema = {
    summary,
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(headers ? { headers } : {}),
    response: { 200: media ? mediaSchema(media) : route.answer },
  };
  api.route({
    method: route.method,
    url: route.path,
    schema,
    handler: async (request, reply) => {
      const principal = route.isOpen
        ? NOBODY
        : await options.authenticate(headerOf(request, 'authorization'));
      if (!principal) {
        const detail = '请在 Authorization 头带上操作员令牌：Bearer <token>';
        return refuse(request, reply, { code: 'http/unauthorized', detail });
      }
      const region = headerOf(request, 'x-region') ?? options.region;
      if (!route.isOpen && !mayAct(principal, region)) {
        const detail = '当前操作员不能办理这个区划的业务，请核对 x-region';
        return refuse(request, reply, { code: 'http/forbidden', detail });
      }
      const scope = { principal, requestId: request.id, region, at: options.now() };
      const { params, query, body, headers } = request;
      const given = { params, query, body, headers };
      const outcome = await route.handle(scope, given);
      reply.header('cache-control', 'no-store');
      if (outcome.ok) {
        return media ? sendMedia(reply, media, outcome.value) : reply.send(outcome.value);
      }
      const { code, message } = outcome.rejection;
      return refuse(request, reply, { code, detail: message });
    },
  });
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function parseJson(
  _request: FastifyRequest,
  body: string | Buffer,
  done: (fault: Error | null, value?: unknown) => void,
): void {
  try {
    done(null, JSON.parse(String(body)));
  } catch {
    done(Object.assign(new Error('请求体不是 JSON'), { statusCode: 400 }));
  }
}

function problemOfFault(fault: unknown): RawProblem {
  const status =
    typeof fault === 'object' && fault !== null && 'statusCode' in fault ? fault.statusCode : 500;
  if (status === 413) return { code: 'http/too_large', detail: '请求超过 2 MB，请分批上传' };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { code: 'http/invalid', detail: '请求不合接口描述，请对照 /api/openapi.json' };
  }
  return { code: 'http/fault', detail: '平台内部错误，请稍后重试，并提供 instance 联系平台' };
}
