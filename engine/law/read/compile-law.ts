/**
 * Compiles a body of law: reads all files, tells all that is wrong with them, and where nothing is,
 * gives one Program per scheme. Pure but for the digest it is given; never throws on its input.
 */
import type { Law, Program } from '../program.ts';
import { type Body, bodyOf } from './body.ts';
import { checkBody } from './checks/check-body.ts';
import type { Flips } from './choices.ts';
import type { Digest } from './compile/hash.ts';
import { programOf } from './compile/program.ts';
import { createReport, type Diagnostic } from './diagnostic.ts';
import { flipBody } from './flips.ts';
import { type Lexicon, lexiconOf, lexiconUnits } from './lexicon.ts';
import { layReforms } from './reforms.ts';
import { type SchemeIn, schemeOf } from './scheme-parts.ts';
import { type SchemeUnits, unitsOfBody } from './scheme-units.ts';
import { type LawText, readSourceFile } from './source-file.ts';
import type { Unit } from './unit.ts';

export interface CompileOptions {
  /** A collision-resistant digest, e.g. SHA-256 in hexadecimal. */
  readonly digest: Digest;
  /** Other choices than the law makes: `<file id>/<choice>` → a value that the choice lists. */
  readonly flips?: Flips;
  /** Overlays that no scheme names, laid on every scheme that has a tier they change. */
  readonly reforms?: readonly string[];
}

export interface Compiled {
  /** Null exactly where some diagnostic is an error. */
  readonly law: Law | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles law files to Programs, or tells why it cannot. Files of kind `cases` are passed over.
 */
export function compileLaw(files: readonly LawText[], options: CompileOptions): Compiled {
  const report = createReport();
  const sources = files.map(readSourceFile);
  const written = layReforms(bodyOf(sources, report), options.reforms ?? []);
  const body = flipBody(written, options.flips ?? {}, report);
  const lexicon = lexiconUnits(body, report);
  const words = lexiconOf(lexicon, report);
  const units = unitsOfBody(body, report);
  const schemes = units.schemes.flatMap((one) => assembled(one, units.choices, body) ?? []);
  checkBody({ body, lexicon, words, units, schemes }, report);
  const law = report.hasErrors() ? null : lawOf(schemes, words, options.digest);
  return { law, diagnostics: report.diagnostics(sources) };
}

/** Puts a scheme together from those of its files that are right; null where its own is not. */
function assembled(
  { scheme, policies, overlays, prices }: SchemeUnits,
  choices: readonly Unit<'choices'>[],
  body: Body,
): SchemeIn | null {
  const right = <T>(units: readonly (T | null)[]) => [
    ...new Set(units.flatMap((unit) => unit ?? [])),
  ];
  const choiceFiles = new Map(choices.map((unit) => [unit.id, unit]));
  const isWhole =
    ![...policies, ...overlays, ...prices].includes(null) && choices.length === body.choices.length;
  const files = { overlays: right(overlays), prices: right(prices), choiceFiles, isWhole };
  return scheme && schemeOf(scheme, right(policies), files);
}

function lawOf(schemes: readonly SchemeIn[], words: Lexicon, digest: Digest): Law {
  const programs = schemes.map((scheme): Program => programOf(scheme, words, digest));
  return {
    programs,
    dimensions: [...words.dimensions.values()],
    documents: [...words.documents.values()],
  };
}
