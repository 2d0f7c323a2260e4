/** The texts that stand anywhere in a value. */
export function textsOf(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'string') found.add(inner);
    return inner;
  });
  return found;
}
