/**
 * Lets node run this project's TypeScript: `node --import ./tools/typescript.mjs file.ts`.
 * Types are stripped and nothing is added: no helper around closures, which would slow the engine.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
