/**
 * The running platform: messages and REST over HTTP, and the work beside them.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
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
import { createJobRunner } from '../../platform/jobs/index.ts';
import { exportNextRoot, readRoots } from './daily-roots.ts';
import type { DemoSignIn } from './demo/sign-in.ts';
import { API, API_STATUSES, apiRoutes } from './routes.ts';
import { VERIFY, verifyHandler } from './verification/walk.ts';

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
      await services.pdfs.close();
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

interface Background {
  readonly stop: () => Promise<void>;
}

/** Delivers events and writes the roots of days that are over; does jobs. */
function startBackground(options: ListenOptions): Background {
  const { services, now, log, rootsFolder } = options;
  const dispatcher = createDispatcher(services.database, [], { now });
  const readAll = () => (rootsFolder === null ? [] : readRoots(rootsFolder));
  const handlers = { [VERIFY]: verifyHandler({ services, readRoots: readAll }) };
  const jobs = createJobRunner(services.database, handlers, { now });
  const told = (fault: unknown) =>
    log(`background ${fault instanceof Error ? fault.name : typeof fault}`);
  const daily = repeated(told, async () => {
    await dispatcher.run();
    if (rootsFolder !== null) await exportNextRoot(services, rootsFolder, now());
  });
  const long = repeated(told, async () => {
    await jobs.runNext();
  });
  return {
    stop: async () => {
      jobs.stop();
      await Promise.all([daily.stop(), long.stop()]);
    },
  };
}

/** Works, rests and works again until stopped. */
function repeated(onFault: (fault: unknown) => void, once: () => Promise<void>): Background {
  let isStopped = false;
  let wake: () => void = () => undefined;
  const work = async () => {
    while (!isStopped) {
      await once().catch(onFault);
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
