/**
 * The hash of a Program: a digest over its canonical JSON, with the keys of every object sorted.
 */
export type Digest = (text: string) => string;

/** Renders plain data as JSON that does not depend on the order in which keys were set. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
