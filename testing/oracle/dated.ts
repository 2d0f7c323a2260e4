/**
 * The value of a parameter on a day, for codes that are known already.
 */
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { Parameters, Value } from './written.ts';

/** The value for given codes of the dimensions by which the parameter is given. */
export function numbersFor(
  { day, note }: Scene,
  parameters: Parameters,
  name: string,
  codes: readonly string[],
): bigint[] {
  const parameter = parameters[name] ?? fault(`no parameter ${name}`);
  const started = Object.keys(parameter.from).filter((first) => first <= day);
  const entry = parameter.from[started.sort().at(-1) ?? fault(`${name} has no value yet`)];
  let value: Value = entry?.value ?? fault(`${name} has no value on ${day}`);
  for (const code of codes) {
    const nested = value as Readonly<Record<string, Value>>;
    if (nested[code] === undefined) note('by.otherwise');
    value = nested[code] ?? nested.otherwise ?? fault(`${name} has no value for ${code}`);
  }
  return (Array.isArray(value) ? (value as number[]) : [value as number]).map(BigInt);
}
