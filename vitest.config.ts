import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{engine,apps,testing,tools,bench}/**/*.test.ts'],
    exclude: ['**/*.slow.test.ts', '**/node_modules/**'],
    testTimeout: 20_000,
  },
});
