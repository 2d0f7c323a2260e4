/**
 * A fault: one wrong edit of the engine such as a tired hand makes, and how it is planted.
 */
export interface Fault {
  readonly id: string;
  /** From the root of the project. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What it makes wrong. */
  readonly about: string;
  /** The test file that should find it; it is asked first. */
  readonly likely?: string;
}

/** Gives the text of the fault's file with the fault in it. Throws where it cannot be planted. */
export function planted(fault: Fault, text: string): string {
  const times = text.split(fault.find).length - 1;
  if (times !== 1) {
    throw new Error(
      `fault ${fault.id}: its text occurs ${times} times in ${fault.file}, not once; ` +
        `name the place anew in bench/planted: ${fault.find}`,
    );
  }
  return text.replace(fault.find, () => fault.replace);
}
