/**
 * Citations as the Program carries them.
 */
import type { Citation, Mark } from '../../terms.ts';

export interface WrittenCitation {
  readonly mark: Mark;
  readonly document?: string;
  readonly clause?: string;
  readonly why?: string;
}

/** Takes the citation out of what it stands beside. */
export function citationOf({ mark, document, clause, why }: WrittenCitation): Citation {
  return {
    mark,
    ...(document !== undefined && { document }),
    ...(clause !== undefined && { clause }),
    ...(why !== undefined && { why }),
  };
}
