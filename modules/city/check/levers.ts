/** Fitted levers of a city, from `fitted/<city>.yaml`; without a file the profile's own hold. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Levers } from '../people/profile.ts';

/** Where the fitted levers of a city stand. */
function leversFile(like: string): string {
  return fileURLToPath(new URL(`../fitted/${like}.yaml`, import.meta.url));
}

/** Reads the fitted levers of a city. */
export function fittedLevers(like: string): Partial<Levers> {
  const file = leversFile(like);
  if (!existsSync(file)) return {};
  const read: unknown = parse(readFileSync(file, 'utf8'));
  if (typeof read !== 'object' || read === null || !('levers' in read)) {
    throw new Error(`${like}.yaml has no levers`);
  }
  return Object(read.levers);
}
