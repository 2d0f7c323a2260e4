/** A sentence of the screen's words with parts of a page in its braces. */
import { Fragment, type ReactNode } from 'react';
import { piecesOf } from '../words/words.ts';

interface SentenceProps {
  readonly template: string;
  /** By the name in braces; a name that is not given is a fault and throws. */
  readonly slots: Readonly<Record<string, ReactNode>>;
}

export function Sentence({ template, slots }: SentenceProps): ReactNode {
  return piecesOf(template).map((piece, index) => {
    if (index % 2 === 0) return piece;
    if (!(piece in slots)) throw new RangeError(`no part for {${piece}} in “${template}”`);
    return <Fragment key={piece}>{slots[piece]}</Fragment>;
  });
}
