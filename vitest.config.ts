import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engine,modules,platform,apps,testing,tools,bench}/**/*.test.ts'],
    exclude: ['**/*.slow.test.ts', '**/node_modules/**'],
    // A hanging test ends; a machine busy with other work must not fail one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
