/**
 * Facts and facets of names that the vocabulary does not have, or has for something else: the law
 * would never look at them, and a misspelt word would settle as if it had not been said.
 */
import type { Dimension, Law } from '../law/index.ts';
import { nearest, type Path } from '../law/read/index.ts';
import type { Event, Facets, History } from '../settle/index.ts';
import { field, type InputProblem, index, problemAt } from './problem.ts';

interface UnknownDimension {
  /** Where it stands in a history, e.g. `items`, 0, `facets`, `grad`. */
  readonly path: Path;
  readonly problem: InputProblem;
}

const OF: Readonly<Record<Dimension['of'], string>> = {
  person: '人员（person 的 facts）',
  event: '事件（事件的 facets）',
  line: '费用明细（lines 的 facets）',
};

/** Lists what a history says in dimensions that its law does not have in that place. */
export function unknownDimensions(
  { dimensions }: Law,
  { person, items }: History,
): readonly UnknownDimension[] {
  const known = new Map(dimensions.map((dimension) => [dimension.id, dimension]));
  const told = (names: readonly string[], of: Dimension['of'], path: Path, who: string) =>
    names.flatMap((name) => {
      const problem = problemOf(name, of, { at: placeOf(path), who, known });
      return problem ? [{ path: [...path, name], problem }] : [];
    });
  const facts = person.facts.flatMap(({ dimension }, i) =>
    told([dimension], 'person', ['person', 'facts', i], person.id),
  );
  const facets = items.flatMap((item, i) => {
    if (item.kind !== 'event') return [];
    const { event } = item;
    const path = ['items', i] as const;
    return [
      ...told(
        Object.keys(event.facets),
        'event',
        [...path, 'facets'],
        `${person.id} 的 ${event.id}`,
      ),
      ...linesOf(event).flatMap((line, at) => {
        const who = `${person.id} 的 ${event.id} 第 ${at + 1} 条`;
        return told(Object.keys(line.facets), 'line', [...path, 'lines', at, 'facets'], who);
      }),
    ];
  });
  return [...facts, ...facets];
}

function linesOf(event: Event): readonly { readonly facets: Facets }[] {
  return event.kind === 'visit' ? event.lines : [];
}

function problemOf(
  name: string,
  of: Dimension['of'],
  where: {
    readonly at: string;
    readonly who: string;
    readonly known: ReadonlyMap<string, Dimension>;
  },
): InputProblem | null {
  const dimension = where.known.get(name);
  if (dimension?.of === of) return null;
  const at = field(where.at, name);
  if (dimension) {
    return problemAt(at, 'input/unknown_dimension', {
      message: `${where.who}：“${name}”（${dimension.zh}）写错了地方，在这里不起作用`,
      fix: `它是${OF[dimension.of]}的维度，移到那里`,
    });
  }
  const here = [...where.known.values()].flatMap((one) => (one.of === of ? [one.id] : []));
  const near = nearest(name, here) ?? nearest(name, where.known.keys());
  return problemAt(at, 'input/unknown_dimension', {
    message: `${where.who}：词汇表里没有名为“${name}”的维度，写了也不起作用`,
    fix: near ? `是否应为“${near}”？` : `可用：${here.join('、')}；或先在 vocabulary 中登记`,
  });
}

function placeOf(path: Path): string {
  return path.reduce<string>(
    (at, step) => (typeof step === 'number' ? index(at, step) : field(at, step)),
    '',
  );
}
