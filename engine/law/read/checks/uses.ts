/**
 * Files of choices that others use: known, listed once, and no name hidden by another.
 */
import { type Body, placeAt, type Source } from '../body.ts';
import { choiceFile, choicesIn, textsIn } from '../choice-scope.ts';
import type { Report } from '../diagnostic.ts';
import type { Problem } from '../problem.ts';
import { didYouMean, repeatsIn } from '../wording.ts';
import { repeatedItem } from './selectors.ts';

/** Tells everything wrong with the `uses` of a file. */
export function checkUses(source: Source, body: Body, report: Report): void {
  const ids = textsIn(source.root, 'uses');
  const tell = (index: number, problem: Problem) =>
    report.add(placeAt(source.file, source.root, ['uses', index]), problem);
  const repeats = repeatsIn(ids);
  for (const index of repeats) tell(index, repeatedItem(ids[index] ?? ''));
  const homes = new Map<string, string>();
  // A scheme may differ from its area; what else says a name anew can as well name it anew.
  if (source.kind !== 'scheme') for (const id of choicesIn(source.root).keys()) homes.set(id, '');
  for (const [index, id] of ids.entries()) {
    const file = choiceFile(id, body);
    if (!file && body.isWhole) tell(index, unknownFile(id, body));
    if (!file || repeats.includes(index)) continue;
    for (const name of choicesIn(file.root).keys()) {
      const home = homes.get(name);
      if (home === undefined) homes.set(name, id);
      else tell(index, shadowed(name, id, home));
    }
  }
}

function unknownFile(id: string, { choices }: Body): Problem {
  const known = choices.map((file) => file.id);
  return {
    code: 'law/unknown_choices_file',
    message: `没有编号为“${id}”的选择文件，其中的选择都没有值`,
    fix: didYouMean(id, known, '新建 kind: choices 的文件，或从 uses 中移去'),
  };
}

function shadowed(name: string, file: string, home: string): Problem {
  const where = home === '' ? '本文件' : `排在前面的“${home}”`;
  return {
    code: 'law/choice_shadowed',
    message: `“${file}”的选择“${name}”在此不起作用：${where}已有同名选择`,
    fix: '改名其中一个；有意另选的，写成另一个名字再引用',
  };
}
