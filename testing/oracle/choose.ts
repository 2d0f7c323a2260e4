/**
 * Makes the choices of a written file: `{ choice: id }` becomes the chosen value, with `options`
 * the chosen subtree. A subtree that is null leaves no trace.
 */
import type { Note } from './note.ts';
import { fault } from './rejection.ts';
import type { Choice } from './written.ts';

export type Choices = Readonly<Record<string, Choice>>;
export type Flips = Readonly<Record<string, string | number | readonly string[]>>;

export interface File {
  readonly kind: string;
  readonly id: string;
  readonly choices?: Choices;
  readonly uses?: readonly string[];
}

/** Tells what a choice is for a file of a scheme, or undefined where nobody makes it. */
export type Chooser = (file: File, name: string) => unknown;

/**
 * Looks a choice up: in the file, in the choices files that it uses, in the scheme, in those that
 * the scheme uses.
 */
export function chooserOf(scheme: File, files: readonly File[], flips: Flips, note: Note): Chooser {
  const usedBy = ({ uses }: File) =>
    (uses ?? []).map(
      (id) =>
        files.find((other) => other.kind === 'choices' && other.id === id) ??
        fault(`no choices ${id}`),
    );
  return (file, name) => {
    const places = [file, ...usedBy(file), scheme, ...usedBy(scheme)];
    const having = places.filter(({ choices }) => Object.hasOwn(choices ?? {}, name));
    const [place, other] = having;
    const used = place?.kind === 'choices' ? 'used' : 'here';
    const by = file.uses?.includes(place?.id ?? '') || place === file ? 'file' : 'scheme';
    note(`choice.${by}.${used}`);
    if (other && other !== place) note('choice.shadowed');
    return place && (flips[`${place.id}/${name}`] ?? place.choices?.[name]?.is);
  };
}

/** The file with every choice made. */
export function withChoicesMade(file: File, chooser: Chooser): Record<string, unknown> {
  const choiceValue = (name: string): unknown => chooser(file, name) ?? fault(`no choice ${name}`);
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(file)) {
    made[key] = key === 'choices' ? value : decide(value, choiceValue);
  }
  return made;
}

function decide(tree: unknown, choiceValue: (name: string) => unknown): unknown {
  if (Array.isArray(tree)) {
    return tree.map((item) => decide(item, choiceValue)).filter((item) => item !== null);
  }
  if (typeof tree !== 'object' || tree === null) return tree;
  if ('choice' in tree && typeof tree.choice === 'string') {
    const value = choiceValue(tree.choice);
    if (!('options' in tree)) return value;
    const options = tree.options as Readonly<Record<string, unknown>>;
    const option = options[String(value)];
    return option === undefined
      ? fault(`${tree.choice}: no option ${value}`)
      : decide(option, choiceValue);
  }
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    const decided = decide(value, choiceValue);
    if (decided !== null || value === null) made[key] = decided;
  }
  return made;
}
