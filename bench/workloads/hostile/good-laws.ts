/**
 * Good laws to spoil: the small law, and each area of `policies/` with what it may name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Compiled, LawText } from '../../../engine/law/read/index.ts';
import { formatDay } from '../../../engine/units/index.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import type { GoodLaw } from './kind.ts';
import { linesOf, saidBy } from './lines.ts';

const POLICIES = fileURLToPath(new URL('../../../policies/', import.meta.url));
/** Kinds of files that every area may name. */
const SHARED = ['documents', 'vocabulary'];

/** Gives the laws; one that does not compile is a fault of the project and throws. */
export function goodLaws(compile: (files: readonly LawText[]) => Compiled): readonly GoodLaw[] {
  const files = lawFiles();
  const shared = files.filter((file) => SHARED.includes(saidBy(file, 'kind')));
  const others = files.filter((file) => !shared.includes(file));
  const folderOf = ({ path }: LawText) => path.split('/')[0] ?? '';
  const folders = [...new Set(others.map(folderOf))];
  const bodies = folders.map((folder) => [
    ...others.filter((file) => folderOf(file) === folder),
    ...shared,
  ]);
  return [MINIMAL_LAW, ...bodies].map((body) => goodLaw(body, compile(body)));
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

function lawFiles(): readonly LawText[] {
  if (!existsSync(POLICIES)) return [];
  return readdirSync(POLICIES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.endsWith('.cases.yaml'))
    .sort()
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      text: readFileSync(join(POLICIES, path), 'utf8'),
    }));
}
