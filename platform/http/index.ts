/**
 * HTTP: routes with schemas, problem details, OpenAPI.
 */
export { describeRoutes } from './describe.ts';
export type { GivenRequest, HttpOptions, Outcome, RawHandler, Route } from './http.ts';
export { createHttp } from './http.ts';
export type { Media, MediaKind } from './media.ts';
export type { PagesOptions } from './pages.ts';
export type { Problem, StatusTable } from './problem.ts';
export { HTTP_CODES, problemOf } from './problem.ts';
