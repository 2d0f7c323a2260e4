/**
 * Writes plain data as block YAML: every text and every key that is not a plain name is quoted, so
 * that no date and no word is taken for something else. Lists of scalars stand on one line.
 */
export function blockYaml(value: object): string {
  return `${entriesOf(value, '').join('\n')}\n`;
}

function entriesOf(value: object, indent: string): string[] {
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .flatMap(([key, inner]) => under(`${indent}${keyOf(key)}:`, inner, `${indent}  `));
}

/** What stands after `head`: on its line, or on the lines below. */
function under(head: string, value: unknown, indent: string): string[] {
  if (typeof value !== 'object' || value === null || isPlainList(value)) {
    return [`${head} ${JSON.stringify(value)}`];
  }
  if (Array.isArray(value)) return [head, ...value.flatMap((item) => itemOf(item, indent))];
  if (Object.keys(value).length === 0) return [`${head} {}`];
  return [head, ...entriesOf(value, indent)];
}

function itemOf(item: unknown, indent: string): string[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return under(`${indent}-`, item, `${indent}  `);
  }
  const [first = `${indent}  {}`, ...rest] = entriesOf(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function isPlainList(value: object): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function keyOf(key: string): string {
  return /^[a-zA-Z][a-zA-Z0-9.-]*$/.test(key) ? key : JSON.stringify(key);
}
