/**
 * Plants forbidden imports in a tree of its own and runs the project's dependency-cruiser
 * configuration over it: every forbidden arrow must be found, every allowed one must pass.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tibao-arrows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FORBIDDEN: readonly [rule: string, from: string, imports: string][] = [
  ['engine-units', 'engine/units/up.ts', '../law/index.ts'],
  ['engine-law', 'engine/law/up.ts', '../settle/index.ts'],
  ['engine-law', 'engine/law/reads.ts', './read/index.ts'],
  ['engine-law-read', 'engine/law/read/up.ts', '../../settle/index.ts'],
  ['engine-settle', 'engine/settle/reads.ts', '../law/read/index.ts'],
  ['engine-settle', 'engine/settle/up.ts', '../explain/index.ts'],
  ['engine-explain', 'engine/explain/side.ts', '../input/index.ts'],
  ['engine-input', 'engine/input/side.ts', '../explain/index.ts'],
  ['engine-input', 'engine/input/up.ts', '../analyse/index.ts'],
  ['engine-analyse', 'engine/analyse/side.ts', '../explain/index.ts'],
  ['engine-alone', 'engine/settle/roof.ts', '../../apps/cli/main.ts'],
  ['engine-alone', 'engine/units/ground.ts', '../../platform/database/index.ts'],
  ['engine-batch', 'engine/batch/side.ts', '../settle/index.ts'],
  ['platform-alone', 'platform/database/side.ts', '../../engine/units/index.ts'],
  ['platform-alone', 'platform/http/up.ts', '../../modules/ledger/index.ts'],
  ['platform-entries', 'platform/http/deep.ts', '../database/pool.ts'],
  ['platform-entries', 'modules/ledger/deep.ts', '../../platform/database/pool.ts'],
  ['modules-below-apps', 'modules/ledger/roof.ts', '../../apps/cli/main.ts'],
  ['modules-below-apps', 'modules/ledger/engine.ts', '../../engine/law/program.ts'],
  ['module-entries', 'modules/settlement/deep.ts', '../ledger/model.ts'],
  ['module-entries', 'apps/server/deep.ts', '../../modules/ledger/model.ts'],
  ['no-dev-packages', 'modules/ledger/dev.ts', 'fast-check'],
  ['engine-pure', 'engine/law/disk.ts', 'node:fs'],
  ['engine-packages', 'engine/settle/parser.ts', 'yaml'],
  ['engine-packages', 'engine/explain/parser.ts', 'typebox'],
  ['engine-parsers', 'engine/law/read/other.ts', 'commander'],
  ['engine-entries', 'engine/settle/deep.ts', '../law/program.ts'],
  ['law-read-entry', 'engine/input/deep.ts', '../law/read/schema.ts'],
  ['apps-entries', 'apps/cli/deep.ts', '../../engine/law/program.ts'],
  ['apps-entries', 'apps/cli/tests.ts', '../../testing/oracle/model.ts'],
  ['oracle-alone', 'testing/oracle/borrowed.ts', '../../engine/units/index.ts'],
  ['no-test-import', 'tools/borrowed.ts', '../engine/law/x.test.ts'],
  ['no-dev-packages', 'apps/cli/dev.ts', 'fast-check'],
  ['not-found', 'tools/lost.ts', './nowhere.ts'],
  ['no-cycle', 'tools/one.ts', './two.ts'],
];

const ALLOWED: readonly [from: string, imports: string][] = [
  ['engine/law/down.ts', '../units/index.ts'],
  ['engine/law/read/down.ts', '../program.ts'],
  ['engine/law/read/yaml.ts', 'yaml'],
  ['engine/law/read/typebox.ts', 'typebox'],
  ['engine/settle/down.ts', '../law/index.ts'],
  ['engine/input/down.ts', '../law/read/index.ts'],
  ['engine/explain/down.ts', '../settle/index.ts'],
  ['engine/analyse/down.ts', '../input/index.ts'],
  ['engine/batch/down.ts', '../law/index.ts'],
  ['engine/analyse/batch.ts', '../batch/index.ts'],
  ['platform/http/side.ts', '../database/index.ts'],
  ['platform/database/beside.ts', './pool.ts'],
  ['modules/settlement/beside.ts', '../ledger/index.ts'],
  ['modules/settlement/down.ts', '../../platform/database/index.ts'],
  ['modules/settlement/engine.ts', '../../engine/units/index.ts'],
  ['apps/server/wires.ts', '../../modules/ledger/index.ts'],
  ['engine/settle/any.test.ts', '../law/read/schema.ts'],
  ['apps/cli/down.ts', '../../engine/law/read/index.ts'],
  ['bench/deep.ts', '../engine/law/program.ts'],
  ['testing/deep.ts', '../engine/law/read/schema.ts'],
  ['testing/oracle/beside.ts', './model.ts'],
];

const LEAVES = [
  'engine/units/index.ts',
  'engine/law/index.ts',
  'engine/law/program.ts',
  'engine/law/x.test.ts',
  'engine/law/read/index.ts',
  'engine/law/read/schema.ts',
  'engine/settle/index.ts',
  'engine/explain/index.ts',
  'engine/input/index.ts',
  'engine/analyse/index.ts',
  'engine/batch/index.ts',
  'platform/database/index.ts',
  'platform/database/pool.ts',
  'modules/ledger/index.ts',
  'modules/ledger/model.ts',
  'apps/cli/main.ts',
  'testing/oracle/model.ts',
];

const found = plantAndCruise();

describe('import arrows', () => {
  it.each(FORBIDDEN)('%s: forbids %s to import %s', (rule, from) => {
    expect(found.filter((violation) => violation.from === from)).toContainEqual({ rule, from });
  });

  it.each(ALLOWED)('allows %s to import %s', (from) => {
    expect(found.filter((violation) => violation.from === from)).toEqual([]);
  });
});

function plantAndCruise(): { rule: string; from: string }[] {
  for (const path of LEAVES) write(path, 'export const x = 1;\n');
  for (const [, from, imports] of FORBIDDEN) write(from, `import '${imports}';\n`);
  for (const [from, imports] of ALLOWED) write(from, `import '${imports}';\n`);
  write('tools/two.ts', "import './one.ts';\n");
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.mjs');
  const folders = ['engine', 'modules', 'platform', 'apps', 'testing', 'bench', 'tools'];
  const { stdout } = spawnSync(
    process.execPath,
    [cruise, '--config', config, '--output-type', 'json', ...folders],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const violations: { rule: { name: string }; from: string }[] =
    JSON.parse(stdout).summary.violations;
  return violations.map(({ rule, from }) => ({ rule: rule.name, from }));
}

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
