/**
 * The engine in Chromium under a content policy without `unsafe-eval`: it settles, and runs columns
 * by the table interpreter; no code can be made. Skipped, and said so, where there is no Chromium.
 */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLaw } from '../apps/cli/load-law.ts';
import { claimOf, personOf } from '../bench/workloads/w2-events.ts';
import { bundledModule } from './bundle-size.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isHere = existsSync(CHROMIUM);
if (!isHere) {
  console.warn(
    `SKIPPED: no Chromium at ${CHROMIUM}; the engine under a content policy is untested`,
  );
}

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** What the page does: settles histories one by one, and over columns, and tries to make code. */
const PAGE = `
import { openHistory, settleHistory } from './engine/settle/index.ts';
import {
  collectColumns, columnsOf, interpreterOf, lower, outputFor, run,
} from './engine/batch/index.ts';

const value = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  return result.value;
};
const { law, histories } = await (await fetch('/case.json')).json();
const settled = histories.flatMap((history) =>
  value(settleHistory(law, history)).steps.map((step) => [...step.settled.paidFen]),
);
const people = histories.map((history) => value(openHistory(law, history)));
const collected = value(collectColumns(people));
const lowered = value(lower(collected.dataset));
const columns = columnsOf(collected, lowered.sections.map(({ rowOfClass }) => rowOfClass));
const output = outputFor(lowered, columns);
value(run(interpreterOf(lowered), lowered, columns, output));
const ids = law.programs[0].payers.map(({ id }) => lowered.payers.indexOf(id));
const batch = settled.map((_, event) => ids.map((at) => output.paid[at][event]));
let canMakeCode = true;
try { new Function('return 1')(); } catch { canMakeCode = false; }
document.title = JSON.stringify({ settled, batch, canMakeCode });
`;

function caseText(): string {
  const { law } = loadLaw();
  const program = law?.programs.find(({ id }) => id === 'w2.city');
  if (!law || !program) throw new Error('no scheme w2.city');
  const histories = Array.from({ length: 40 }, (_, number) => {
    const bills = Array.from({ length: 6 }, (_, at) =>
      claimOf(`v${at}`, (number + at) % 3, 1 + ((number * 7_919 + at * 104_729) % 9_000_000)),
    );
    const items = bills.map((event) => ({ kind: 'event', event }));
    return { area: 'w2', person: personOf(number, number % 2, number % 4), items };
  });
  return JSON.stringify({ law: { ...law, programs: [program] }, histories });
}

async function serve(): Promise<Server> {
  const { text } = await bundledModule(PAGE);
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', text],
    '/case.json': ['application/json', caseText()],
  };
  const server = createServer(({ url }, answer) => {
    const [type, body] = files[url ?? ''] ?? ['text/plain', ''];
    answer.writeHead(body === '' ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': POLICY,
    });
    answer.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

/** What the page says in its title; polled from outside, since the policy forbids code in it. */
async function titleOf(page: Page, faults: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const title = await page.title();
    if (title !== '') return title;
    if (faults.length > 0) throw new Error(faults.join('; '));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the page says nothing');
}

describe.skipIf(!isHere)('the engine in Chromium without unsafe-eval', () => {
  let server: Server;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.close());

  it('settles, and runs columns by the table interpreter to the same fen', async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', (fault) => faults.push(fault.message));
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/`);
      const { settled, batch, canMakeCode } = JSON.parse(await titleOf(page, faults));
      expect(canMakeCode).toBe(false);
      expect(settled).toHaveLength(240);
      expect(batch).toEqual(settled);
      expect(settled.flat().some((fen: number) => fen > 0)).toBe(true);
    } finally {
      await browser.close();
    }
  });
});
