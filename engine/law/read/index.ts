/**
 * Reads law files: YAML text → Programs, or diagnostics with file, line, clause, what and what to
 * do.
 */
export type { Compiled, CompileOptions } from './compile-law.ts';
export { compileLaw } from './compile-law.ts';
export type { Diagnostic, Severity } from './diagnostic.ts';
export type { CodeFacts, DiagnosticCode } from './diagnostic-codes.ts';
export { diagnosticCodes } from './diagnostic-codes.ts';
export type { EveryChoice, Flip, FlippedDiagnostic } from './every-choice.ts';
export { checkEveryChoice } from './every-choice.ts';
export type { FormatOptions, Formatted } from './format-law.ts';
export { formatLaw } from './format-law.ts';
export type { Position } from './lines.ts';
export type { Located, Path } from './located.ts';
export { plainOf, spotOf } from './located.ts';
export { publishedSchemas } from './published-schema.ts';
export type { FileKind, LawFile } from './schema.ts';
export { lawSchemas } from './schema.ts';
export type { LawText, SourceFile } from './source-file.ts';
export { readSourceFile } from './source-file.ts';
export { nearest } from './wording.ts';
