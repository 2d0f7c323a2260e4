/**
 * Compiles the law of one area with other choices made, scheme by scheme: a scheme that a flip does
 * not touch is compiled once for all flips.
 */
import type { ChoiceValue } from '../law/index.ts';
import type { Compiled, LawText } from '../law/read/index.ts';
import type { CompileTexts } from './case-bench.ts';
import { indexLaw, type LawFileEntry } from './law-files.ts';

type Flips = Readonly<Record<string, ChoiceValue>>;

/**
 * Gives the law of an area under flips. Where some file is wrong, or a flip names a file that no
 * scheme of the area has, the whole body is compiled, so that everything wrong is told.
 */
export function areaLaws(
  laws: readonly LawText[],
  compile: CompileTexts,
): (flips: Flips, area: string) => Compiled {
  const index = indexLaw(laws);
  const parts = new Map(index.schemes.map((scheme) => [scheme, index.filesOf([scheme])]));
  const kept = new Map<string, Compiled>();
  const compiled = (scheme: LawFileEntry, files: readonly LawFileEntry[], flips: Flips) => {
    const key = JSON.stringify([scheme.path, Object.entries(flips).sort()]);
    const made = kept.get(key) ?? compile(files, flips);
    kept.set(key, made);
    return made;
  };
  return (flips, area) => {
    const schemes = index.schemes.filter((scheme) => scheme.area === area);
    const touched = new Set<string>();
    const each = schemes.map((scheme) => {
      const files = parts.get(scheme) ?? [];
      const own = ownFlips(flips, files);
      for (const flip of Object.keys(own)) touched.add(flip);
      return { scheme, made: compiled(scheme, files, own) };
    });
    const isWhole = each.every(({ made }) => made.law !== null);
    if (schemes.length === 0 || !isWhole || touched.size < Object.keys(flips).length) {
      return compile(laws, flips);
    }
    return {
      law: {
        programs: each.flatMap(({ scheme, made }) =>
          (made.law?.programs ?? []).filter(({ id }) => id === scheme.id),
        ),
        dimensions: each[0]?.made.law?.dimensions ?? [],
        documents: each[0]?.made.law?.documents ?? [],
      },
      diagnostics: each.flatMap(({ made }) => made.diagnostics),
    };
  };
}

/** The flips of choices that these files make. */
function ownFlips(flips: Flips, files: readonly LawFileEntry[]): Flips {
  const ids = new Set(files.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(flips).filter(([flip]) => ids.has(flip.slice(0, flip.lastIndexOf('/')))),
  );
}
