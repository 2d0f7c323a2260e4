/**
 * How Vite makes the pages: one entry for each HTML file, relative addresses, the law files of the
 * folder `TIBAO_LAW_FILES` beside them. `build.ts` writes those files first and names it.
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default {
  root: at('.'),
  base: './',
  publicDir: process.env.TIBAO_LAW_FILES ?? false,
  cacheDir: at('../../.tmp/web/vite'),
  oxc: { jsx: { runtime: 'automatic' } },
  worker: { format: 'es' },
  build: {
    outDir: at('../../.tmp/web/pages'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The chart, loaded only when it is asked for.
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Ant Design marks its files for servers that render; these pages have none.
      checks: { bundlerTimings: false, moduleLevelDirective: false },
      input: {
        home: at('index.html'),
        estimator: at('estimator/index.html'),
        bill: at('bill/index.html'),
        console: at('console/index.html'),
      },
    },
  },
};
