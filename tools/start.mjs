/** `npm start`: makes the clone ready and settles a family's year on the command line. */
import { makeReady, runNode } from './setup.mjs';

makeReady();
process.exitCode = runNode('bin/tibao', ['demo', ...process.argv.slice(2)]).code;
