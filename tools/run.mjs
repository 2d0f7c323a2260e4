/** Runs a file of the project after making the clone ready: `node tools/run.mjs tools/x.ts …`. */
import { makeReady, runNode } from './setup.mjs';

const [file, ...args] = process.argv.slice(2);
makeReady();
process.exitCode = runNode(file, args).code;
