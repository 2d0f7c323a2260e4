/**
 * What comes from outside: persons and events in JSON or tables.
 * Takes text or parsed JSON, gives typed histories or a list of problems; never throws on input.
 */
export type { InputCode, InputProblem } from './problem.ts';
export { INPUT_CODES, problemText } from './problem.ts';
export type { CaseProblem, CasesRead, WorkedCase } from './read-cases.ts';
export { readCases } from './read-cases.ts';
export { readEventsCsv } from './read-csv.ts';
export type { EventsRead, NamedHistory, Names } from './read-events.ts';
export { readEvents, readEventsText } from './read-events.ts';
export type { CaseFailure, CaseResult, CompileWith } from './run-cases.ts';
export { runCases } from './run-cases.ts';
export { undatedClasses } from './undated.ts';
export { unknownDimensions } from './unknown-dimensions.ts';
