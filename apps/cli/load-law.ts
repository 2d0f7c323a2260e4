/**
 * Loads a body of law from disk: its files in a fixed order, with SHA-256 for the hashes of
 * Programs.
 */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { ChoiceValue } from '../../engine/law/index.ts';
import { type Compiled, compileLaw, type LawText } from '../../engine/law/read/index.ts';
import { type Arrangements, readArrangements } from '../../modules/law/index.ts';
import { readText, yamlFiles } from './files.ts';

/** The law that comes with Tibao. */
export const POLICIES = fileURLToPath(new URL('../../policies', import.meta.url));

export interface LawFolder {
  readonly laws: readonly LawText[];
  /** Files of worked cases: `*.cases.yaml`. */
  readonly cases: readonly LawText[];
  /** Files of how settlements are paid: `*.arrangements.yaml`. */
  readonly arrangements: readonly LawText[];
}

/** Reads all YAML of folders or files, each file once. */
export function readLawFolder(...paths: readonly string[]): LawFolder {
  const files = [...new Set(paths.flatMap((path) => yamlFiles(path)))];
  const texts = files.map((path) => ({ path, text: readText(path) }));
  return {
    laws: texts.filter(({ path }) => !isCases(path) && !isArrangements(path)),
    cases: texts.filter(({ path }) => isCases(path)),
    arrangements: texts.filter(({ path }) => isArrangements(path)),
  };
}

function isCases(path: string): boolean {
  return /\.cases\.ya?ml$/.test(path);
}

function isArrangements(path: string): boolean {
  return /\.arrangements\.ya?ml$/.test(path);
}

/** What areas arrange; throws with the file and what is wrong. */
export function areaArrangements({ arrangements }: LawFolder): readonly Arrangements[] {
  return arrangements.map(({ path, text }) => readArrangements(path, text));
}

/** Regions of six digits by area, as the files of areas name them. */
export function areaRegions({ laws }: LawFolder): ReadonlyMap<string, string> {
  const areas = laws.filter(({ text }) => /^kind: area$/m.test(text));
  return new Map(
    areas.flatMap(({ text }) => {
      // What else it says is checked where the law is compiled.
      const { id, adminCode } = parse(text) as { readonly id: string; readonly adminCode?: string };
      return adminCode === undefined ? [] : [[id, adminCode] as const];
    }),
  );
}

/** Compiles law files, with other choices made where `flips` says so, and reforms laid on. */
export function compile(
  laws: readonly LawText[],
  flips: Readonly<Record<string, ChoiceValue>> = {},
  reforms: readonly string[] = [],
): Compiled {
  return compileLaw(laws, { digest: sha256, flips, reforms });
}

/** Reads and compiles a folder of law. */
export function loadLaw(
  folder: string = POLICIES,
  flips: Readonly<Record<string, ChoiceValue>> = {},
): Compiled {
  return compile(readLawFolder(folder).laws, flips);
}

/** SHA-256 in hexadecimal. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
