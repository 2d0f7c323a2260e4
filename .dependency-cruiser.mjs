/**
 * The import arrows of ARCHITECTURE.md, held by `npm run check`.
 * Tests may import anything; so may testing (but not its oracle), bench and tools.
 */
const TEST = '\\.test\\.ts$';
const PACKAGES = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** Forbids what one part of the engine may not import of the others. */
function part(name, path, allowed, why) {
  return {
    name: `engine-${name}`,
    severity: 'error',
    comment: why,
    from: { path, pathNot: TEST },
    to: { path: '^engine/', pathNot: [path, ...allowed] },
  };
}

const UNITS = '^engine/units/';
const LAW = '^engine/law/(?!read/)';
const READ = '^engine/law/read/';
const SETTLE = '^engine/settle/';
const EXPLAIN = '^engine/explain/';
const INPUT = '^engine/input/';
const BATCH = '^engine/batch/';
const ANALYSE = '^engine/analyse/';

export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two files that import each other are one idea: join them, or move what both need.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-found',
      severity: 'error',
      comment: 'The imported file or package does not exist.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'engine-alone',
      severity: 'error',
      comment: 'The engine imports nothing of ours: move the code into engine or pass it in.',
      from: { path: '^engine/', pathNot: TEST },
      to: { path: '^(apps|modules|platform|bench|testing|tools|policies)/' },
    },
    {
      name: 'platform-alone',
      severity: 'error',
      comment: 'The platform knows no medical word: move the code into a module or pass it in.',
      from: { path: '^platform/', pathNot: TEST },
      to: { path: '^(engine|modules|apps|bench|testing|tools|policies)/' },
    },
    {
      name: 'platform-entries',
      severity: 'error',
      comment: 'A part of the platform is imported by its index.ts: add the name there.',
      from: { path: '^(platform/[^/]+|modules|apps)/', pathNot: TEST },
      to: { path: '^platform/.+/.+', pathNot: ['^$1/', '/index\\.ts$'] },
    },
    {
      name: 'modules-below-apps',
      severity: 'error',
      comment: 'A module knows engine and platform by their entries, and neither apps nor tools.',
      from: { path: '^modules/', pathNot: TEST },
      to: { path: '^(engine|apps|bench|testing|tools)/', pathNot: '^engine/.+/index\\.ts$' },
    },
    {
      name: 'module-entries',
      severity: 'error',
      comment: 'A module reaches another by its index.ts or by an event.',
      from: { path: '^(modules/[^/]+|apps)/', pathNot: TEST },
      to: { path: '^modules/.+/.+', pathNot: ['^$1/', '/index\\.ts$'] },
    },
    {
      name: 'engine-pure',
      severity: 'error',
      comment: 'No disk, clock or process in the engine: take what you need as an argument.',
      from: { path: '^engine/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-packages',
      severity: 'error',
      comment: 'Only law/read and input know packages, and only the parsers yaml and typebox.',
      from: { path: '^engine/', pathNot: [TEST, READ, INPUT] },
      to: { dependencyTypes: PACKAGES },
    },
    {
      name: 'engine-parsers',
      severity: 'error',
      comment: 'law/read and input use the parsers yaml and typebox and no other package.',
      from: { path: [READ, INPUT], pathNot: TEST },
      to: { dependencyTypes: PACKAGES, pathNot: '(^|/)(yaml|typebox)(/|$)' },
    },
    part('units', UNITS, [], 'units know nothing of the others.'),
    part('law', LAW, [UNITS], 'law is plain data over units; law/read makes it.'),
    part('law-read', READ, [UNITS, LAW], 'law/read turns text into law and never settles.'),
    part('settle', SETTLE, [UNITS, LAW], 'settle runs a Program and never reads a file.'),
    part('explain', EXPLAIN, [UNITS, LAW, SETTLE], 'explain renders what settle found.'),
    part('input', INPUT, [UNITS, LAW, READ, SETTLE], 'input turns outside data into events.'),
    part('batch', BATCH, [UNITS, LAW], 'batch runs a Program over columns and never reads a file.'),
    part(
      'analyse',
      ANALYSE,
      [UNITS, LAW, READ, SETTLE, BATCH, INPUT],
      'analyse looks at law as a whole and renders nothing.',
    ),
    {
      name: 'engine-entries',
      severity: 'error',
      comment: 'A part of the engine is imported by its index.ts: add the name there.',
      from: { path: '^engine/([^/]+)/', pathNot: TEST },
      to: { path: '^engine/.+/.+', pathNot: ['^engine/$1/', '/index\\.ts$'] },
    },
    {
      name: 'law-read-entry',
      severity: 'error',
      comment: 'law/read has one entry, its index.ts.',
      from: { pathNot: [TEST, READ, '^(bench|testing|tools)/'] },
      to: { path: READ, pathNot: '/index\\.ts$' },
    },
    {
      name: 'apps-entries',
      severity: 'error',
      comment: 'Apps know the engine by its index.ts files and nothing of tests and tools.',
      from: { path: '^apps/', pathNot: TEST },
      to: { path: '^(engine|bench|testing|tools)/', pathNot: '^engine/.+/index\\.ts$' },
    },
    {
      name: 'oracle-alone',
      severity: 'error',
      comment: 'The oracle is a second opinion: it shares no code with the engine.',
      from: { path: '^testing/oracle/', pathNot: TEST },
      to: { path: '^(engine|apps|bench|tools)/' },
    },
    {
      name: 'no-test-import',
      severity: 'error',
      comment: 'A test is imported by nobody: move what is shared beside it.',
      from: {},
      to: { path: TEST },
    },
    {
      name: 'no-dev-packages',
      severity: 'error',
      comment: 'What engine and apps import must be under "dependencies".',
      from: { path: '^(engine|modules|platform|apps)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
