/**
 * Facts without days where the law needs one: a class whose recognition lapses counts from the day
 * of recognition, and a fact that always held would have lapsed long ago without a word.
 */
import type { Law } from '../law/index.ts';
import type { History } from '../settle/index.ts';
import { type InputProblem, index, problemAt } from './problem.ts';
import { ALWAYS } from './read-person.ts';

/** Lists a person's undated recognitions in classes that lapse under a scheme of the area. */
export function undatedClasses(law: Law, { area, person }: History): readonly InputProblem[] {
  const lapsing = law.programs
    .filter((program) => program.area === area)
    .flatMap((program) => program.classes.filter(({ validMonths }) => validMonths !== null));
  return person.facts.flatMap((fact, i) => {
    const found = lapsing.find(({ id }) => fact.dimension === 'personClass' && fact.code === id);
    if (!found || fact.effectiveFrom !== ALWAYS) return [];
    return [
      problemAt(index('person.facts', i), 'input/missing_field', {
        message: `${person.id} 的人员类别 ${found.zh}（${found.id}）有有效期，却没有认定日期`,
        fix: '写成 { dimension: personClass, code, effectiveFrom: 认定日期 }',
      }),
    ];
  });
}
