/** A thread of trial `agree`: given a stretch of seeds, answers with its tally; ended by `null`. */
import { parentPort } from 'node:worker_threads';
import { type Stretch, tryStretch } from './agree-tally.ts';

parentPort?.on('message', (stretch: Stretch | null) => {
  if (stretch === null) parentPort?.close();
  else parentPort?.postMessage(tryStretch(stretch));
});
