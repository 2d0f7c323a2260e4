/**
 * The Program of a scheme: everything linked, in an order that does not depend on how files are
 * laid out.
 */
import {
  type PersonClass,
  PROGRAM_FORMAT,
  type Program,
  type SchemeChoices,
} from '../../program.ts';
import type { Dimension, Named } from '../../terms.ts';
import { GENERAL_CLASS, type Lexicon, PERSON_CLASS } from '../lexicon.ts';
import { qualifierOf, type SchemeIn } from '../scheme-parts.ts';
import { chosenIn } from './chosen.ts';
import { counterOf } from './counter.ts';
import { dimensionsNamed, type Undimensioned } from './dimensions.ts';
import { backdatingOf, exclusionsOf, pricesOf, readingsOf } from './facts.ts';
import { canonicalJson, type Digest } from './hash.ts';
import { parametersOf } from './parameter.ts';
import { selectorOf } from './selector.ts';
import { tierOf } from './tier.ts';

/** Compiles a scheme whose checks found no error. */
export function programOf(scheme: SchemeIn, lexicon: Lexicon, digest: Digest): Program {
  const { data } = scheme.unit;
  const tiers = scheme.tiers.map(tierOf);
  const classes = classesOf(scheme, lexicon);
  const unhashed: Undimensioned = {
    format: PROGRAM_FORMAT,
    id: data.id,
    area: data.area,
    title: data.title,
    from: scheme.span.from,
    until: scheme.span.until,
    covers: selectorOf(data.covers),
    choices: schemeChoicesOf(scheme),
    chosen: chosenIn(scheme),
    classes,
    backdating: backdatingOf(scheme),
    readings: readingsOf(scheme),
    prices: pricesOf(scheme),
    classification: {
      outOfScope: exclusionsOf(scheme),
      firstShareRounding: data.classification.firstShareRounding,
      firstShareOrder: data.classification.firstShareOrder,
    },
    payers: payersOf(
      tiers.map((tier) => tier.payer),
      lexicon,
    ),
    parameters: parametersIn(scheme),
    tiers,
    counters: countersIn(scheme),
  };
  const dimensions = dimensionsOf(unhashed, lexicon);
  const hash = digest(canonicalJson({ ...unhashed, dimensions }));
  return { hash, ...unhashed, dimensions };
}

/** Gives the choices that every scheme makes; the checks proved that they are there and legal. */
function schemeChoicesOf({ unit, choices }: SchemeIn): SchemeChoices {
  const made = (id: keyof SchemeChoices) => choices.get(id)?.written.is;
  return {
    lawDay: made('lawDay') as SchemeChoices['lawDay'],
    windowDay: made('windowDay') as SchemeChoices['windowDay'],
    order: made('order') as SchemeChoices['order'],
    lateBill: made('lateBill') as SchemeChoices['lateBill'],
    reversal: made('reversal') as SchemeChoices['reversal'],
    negativeDifference: made('negativeDifference') as SchemeChoices['negativeDifference'],
    leastDifferenceFen: made('leastDifferenceFen') as number,
    classChange: made('classChange') as SchemeChoices['classChange'],
    doubleEnrolment: made('doubleEnrolment') as SchemeChoices['doubleEnrolment'],
    schemeChange: made('schemeChange') as SchemeChoices['schemeChange'],
    counterMap: unit.data.counterMap ?? {},
  };
}

function classesOf({ unit }: SchemeIn, lexicon: Lexicon): readonly PersonClass[] {
  const known = lexicon.areas.get(unit.data.area)?.classes;
  return unit.data.personClasses.flatMap((id) => known?.get(id) ?? []);
}

function payersOf(ids: readonly string[], lexicon: Lexicon): readonly Named[] {
  return [...new Set(ids)].flatMap((id) => lexicon.payers.get(id) ?? []);
}

function parametersIn({ unit, tiers, overlays, prices }: SchemeIn) {
  return [unit, ...tiers.map((tier) => tier.unit), ...overlays, ...prices].flatMap(({ id, data }) =>
    parametersOf(id, data.parameters),
  );
}

function countersIn({ unit, tiers }: SchemeIn) {
  const own = qualifierOf(unit.id);
  return [
    ...Object.entries(unit.data.counters ?? {}).map(([id, one]) => counterOf(id, one, own)),
    ...tiers.flatMap((tier) =>
      Object.entries(tier.unit.data.counters ?? {}).map(([id, one]) =>
        counterOf(id, one, tier.qualify),
      ),
    ),
  ];
}

/** The dimensions that the Program names, with their codes sorted. */
function dimensionsOf(program: Undimensioned, lexicon: Lexicon): readonly Dimension[] {
  return dimensionsNamed(program).flatMap((id) => {
    const known = lexicon.dimensions.get(id);
    if (!known) return [];
    const codes = id === PERSON_CLASS ? classCodes(program.classes) : known.codes;
    return [{ ...known, codes: [...codes].sort((a, b) => (a.id < b.id ? -1 : 1)) }];
  });
}

function classCodes(classes: readonly PersonClass[]): readonly Named[] {
  const named = classes.map(({ id, zh, en }) => ({ id, zh, en }));
  return [...named, { id: GENERAL_CLASS, zh: '普通参保人', en: 'General' }];
}
