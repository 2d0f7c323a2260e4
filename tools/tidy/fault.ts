/** A place that breaks a house rule, with what to write instead. */
export interface Fault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly instead: string;
}

/** A file by its path from the project's root, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a rule needs to know of a place in the tree. */
export interface Place {
  readonly isTest: boolean;
  readonly isEngine: boolean;
  readonly isUnits: boolean;
  /** Where all numbers are money, days or counts: law and settle. */
  readonly isMoney: boolean;
  readonly isGenerated: boolean;
}

/** Tells where a path stands. */
export function placeOf(path: string): Place {
  return {
    isTest: /\.test\.ts$/.test(path),
    isEngine: path.startsWith('engine/'),
    isUnits: path.startsWith('engine/units/'),
    isMoney: /^engine\/(settle|law(?!\/read))\//.test(path),
    isGenerated: path.includes('.generated.'),
  };
}
