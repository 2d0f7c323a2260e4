/** `npm run check`: runs every step, also after one has failed, and fails if any did. */
import { CHECK_STEPS, runStep } from './check-steps.mjs';
import { makeReady } from './setup.mjs';

makeReady();
const failed = CHECK_STEPS.filter((step) => !runStep(step));
if (failed.length > 0) {
  process.stdout.write(`failed: ${failed.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 1;
}
