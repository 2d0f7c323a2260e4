/**
 * Good laws to spoil: the small law, and each area of `policies/` with what it may name.
 */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { POLICIES, readLawFolder } from '../../../apps/cli/load-law.ts';
import type { Compiled, LawText } from '../../../engine/law/read/index.ts';
import { formatDay } from '../../../engine/units/index.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { WHOLE_LAW } from '../../../testing/laws/whole.ts';
import type { GoodLaw } from './kind.ts';
import { linesOf, saidBy } from './lines.ts';

/** Kinds of files that every area may name. */
const SHARED = ['documents', 'vocabulary'];

/** Gives the laws; one that does not compile is a fault of the project and throws. */
export function goodLaws(compile: (files: readonly LawText[]) => Compiled): readonly GoodLaw[] {
  const files = lawFiles();
  const shared = files.filter((file) => SHARED.includes(saidBy(file, 'kind')));
  const others = files.filter((file) => !shared.includes(file));
  const folderOf = ({ path }: LawText) => path.split('/')[0] ?? '';
  const folders = [...new Set(others.map(folderOf))];
  const bodies = folders
    .map((folder) => others.filter((file) => folderOf(file) === folder))
    .flatMap((own) => (own.length > MOST_FILES ? parted(own) : [own]))
    .map((own) => [...own, ...shared]);
  return [MINIMAL_LAW, WHOLE_LAW, ...bodies].map((body) => goodLaw(body, compile(body)));
}

/** Files of a body: what an officer has open is an area, not a book of forms. */
const MOST_FILES = 40;
const SCHEMES_IN_PART = 8;

/** Parts a large folder by its schemes, each part with the files that its schemes name. */
function parted(files: readonly LawText[]): readonly (readonly LawText[])[] {
  const schemes = files.filter((file) => saidBy(file, 'kind') === 'scheme');
  const areas = files.filter((file) => saidBy(file, 'kind') === 'area');
  const parts: (readonly LawText[])[] = [];
  for (let at = 0; at < schemes.length; at += SCHEMES_IN_PART) {
    const own = schemes.slice(at, at + SCHEMES_IN_PART);
    const named = namedIn(own, files);
    parts.push([...new Set([...areas, ...own, ...named, ...namedIn(named, files)])]);
  }
  return parts;
}

function namedIn(texts: readonly LawText[], files: readonly LawText[]): readonly LawText[] {
  const words = new Set(texts.flatMap(({ text }) => text.match(/[\w.-]+/g) ?? []));
  const isScheme = (file: LawText) => saidBy(file, 'kind') === 'scheme';
  return files.filter((file) => !isScheme(file) && words.has(saidBy(file, 'id')));
}

function goodLaw(files: readonly LawText[], { law, diagnostics }: Compiled): GoodLaw {
  if (!law) {
    const [first] = diagnostics;
    throw new Error(`not a good law: ${first?.file}:${first?.line} ${first?.message}`);
  }
  const tiers = law.programs.flatMap((program) => program.tiers);
  const named = JSON.stringify(tiers).matchAll(/"([\w.-]+\/\w+)"/g);
  return {
    files,
    lines: files.flatMap(linesOf),
    usedParameters: new Set([...named].map((one) => one[1] ?? '')),
    tierFrom: new Map(tiers.map(({ id, from }) => [id, formatDay(from)])),
  };
}

/** By the path within `policies/`, whose first part is the area. */
function lawFiles(): readonly LawText[] {
  if (!existsSync(POLICIES)) return [];
  return readLawFolder(POLICIES).laws.map(({ path, text }) => ({
    path: relative(POLICIES, path).replaceAll('\\', '/'),
    text,
  }));
}
