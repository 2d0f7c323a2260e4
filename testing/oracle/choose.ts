/**
 * Makes the choices of a written file: `{ choice: id }` becomes the chosen value, with `options`
 * the chosen subtree. A subtree that is null leaves no trace.
 */
import { fault } from './rejection.ts';
import type { Choice } from './written.ts';

export type Choices = Readonly<Record<string, Choice>>;
export type Flips = Readonly<Record<string, string | number | readonly string[]>>;

interface FileWithChoices {
  readonly id: string;
  readonly choices?: Choices;
}

/** What a choice of a file is, after the flips. */
export function chosen(file: FileWithChoices, name: string, flips: Flips): unknown {
  const flipped = flips[`${file.id}/${name}`];
  return flipped === undefined ? file.choices?.[name]?.is : flipped;
}

/** The file with every choice made; a name is looked up in the file, then in the scheme. */
export function withChoicesMade(file: FileWithChoices, scheme: FileWithChoices, flips: Flips) {
  const choiceValue = (name: string): unknown =>
    chosen(file, name, flips) ?? chosen(scheme, name, flips) ?? fault(`no choice ${name}`);
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
