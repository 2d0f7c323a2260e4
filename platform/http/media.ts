/**
 * Answers that are a document rather than JSON.
 */
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export const MEDIA_TYPES = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
} as const;

export type MediaKind = keyof typeof MEDIA_TYPES;

/** What a route with `answer: { media }` gives as its value. */
export interface Media {
  readonly media: MediaKind;
  readonly body: string | Uint8Array | Readable;
  /** Name under which a browser saves it; ASCII. */
  readonly fileName: string;
  /** Shown in the browser, or saved by it. */
  readonly isAttachment: boolean;
}

/** A document brings its own style and pictures; it runs nothing and loads nothing. */
const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
  "form-action 'none'";

/** The response schema of a document, for OpenAPI. */
export function mediaSchema(media: MediaKind) {
  const type = MEDIA_TYPES[media].replace(/;.*/, '');
  const content = { [type]: { schema: { type: 'string', format: 'binary' } } };
  return { description: type, content };
}

/** Sends a document; throws where the value is not of the kind that the route promised. */
export function sendMedia(reply: FastifyReply, media: MediaKind, value: unknown): FastifyReply {
  const given = value as Partial<Media>;
  if (given.media !== media || given.body === undefined) {
    throw new TypeError(`the route promised ${media} and gave something else`);
  }
  const place = given.isAttachment ? 'attachment' : 'inline';
  const { body } = given;
  return reply
    .type(MEDIA_TYPES[media])
    .header('content-disposition', `${place}; filename="${given.fileName}"`)
    .headers(media === 'html' ? { 'content-security-policy': DOCUMENT_POLICY } : {})
    .header('x-content-type-options', 'nosniff')
    .send(body instanceof Uint8Array && !Buffer.isBuffer(body) ? Buffer.from(body) : body);
}
