/**
 * Every named choice behind a Program, with its source: all that its files make themselves, and of
 * shared files those that this scheme looks up.
 */
import type { ChosenOption } from '../../program.ts';
import type { FileKind } from '../schema.ts';
import { SCHEME_CHOICE_NAMES, type WrittenChoice } from '../scheme-choices.ts';
import type { SchemeIn } from '../scheme-parts.ts';
import type { Unit } from '../unit.ts';
import { citationOf } from './citation.ts';

/** Lists the choices of a scheme, sorted within each file. */
export function chosenIn(scheme: SchemeIn): readonly ChosenOption[] {
  const units = unitsIn(scheme);
  const own = units.flatMap(({ id, data }) =>
    optionsOf(id, ('choices' in data && data.choices) || {}),
  );
  const asked = askedOf(scheme);
  const shared = [...scheme.choiceFiles]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, { data }]) =>
      optionsOf(id, data.choices).filter((option) => asked.has(option.id)),
    );
  return [...own, ...shared];
}

function unitsIn({ unit, tiers, overlays, prices }: SchemeIn): readonly Unit<FileKind>[] {
  return [unit, ...tiers.map((tier) => tier.unit), ...overlays, ...prices];
}

/** Full names of the choices that the files of a scheme, and the scheme itself, look up. */
function askedOf(scheme: SchemeIn): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { used } of unitsIn(scheme)) {
    for (const [file, names] of used) for (const name of names) asked.add(`${file}/${name}`);
  }
  for (const name of SCHEME_CHOICE_NAMES) {
    const home = scheme.choices.get(name)?.home;
    if (home) asked.add(`${home.id}/${name}`);
  }
  return asked;
}

function optionsOf(
  file: string,
  choices: Readonly<Record<string, WrittenChoice>>,
): readonly ChosenOption[] {
  return Object.entries(choices)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, choice]) => ({
      id: `${file}/${name}`,
      ...(choice.settles !== undefined && { settles: choice.settles }),
      is: choice.is,
      otherwise: choice.otherwise,
      labels: choice.labels ?? {},
      citation: citationOf(choice),
    }));
}
