/**
 * The running platform: messages and REST over HTTP, and the work beside them.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityDay, dayRoot } from '../../modules/ledger/index.ts';
import {
  handleMessage,
  type MessageFault,
  refuseUnread,
  type Services,
  SignatureGate,
} from '../../modules/settlement/index.ts';
import type { Principal } from '../../platform/access/index.ts';
import { createDispatcher } from '../../platform/events/index.ts';
import { createHttp, type PagesOptions } from '../../platform/http/index.ts';
import type { DemoSignIn } from './demo/sign-in.ts';
import { API, API_STATUSES, apiRoutes } from './routes.ts';

export interface ListenOptions {
  readonly services: Services;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly operatorToken: string;
  readonly now: () => Date;
  /** Where the daily roots go; null: nowhere. */
  readonly rootsFolder: string | null;
  readonly log: (line: string) => void;
  /** The pages that GET finds; without them messages and REST alone. */
  readonly pages?: PagesOptions;
  /** Of a demo city; without it the operator token alone signs in. */
  readonly signIn?: DemoSignIn;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

const EVERY_REGION = '';
const BACKGROUND_PAUSE = 1_000;

export async function listen(options: ListenOptions): Promise<RunningServer> {
  const { services, host, port, now, log } = options;
  const gate = new SignatureGate();
  const onFault = (fault: MessageFault) =>
    log(`fault ${fault.requestId} ${fault.infno} ${fault.what}\n${fault.stack}`);
  const http = await createHttp(
    {
      ...API,
      now,
      region: '000000',
      statuses: API_STATUSES,
      pages: options.pages ?? null,
      authenticate: (authorization) => Promise.resolve(operatorOf(authorization, options)),
      onFault: (requestId, fault) =>
        log(`fault ${requestId} ${fault instanceof Error ? fault.name : typeof fault}`),
    },
    apiRoutes(services, options.signIn?.open ?? null),
    {
      answer: ({ body, header, requestId, at }) =>
        handleMessage(
          { services, gate, onFault },
          {
            body,
            caKey: header('x-ca-key'),
            signature: header('x-ca-signature'),
            requestId,
            at,
          },
        ),
      refuse: (request, { code, detail }) => refuseUnread(request, { code, message: detail }),
    },
  );
  const url = await http.listen({ host, port });
  const background = startBackground(options);
  return {
    url,
    close: async () => {
      await background.stop();
      await http.close();
    },
  };
}

/** Who holds the operator token, or signed in to the demo city. */
function operatorOf(
  authorization: string | undefined,
  { operatorToken, signIn }: ListenOptions,
): Principal | null {
  const token = authorization?.replace(/^Bearer /, '') ?? '';
  if (timingSafeEqual(digest(token), digest(operatorToken))) {
    return { id: 'operator:token', kind: 'operator', regions: [EVERY_REGION] };
  }
  return signIn?.principalOf(token) ?? null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Delivers events and writes yesterday's root, one after the other, until stopped. */
function startBackground(options: ListenOptions): { stop: () => Promise<void> } {
  const { services, now, log } = options;
  const dispatcher = createDispatcher(services.database, [], { now });
  let isStopped = false;
  let wake: () => void = () => undefined;
  const work = async () => {
    while (!isStopped) {
      try {
        await dispatcher.run();
        await exportRoot(options);
      } catch (fault) {
        log(`background ${fault instanceof Error ? fault.name : typeof fault}`);
      }
      if (isStopped) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, BACKGROUND_PAUSE);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = work();
  return {
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
}

const DAY = 86_400_000;

/** Writes the root of the day before outside the database, once. */
async function exportRoot({ services, now, rootsFolder }: ListenOptions): Promise<void> {
  if (rootsFolder === null) return;
  const day = cityDay(new Date(now().getTime() - DAY));
  const path = join(rootsFolder, `${day}.json`);
  if (existsSync(path)) return;
  const root = await dayRoot(services.database, services.ledgerKey, day);
  mkdirSync(rootsFolder, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(root, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
}
