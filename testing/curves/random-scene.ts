/**
 * Random scenes for curves: a visit of a random year under a random law, with the counters as they
 * stand before it, and a random mix of its lines.
 */
import { createHash } from 'node:crypto';
import type { Mix, Scene } from '../../engine/analyse/curves/scene.ts';
import { withClose } from '../../engine/analyse/curves/year-end.ts';
import { compileLaw } from '../../engine/law/read/index.ts';
import {
  type Close,
  EMPTY_STATE,
  type Event,
  type Line,
  pickProgram,
  type State,
  settle,
} from '../../engine/settle/index.ts';
import { asDay, dayFromCivil, dayToCivil } from '../../engine/units/index.ts';
import { itemsForEngine, personForEngine } from '../agree/to-engine.ts';
import { type Chance, chanceOf } from '../laws/chance.ts';
import { randomLaw } from '../laws/random-law.ts';
import { randomYear } from '../laws/random-year.ts';
import { CODES } from '../laws/vocabulary.ts';

/** The scenes that a seed gives: one for each visit and premium that can be settled. */
export function randomScenes(seed: number): readonly Scene[] {
  const written = randomLaw({ seed });
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const { law } = compileLaw(written.texts, { digest, flips: written.flips });
  if (!law) throw new Error(`the law of seed ${seed} is refused`);
  const year = randomYear(written, { seed });
  const person = personForEngine(year.person);
  const chance = chanceOf(seed ^ 0x2545f491);
  const scenes: Scene[] = [];
  let state: State = EMPTY_STATE;
  for (const item of itemsForEngine(year.items, new Map())) {
    if (item.kind !== 'event') continue;
    const { event } = item;
    const program = pickProgram(law, written.area, person, event);
    if (!program.ok) continue;
    const step = settle({ event, person, state, program: program.value });
    if (!step.ok) continue;
    const scene = sceneOf(chance, event);
    if (scene) scenes.push({ ...scene, program: program.value, person, state });
    state = step.value.state;
  }
  return scenes;
}

/**
 * The same scenes with the end of a year after each: alone, or in a household with somebody whose
 * counters are those before the person's own first bill of the year.
 */
export function randomYearEnds(seed: number): readonly Scene[] {
  const chance = chanceOf(seed ^ 0x165667b1);
  const all = randomScenes(seed);
  return all.flatMap((scene) => {
    const { program, person, event } = scene;
    if (!program.tiers.some(({ on }) => on === 'close')) return [];
    const day = event.kind === 'visit' ? event.settledOn : event.on;
    const last = dayFromCivil({ year: dayToCivil(day).year, month: 12, day: 31 });
    const isHousehold = program.tiers.some(({ scope }) => scope === 'household');
    const { state } = chance.pick(all);
    const close: Close = {
      kind: 'close',
      id: 'close',
      on: asDay(Math.min(last, program.until - 1)),
      facets: { level: chance.pick(CODES.level), careHours: '2' },
      members: isHousehold
        ? [
            { personId: person.id, state: scene.state },
            { personId: 'other', state },
          ]
        : [],
    };
    const earlierFen = chance.is(0.3) ? [chance.int(0, 2_000_000)] : [];
    const year = withClose(scene, close, earlierFen);
    return year.ok ? [year.value] : [];
  });
}

function sceneOf(chance: Chance, event: Event): Pick<Scene, 'event' | 'mix'> | null {
  if (event.kind === 'contribution') return { event, mix: { id: '', title: '', lines: [] } };
  if (event.kind !== 'visit' || event.lines.length === 0) return null;
  return { event: { ...event, lines: [] }, mix: mixOf(chance, event.lines) };
}

function mixOf(chance: Chance, lines: readonly Line[]): Mix {
  let leftBp = 10_000;
  const mixed = lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const shareBp = isLast ? leftBp : chance.int(0, leftBp);
    leftBp -= shareBp;
    return {
      shareBp,
      fixedFen: chance.is(0.2) ? chance.int(0, 3_000_000) : 0,
      overLimitBp: chance.is(0.3) ? chance.int(0, 10_000) : 0,
      firstShareBp: line.firstShareBp,
      facets: line.facets,
    };
  });
  return { id: 'random', title: 'random', lines: mixed };
}
