/**
 * Values of parameters on a day, for a person and an event, and for a line where it is about one.
 */

import { numbersFor } from './dated.ts';
import { codeOf } from './facts.ts';
import { fault } from './rejection.ts';
import type { Scene } from './scene.ts';
import type { Parameters } from './written.ts';

/** The number, or the list, that a parameter has on the law day. */
export function numbersOf(scene: Scene, parameters: Parameters, name: string): bigint[] {
  const { by = [] } = parameters[name] ?? fault(`no parameter ${name}`);
  return numbersFor(
    scene,
    parameters,
    name,
    by.map((dimension) => codeOf(scene, dimension)),
  );
}
