/**
 * A scene whose bill is the last before a close, and how the engine settles it.
 */
import { type Close, planEvent, type Settled, settle } from '../../settle/index.ts';
import { accepted, type Result } from '../../units/index.ts';
import { eventAt, type Scene } from './scene.ts';

/**
 * Ends a scene with a close. `earlierFen` are the open costs of bills of the same kind that came
 * before it, oldest first; the state of the scene is that before them. Members of the close other
 * than the person stand with their declared states. Rejects what `settle` rejects of either.
 */
export function withClose(
  scene: Scene,
  close: Close,
  earlierFen: readonly number[] = [],
): Result<Scene> {
  const { program, person } = scene;
  const planned = planEvent({ event: close, person, state: scene.state, program });
  if (!planned.ok) return planned;
  // What the close reads of nobody's bill here is cost that was borne.
  const declared = planned.value.members.reduce((sum, { totalFen }) => sum + totalFen, 0);
  const besides = { total: declared, person: declared };
  let { state } = scene;
  for (const [index, fen] of earlierFen.entries()) {
    const event = { ...eventAt(scene, fen), id: `${scene.event.id}-${index + 1}` };
    const step = settle({ event, person, state, program });
    if (!step.ok) return step;
    besides.total += step.value.settled.totalFen;
    besides.person += step.value.settled.personFen;
    state = step.value.state;
  }
  return accepted({ ...scene, state, yearEnd: { close, besidesFen: besides } });
}

export interface SettledScene {
  /** The bill, then its close where the scene ends with one. */
  readonly steps: readonly Settled[];
  /** Of the bill; of the year where the scene ends with a close. */
  readonly totalFen: number;
  readonly personFen: number;
}

/** Settles a scene at an open cost in fen. */
export function settleScene(scene: Scene, costFen: number): Result<SettledScene> {
  const { person, program, yearEnd } = scene;
  const bill = settle({ event: eventAt(scene, costFen), person, state: scene.state, program });
  if (!bill.ok) return bill;
  const { settled, state } = bill.value;
  const { totalFen, personFen } = settled;
  if (!yearEnd) return accepted({ steps: [settled], totalFen, personFen });
  const { close, besidesFen } = yearEnd;
  const members = close.members.map((member) =>
    member.personId === person.id ? { ...member, state } : member,
  );
  const closed = settle({ event: { ...close, members }, person, state, program });
  if (!closed.ok) return closed;
  const paidFen = closed.value.settled.paidFen.reduce((sum, fen) => sum + fen, 0);
  return accepted({
    steps: [settled, closed.value.settled],
    totalFen: totalFen + besidesFen.total,
    personFen: personFen + besidesFen.person - paidFen,
  });
}
