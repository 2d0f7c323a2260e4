/**
 * Starts the platform: `node --import ./tools/typescript.mjs apps/server/main.ts`. Ends on SIGINT
 * and SIGTERM after the requests under way. Exit code 1: it could not start, and said why.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Services } from '../../modules/settlement/index.ts';
import { openDatabase } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import {
  areaArrangements,
  areaRegions,
  compile,
  POLICIES,
  readLawFolder,
} from '../cli/load-law.ts';
import { pageHeaders } from '../web/headers.ts';
import { ROUTES } from '../web/routes.ts';
import { type Config, readConfig } from './config.ts';
import { fillDemoCity } from './demo/fill.ts';
import { DEMO_PLACE } from './demo/persons.ts';
import { prepareVisit } from './demo/prepare.ts';
import { createDemoSignIn, type DemoSignIn } from './demo/sign-in.ts';
import { DEMO_STAY_SETTLEMENT, settleDemoStay } from './demo/stay.ts';
import { type DemoLink, demoText } from './demo/tell.ts';
import { listen } from './listen.ts';
import { openServices } from './services.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env, POLICIES, new Date());
  const now = () => new Date(Date.now() + config.clockAhead);
  const folder = readLawFolder(config.policies);
  const { law, diagnostics } = compile(folder.laws);
  if (!law) throw new Error(`法规有误，不能发布：${diagnostics[0]?.message ?? ''}`);
  const database = await openDatabase(config.database);
  const vault = createVault(config.keys);
  const arrangements = areaArrangements(folder);
  const regions = areaRegions(folder);
  const at = now();
  const services = await openServices({ database, vault, law, regions, arrangements, at });
  const signIn = config.demoPersons > 0 ? await makeDemoCity(services, config, now) : null;
  const server = await listen({
    services,
    host: config.host,
    port: config.port,
    operatorToken: config.operatorToken,
    now,
    rootsFolder: join(config.folder, 'roots'),
    log: (line) => console.error(line),
    ...pagesOf(config),
    ...(signIn ? { signIn } : {}),
  });
  console.log(`梯保正在 ${server.url} 运行（${database.kind}）；报文任意路径，REST 在 /api`);
  if (signIn) await tellDemo({ services, now, url: server.url, config, signIn });
  await stopSignal();
  await server.close();
  await database.close();
}

async function makeDemoCity(
  services: Services,
  config: Config,
  now: () => Date,
): Promise<DemoSignIn> {
  const persons = config.demoPersons;
  console.error(`正在准备演示城市（${persons} 人）/ filling the demo city …`);
  const isNew = await fillDemoCity(services, { persons, at: now() });
  if (isNew) await settleDemoStay(services, now);
  const { database } = services;
  // A browser says when its session is over, so sessions go by the machine's own clock.
  const clock = () => new Date();
  return createDemoSignIn({ database, now: clock, regions: [DEMO_PLACE.city] });
}

function pagesOf({ pages }: Config) {
  if (pages === null) return {};
  if (!existsSync(join(pages, 'index.html'))) {
    throw new Error(`${pages} 里没有页面，请先运行 apps/web/build.ts，或不设 TIBAO_PAGES`);
  }
  return { pages: { folder: pages, headersOf: pageHeaders } };
}

interface DemoTold {
  readonly services: Services;
  readonly now: () => Date;
  readonly url: string;
  readonly config: Config;
  readonly signIn: DemoSignIn;
}

async function tellDemo({ services, now, url, config, signIn }: DemoTold): Promise<void> {
  const { message } = await prepareVisit(services, now);
  const links: DemoLink[] = [];
  const signedIn = (path: string) => `${url}/${path}#sign-in=${signIn.newLink()}`;
  const bill = `${ROUTES.bill.path}?settlement=${DEMO_STAY_SETTLEMENT}`;
  if (config.pages !== null) {
    links.push(
      { label: '首页 / pages        ', url: `${url}/` },
      { label: '待遇试算 / estimator', url: `${url}/${ROUTES.estimator.path}` },
      { label: '经办台 / console    ', url: signedIn(ROUTES.console.path) },
      { label: '一张结算单 / a bill ', url: signedIn(bill) },
    );
  }
  console.log(demoText({ url, folder: config.folder, message, links }));
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

/** What cannot be helped here, with what to do where that is known. */
function whyNot(fault: unknown): string {
  const { code, message, stack } = fault as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `${message}\n端口已被占用，请设 TIBAO_PORT=其他端口 再启动`;
  return stack ?? message;
}

try {
  await main();
} catch (fault) {
  console.error(whyNot(fault));
  process.exit(1);
}
