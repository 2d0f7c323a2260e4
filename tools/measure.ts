/**
 * `npm run bench` and `npm run trial`: runs one bench or trial and holds it to its bar.
 * Exit codes: 0 it holds · 1 it does not · 2 wrong use · 3 it broke off.
 */
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type {
  BenchResult,
  MeasureOptions,
  RunBench,
  RunTrial,
  TrialResult,
} from '../bench/result.ts';

type Kind = 'bench' | 'trial';
type Measured = (BenchResult | TrialResult) & MeasureOptions;

const FOLDERS: Readonly<Record<Kind, URL>> = {
  bench: new URL('../bench/benches/', import.meta.url),
  trial: new URL('../bench/trials/', import.meta.url),
};
const USAGE = 'npm run -s bench|trial -- NAME [--json] [--quick] [--seed N]';

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if ('fault' in asked) return misuse(asked.fault);
  const { kind, name, json, options } = asked;
  const names = namesOf(kind);
  if (name === undefined) {
    console.log(json ? JSON.stringify(names) : [USAGE, '', ...names].join('\n'));
    return 0;
  }
  if (!names.includes(name)) {
    return misuse(`no ${kind} is called ${name}; there are: ${names.join(', ') || 'none'}`);
  }
  const measured = await measure(kind, name, options);
  console.log(json ? JSON.stringify(measured) : tableOf(measured));
  return measured.holds ? 0 : 1;
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
      },
    });
    const [kind, name, ...more] = positionals;
    if ((kind !== 'bench' && kind !== 'trial') || more.length > 0) return { fault: USAGE };
    if (!/^\d{1,9}$/.test(values.seed)) {
      return { fault: `--seed wants a whole number below 1,000,000,000, not ${values.seed}` };
    }
    const options = { quick: values.quick, seed: Number(values.seed) };
    return { kind, name, json: values.json, options } as const;
  } catch (error) {
    return { fault: `${error instanceof Error ? error.message : error}\n${USAGE}` };
  }
}

function misuse(message: string): number {
  console.error(message);
  return 2;
}

function namesOf(kind: Kind): string[] {
  const folder = FOLDERS[kind];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** What a bench prints on its way goes to stderr: stdout belongs to the result. */
async function measure(kind: Kind, name: string, options: MeasureOptions): Promise<Measured> {
  const print = console.log;
  console.log = console.error;
  try {
    const file = new URL(`${name}.ts`, FOLDERS[kind]);
    const { run }: { run: RunBench | RunTrial } = await import(file.href);
    const result = await run(options);
    const { figures, holds, ...rest } = result;
    const fault = faultOf(kind, name, result);
    if (fault) throw new TypeError(`${kind} ${name}: ${fault}`);
    return { ...rest, holds, ...options, figures };
  } catch (error) {
    console.error(error);
    process.exit(3);
  } finally {
    console.log = print;
  }
}

function faultOf(kind: Kind, name: string, result: BenchResult | TrialResult): string | undefined {
  const seen = kind === 'bench' ? 'ratio' : 'tried';
  const known = ['name', 'value', seen, 'bar', 'holds', 'figures'];
  const missing = known.filter((field) => !(field in result));
  const extra = Object.keys(result).filter((field) => !known.includes(field));
  if (missing.length > 0) return `the result lacks ${missing.join(', ')}`;
  if (extra.length > 0) return `figures is the place for ${extra.join(', ')}`;
  if (result.name !== name) return `the result is called ${result.name}`;
  if (!Number.isFinite(result.value)) return `value is ${result.value}`;
  return undefined;
}

function tableOf({ figures, ...result }: Measured): string {
  const table = new Table({ style: { head: [], border: [] } });
  for (const [name, value] of [...Object.entries(result), ...Object.entries(figures)]) {
    table.push({ [name]: typeof value === 'object' ? JSON.stringify(value) : String(value) });
  }
  return table.toString();
}
