/**
 * The worker of the estimator: one request, one answer, by number. It fetches law files from
 * beside the page and nothing else.
 */
import { openDesk } from './desk.ts';
import type { Answer, Request } from './protocol.ts';

let lawsUrl = '';
const desk = openDesk(async (name) => {
  const response = await fetch(new URL(name, lawsUrl), { credentials: 'omit' });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
});

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  self.postMessage(await answerTo(data));
});

async function answerTo(request: Request): Promise<Answer> {
  const { number } = request;
  try {
    if (request.kind === 'open') {
      lawsUrl = request.lawsUrl;
      return { number, kind: 'given', value: await desk.catalogue() };
    }
    if (request.kind === 'ask') return { number, kind: 'given', value: await desk.ask(request.of) };
    if (request.kind === 'estimate') {
      return { number, kind: 'given', value: await desk.estimate(request.of) };
    }
    return { number, kind: 'given', value: await desk.curve(request.of) };
  } catch (fault) {
    return { number, kind: 'failed', message: fault instanceof Error ? fault.message : `${fault}` };
  }
}
