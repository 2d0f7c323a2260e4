/**
 * The laws of policies/ as texts and as plain data, for comparing models against them.
 */
import { parse } from 'yaml';
import { compile, POLICIES, readLawFolder } from '../../apps/cli/load-law.ts';
import type { Law } from '../../engine/law/index.ts';
import { settleHistory } from '../../engine/settle/index.ts';
import { type Item, oracle, type Person } from '../oracle/index.ts';
import { plainOfEngine, plainOfOracle } from './plain-result.ts';
import { itemsForEngine, personForEngine } from './to-engine.ts';

export type Flips = Readonly<Record<string, string | readonly string[]>>;

const TEXTS = readLawFolder(POLICIES).laws;

const FILES: readonly Record<string, unknown>[] = TEXTS.map(({ text }) => parse(text));
const compiled = new Map<string, Law>();

/** A number of a policy or overlay as it stands first, or as it stands for one code. */
export function numberIn(file: string, parameter: string, ...codes: readonly string[]): bigint {
  const found = FILES.find(({ id }) => id === file);
  const parameters = found?.parameters as Record<
    string,
    { from: Record<string, { value: unknown }> }
  >;
  const last = Object.values(parameters[parameter]?.from ?? {}).filter(
    ({ value }) => value !== null,
  );
  let value: unknown = last.at(-1)?.value;
  for (const code of codes) value = (value as Readonly<Record<string, unknown>>)[code];
  return BigInt(value as number);
}

/** A list of a policy as it stands last. */
export function listIn(file: string, parameter: string): readonly bigint[] {
  const found = FILES.find(({ id }) => id === file);
  const parameters = found?.parameters as Record<
    string,
    { from: Record<string, { value: number[] }> }
  >;
  return (Object.values(parameters[parameter]?.from ?? {}).at(-1)?.value ?? []).map(BigInt);
}

/** Payments by event and payer, as the engine settles the written law and the oracle agrees. */
export function paidUnderPolicies(
  area: string,
  person: Person,
  items: readonly Item[],
  flips: Flips = {},
): Map<string, Record<string, bigint>> {
  const history = {
    area,
    person: personForEngine(person),
    items: itemsForEngine(items, new Map()),
  };
  const engine = settleHistory(lawWith(flips), history);
  const own = oracle({ files: FILES, area, person, items, flips });
  if (!engine.ok) throw new Error(`${engine.rejection.code} ${engine.rejection.message}`);
  if (!own.ok) throw new Error(`oracle: ${own.code}`);
  const [one, other] = [plainOfEngine(engine.value), plainOfOracle(own)];
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    if (one.get(name) !== other.get(name)) {
      throw new Error(`${name}: engine ${one.get(name)}, oracle ${other.get(name)}`);
    }
  }
  return new Map(
    engine.value.steps.map(({ event, settled }) => [
      event.id,
      Object.fromEntries(
        settled.program.payers.map(({ id }, at) => [id, BigInt(settled.paidFen[at] ?? 0)]),
      ),
    ]),
  );
}

function lawWith(flips: Flips): Law {
  const name = JSON.stringify(flips);
  const known = compiled.get(name);
  if (known) return known;
  const { law, diagnostics } = compile(TEXTS, flips);
  if (!law) throw new Error(diagnostics.map(({ code, file }) => `${code} ${file}`).join('\n'));
  compiled.set(name, law);
  return law;
}
