/**
 * Field tables of the messages: what a node may hold, of what type and size, and what it must hold.
 */
export interface Field {
  readonly name: string;
  /** The same in camel case, as some clients write it. */
  readonly camelName: string;
  readonly kind: FieldKind;
  /** Most characters of a text, most digits of a number; 0: not told. */
  readonly size: number;
  readonly decimals: number;
  readonly need: 'always' | 'national' | 'no';
}

export type FieldKind = 'str' | 'num' | 'date' | 'datetime' | 'bytes';

export interface FieldTable {
  /** Name of the node; empty where the rows have no node of their own. */
  readonly node: string;
  readonly fields: ReadonlyMap<string, Field>;
}

const NEEDS = { '!': 'always', '+': 'national', '': 'no' } as const;
const PATTERN = /^(\w+)([!+]?) (str|num|date|datetime|bytes)(?: (\d+)(?:,(\d+))?)?$/;

/** Reads a table written as `name! kind size,decimals; …`. */
export function fieldTable(node: string, written: string): FieldTable {
  const fields = new Map<string, Field>();
  for (const part of written.split(';').map((piece) => piece.trim().replace(/\s+/g, ' '))) {
    if (part === '') continue;
    const [, name, need = '', kind, size = '0', decimals = '0'] = PATTERN.exec(part) ?? [];
    if (name === undefined) throw new RangeError(`not a field: ${part}`);
    fields.set(name, {
      name,
      camelName: name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      // The pattern lets only these through.
      kind: kind as FieldKind,
      need: NEEDS[need as keyof typeof NEEDS],
      size: Number(size),
      decimals: Number(decimals),
    });
  }
  return { node, fields };
}
