/**
 * `npm run server`: makes the clone ready and starts the platform with its demo city on the embedded
 * database in `data/`. What the environment sets is left as it is.
 */
import { makeReady, runNode } from './setup.mjs';

const DEMO = { TIBAO_DATA: 'data', TIBAO_TODAY: '2025-06-16', TIBAO_DEMO_PERSONS: '2000' };

makeReady();
process.exitCode = runNode('apps/server/main.ts', [], { env: { ...DEMO, ...process.env } }).code;
