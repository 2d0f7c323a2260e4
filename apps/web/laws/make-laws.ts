/**
 * Reads and compiles `policies/` and gives the law files of the pages. Only areas with an
 * administrative code: the others are samples.
 */
import { parse } from 'yaml';
import type { Law, LawDocument, Program } from '../../../engine/law/index.ts';
import { formatDay } from '../../../engine/units/index.ts';
import { compile, POLICIES, readLawFolder } from '../../cli/load-law.ts';
import {
  type AreaEntry,
  type Catalogue,
  LAW_FILES_VERSION,
  type LeftOut,
  type SchemeEntry,
  type SchemeFile,
} from './law-files.ts';

const HASH_DIGITS = 12;

export interface LawFiles {
  readonly catalogue: Catalogue;
  readonly schemes: ReadonlyMap<string, SchemeFile>;
}

/** Compiles a folder of law for the pages. Throws where the law has a fault. */
export function makeLaws(folder: string = POLICIES): LawFiles {
  const texts = readLawFolder(folder).laws;
  const { law, diagnostics } = compile(texts);
  if (!law) throw new Error(`the law has faults: ${diagnostics[0]?.message}; run bin/tibao check`);
  const written = texts.map(({ text }) => parse(text) as Written);
  const schemes = new Map<string, SchemeFile>();
  const areas = written
    .filter(({ kind, adminCode }) => kind === 'area' && adminCode !== undefined)
    .map((area): AreaEntry => {
      const programs = law.programs.filter((program) => program.area === area.id);
      for (const program of programs) {
        schemes.set(fileOf(program), schemeFile(program, law, written));
      }
      return {
        id: area.id,
        ...(area.title as { zh: string; en: string }),
        adminCode: area.adminCode ?? '',
        schemes: programs.map(schemeEntry),
      };
    })
    .filter((area) => area.schemes.length > 0)
    .sort((left, right) => left.adminCode.localeCompare(right.adminCode));
  return { catalogue: { version: LAW_FILES_VERSION, areas }, schemes };
}

/** What this script reads of a law file itself. */
interface Written {
  readonly kind: string;
  readonly id: string;
  readonly title?: unknown;
  readonly adminCode?: string;
  readonly notModelled?: readonly { readonly clause: string; readonly why: string }[];
}

function fileOf({ id, hash }: Program): string {
  return `${id}.${hash.slice(0, HASH_DIGITS)}.json`;
}

function schemeEntry(program: Program): SchemeEntry {
  const insurance = program.dimensions.find(({ id }) => id === 'insuranceType');
  const codes = program.covers.find(({ dimension }) => dimension === 'insuranceType')?.codes ?? [];
  return {
    id: program.id,
    title: program.title,
    from: formatDay(program.from),
    until: formatDay(program.until),
    covers: program.covers,
    insurances: (insurance?.codes ?? []).filter(({ id }) => codes.includes(id)),
    file: fileOf(program),
  };
}

function schemeFile(program: Program, law: Law, written: readonly Written[]): SchemeFile {
  const cited = citedIn(program);
  const documents = law.documents.filter(({ id }: LawDocument) => cited.has(id));
  const tiers = new Set(program.tiers.map(({ id }) => id));
  const leftOut = written
    .filter(({ kind, id }) => kind === 'policy' && tiers.has(id))
    .flatMap(({ id, notModelled = [] }): LeftOut[] =>
      notModelled.map(({ clause, why }) => ({ tier: id, clause, why })),
    );
  return { version: LAW_FILES_VERSION, program, documents, leftOut };
}

/** Every `document` that stands anywhere in a Program. */
function citedIn(program: Program): ReadonlySet<string> {
  const cited = new Set<string>();
  JSON.stringify(program, (key: string, value: unknown) => {
    if (key === 'document' && typeof value === 'string') cited.add(value);
    return value;
  });
  return cited;
}
