/**
 * Illegal changes of how rules stand to each other: overlaps, cycles, doubles, rules that lack a
 * half.
 */
import { type GoodLaw, type Kind, onLine } from './kind.ts';
import { linesOf, saidBy } from './lines.ts';

const schemesOverlap: Kind = {
  name: 'schemes that overlap',
  make({ files }, chance) {
    const schemes = files.filter((file) => saidBy(file, 'kind') === 'scheme');
    const scheme = chance.pick(schemes);
    const text = scheme.text.replace(/^id: .*$/m, `$&.again${chance.int(1, 9_999)}`);
    const copy = { path: `zz/${chance.int(1, 9_999)}.scheme.yaml`, text };
    const line = linesOf(copy).findIndex((one) => one.text.startsWith('effectiveFrom:')) + 1;
    const expected = [{ code: 'law/schemes_overlap', line }];
    return { files: [...files, copy], file: copy.path, expected };
  },
};

const duplicateId: Kind = {
  name: 'an id in two files',
  make({ files }, chance) {
    const file = chance.pick(files.filter((one) => saidBy(one, 'id') !== ''));
    const copy = { path: `zz/${chance.int(1, 9_999)}.yaml`, text: file.text };
    const line = linesOf(copy).findIndex((one) => one.text.startsWith('id:')) + 1;
    const expected = [{ code: 'law/duplicate_id', line }];
    return { files: [...files, copy], file: copy.path, expected };
  },
};

const ownResult = onLine({
  name: 'a base that is its own result',
  code: 'law/base_cycle',
  where: (line) =>
    !line.isOptional && /\breasons: \[[\w./-]+/.test(line.text) && line.section === 'parts',
  change: ({ text, file }, chance) => {
    const own = `${saidBy(file, 'id')}.${chance.pick(['copay', 'deductible', 'overCap'])}`;
    return { lines: [text.replace(/\breasons: \[/, `$&${own}, `)] };
  },
});

const mutualResult = onLine({
  name: 'tiers that take from each other',
  code: 'law/base_cycle',
  where: (line, law) =>
    !line.isOptional &&
    line.section === 'parts' &&
    /\breasons: \[[\w./-]+/.test(line.text) &&
    law.tierFrom.has(saidBy(line.file, 'id')) &&
    takers(saidBy(line.file, 'id'), law).length > 0,
  change: ({ text, file }, chance, law) => {
    const taker = chance.pick(takers(saidBy(file, 'id'), law));
    return { lines: [text.replace(/\breasons: \[/, `$&${taker}.copay, `)] };
  },
});

const capWithoutRule = onLine({
  name: 'a cap without what lies above it',
  code: 'law/above_cap_missing',
  where: ({ text, file }) => text.startsWith('aboveCap:') && /^caps:\n/m.test(file.text),
  change: ({ file }) => {
    const caps = linesOf(file).find(({ text }) => text === 'caps:')?.index ?? 0;
    const own = linesOf(file).find(({ text }) => text.startsWith('aboveCap:'))?.index ?? 0;
    return { lines: [], above: caps > own ? caps - 1 : caps };
  },
});

const segmentsWithoutRule = onLine({
  name: 'segments without when to round',
  code: 'law/round_each_missing',
  where: ({ text, file }) => text.startsWith('roundEach:') && /^ {4}segments:$/m.test(file.text),
  change: ({ file }) => {
    const segments = linesOf(file).find(({ text }) => text === '    segments:')?.index ?? 0;
    const own = linesOf(file).find(({ text }) => text.startsWith('roundEach:'))?.index ?? 0;
    return { lines: [], above: segments > own ? segments - 1 : segments };
  },
});

/** Tiers that take what a tier left, as their files say, in some scheme that has both. */
function takers(id: string, { lines, files: all }: GoodLaw): readonly string[] {
  const schemes = all.filter((file) => saidBy(file, 'kind') === 'scheme');
  const tiersOf = schemes.map(({ text }) => new Set(text.match(/[\w.-]+/g) ?? []));
  const meets = (other: string) => tiersOf.some((tiers) => tiers.has(id) && tiers.has(other));
  const files = lines.filter(
    ({ text, section, isOptional }) =>
      section === 'parts' &&
      !isOptional &&
      new RegExp(`\\b${id.replaceAll('.', '\\.')}[./]\\w`).test(text),
  );
  const ids = new Set(files.map(({ file }) => saidBy(file, 'id')));
  return [...ids].filter((one) => one !== id && meets(one));
}

/** Changes of how rules stand to each other. */
export const RULE_KINDS: readonly Kind[] = [
  schemesOverlap,
  duplicateId,
  ownResult,
  mutualResult,
  capWithoutRule,
  segmentsWithoutRule,
];
