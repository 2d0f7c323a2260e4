/**
 * The values that told numbers, tables and sums over held codes have at an event, for the trace.
 */
import { type AmountNode, type AmountReader, rowOf, valueAt, valueOfCode } from '../law/index.ts';
import type { ValueTrace } from './settled.ts';

const NO_VALUES: readonly ValueTrace[] = [];

/** Reads the nodes at an event. */
export function valuesOf(
  nodes: readonly AmountNode[],
  reader: AmountReader,
): readonly ValueTrace[] {
  return nodes.length === 0 ? NO_VALUES : nodes.map((node) => traceOf(node, reader));
}

function traceOf(node: AmountNode, reader: AmountReader): ValueTrace {
  const plain = { node, value: valueAt(node, reader), at: null, row: null, codes: [] };
  if (node.kind === 'table') {
    const at = valueAt(node.at, reader);
    return { ...plain, at, row: rowOf(node, at) };
  }
  if (node.kind !== 'each') return plain;
  const codes = reader.held(node.dimension);
  return { ...plain, codes: codes.map((code) => ({ code, value: valueOfCode(node, code) })) };
}
