/**
 * The headers that the pages are meant to have, whoever serves them.
 */

/** Nothing but the pages' own files, and no code written into a page. */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' blob:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of a file of the pages; a file with a hash in its name never changes. */
export function pageHeaders(file: string): Readonly<Record<string, string>> {
  const isHashed = /[.-][\w-]{8,}\.\w+$/.test(file) && !file.endsWith('.html');
  return {
    'content-security-policy': CONTENT_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}
