/**
 * What page and worker say to each other: plain data, an answer for each request.
 */
import type { Answers } from './answers.ts';
import type { CurveRequest, Subject } from './desk.ts';

export type Request = { readonly number: number } & (
  | { readonly kind: 'open'; readonly lawsUrl: string }
  | { readonly kind: 'ask'; readonly of: Subject }
  | { readonly kind: 'estimate'; readonly of: Answers }
  | { readonly kind: 'curve'; readonly of: CurveRequest }
);

export type Answer =
  | { readonly number: number; readonly kind: 'given'; readonly value: unknown }
  | { readonly number: number; readonly kind: 'failed'; readonly message: string };
