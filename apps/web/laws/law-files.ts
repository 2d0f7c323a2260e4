/**
 * The law as the pages get it: a catalogue of areas and schemes, and one file for each scheme.
 * Made by `make-laws.ts`; days are "YYYY-MM-DD".
 */
import type { LawDocument, Named, Program, Selector } from '../../../engine/law/index.ts';

export const LAW_FILES_VERSION = 1;

export interface Catalogue {
  readonly version: typeof LAW_FILES_VERSION;
  readonly areas: readonly AreaEntry[];
}

export interface AreaEntry extends Named {
  /** Code of the administrative division. */
  readonly adminCode: string;
  readonly schemes: readonly SchemeEntry[];
}

export interface SchemeEntry {
  readonly id: string;
  /** Chinese. */
  readonly title: string;
  readonly from: string;
  /** The day after the last. */
  readonly until: string;
  readonly covers: Selector;
  /** Codes of `insuranceType` that it covers; empty: it does not look at it. */
  readonly insurances: readonly Named[];
  /** Name beside the catalogue. */
  readonly file: string;
}

export interface SchemeFile {
  readonly version: typeof LAW_FILES_VERSION;
  readonly program: Program;
  /** The documents that the Program cites. */
  readonly documents: readonly LawDocument[];
  readonly leftOut: readonly LeftOut[];
}

/** A clause that a policy names and does not compute; Chinese. */
export interface LeftOut {
  readonly tier: string;
  readonly clause: string;
  readonly why: string;
}
