/**
 * Starts the platform: `node --import ./tools/typescript.mjs apps/server/main.ts`. Ends on SIGINT
 * and SIGTERM after the requests under way.
 */
import { join } from 'node:path';
import process from 'node:process';
import { openDatabase } from '../../platform/database/index.ts';
import { createVault } from '../../platform/vault/index.ts';
import { loadLaw, POLICIES } from '../cli/load-law.ts';
import { readConfig } from './config.ts';
import { fillDemoCity } from './demo/fill.ts';
import { prepareVisit } from './demo/prepare.ts';
import { listen } from './listen.ts';
import { openServices } from './services.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env, POLICIES, new Date());
  const now = () => new Date(Date.now() + config.clockAhead);
  const { law, diagnostics } = loadLaw(config.policies);
  if (!law) throw new Error(`法规有误，不能发布：${diagnostics[0]?.message ?? ''}`);
  const database = await openDatabase(config.database);
  const vault = createVault(config.keys);
  const services = await openServices({ database, vault, law, at: now() });
  const isDemo = config.demoPersons > 0;
  if (isDemo) await fillDemoCity(services, { persons: config.demoPersons, at: now() });
  const server = await listen({
    services,
    host: config.host,
    port: config.port,
    operatorToken: config.operatorToken,
    now,
    rootsFolder: join(config.folder, 'roots'),
    log: (line) => console.error(line),
  });
  console.log(`梯保正在 ${server.url} 运行（${database.kind}）；报文任意路径，REST 在 /api`);
  if (isDemo) await tellDemo(services, now, server.url, config.folder);
  await stopSignal();
  await server.close();
  await database.close();
}

type Prepare = Parameters<typeof prepareVisit>;

async function tellDemo(
  services: Prepare[0],
  now: Prepare[1],
  url: string,
  folder: string,
): Promise<void> {
  const { message } = await prepareVisit(services, now);
  console.log(`
演示城市有一次门诊已登记、已传费用，这一条报文把它结算（2207）：

curl -s ${url}/ -H 'content-type: application/json' -d '${message}'

答复里的 setl_id 填进下面，取带理由的结算单：

curl -s ${url}/api/settlements/SETL_ID/bill \\
  -H "authorization: Bearer $(cat ${folder}/operator-token)"
`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

await main();
