/**
 * What the database alone can do with the rows of settle messages: load each person's file and
 * commit the very rows that the platform decided on, one call each. No HTTP, no law, no seal.
 */

import { RememberedFiles } from '../../../modules/settlement/index.ts';
import { type Commit, commitChanges } from '../../../modules/settlement/store/commit.ts';
import type { FileKey } from '../../../modules/settlement/store/read.ts';
import { loadFiles } from '../../../modules/settlement/store/read.ts';
import type { Database } from '../../../platform/database/index.ts';
import { serviceOn, type TestService } from '../../../testing/service/index.ts';
import { treeCpuMs } from './cpu-time.ts';

interface Work {
  readonly key: FileKey;
  readonly commit: Commit;
}

export interface Yardstick {
  readonly perSecond: number;
  /** Milliseconds of CPU for each commit, of this client and of the database. */
  readonly cpuMs: number;
}

/** Commits what the messages come to; none of them is sent to the platform. */
export async function yardstick(
  service: TestService,
  bodies: readonly string[],
  { connections, pid }: { readonly connections: number; readonly pid: number },
): Promise<Yardstick> {
  const { database } = service.services;
  const work = await decidedOnly(service, bodies);
  const begin = performance.now();
  const before = process.cpuUsage();
  const databaseBefore = treeCpuMs(pid);
  let next = 0;
  const client = async () => {
    for (let one = work[next++]; one; one = work[next++]) await once(database, one);
  };
  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - begin) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000 + treeCpuMs(pid) - databaseBefore;
  return { perSecond: work.length / seconds, cpuMs: cpuMs / work.length };
}

async function once(database: Database, { key, commit }: Work): Promise<void> {
  await loadFiles(database, [key]);
  await commitChanges(database, [commit]);
}

/** Lets the platform decide on messages, and keeps what it would have committed. */
async function decidedOnly(
  { services, clock }: TestService,
  bodies: readonly string[],
): Promise<readonly Work[]> {
  const keys: FileKey[] = [];
  const commits: Commit[] = [];
  const trips = {
    ...services.trips,
    load: (key: FileKey) => {
      keys.push(key);
      return services.trips.load(key);
    },
    commit: async (commit: Commit) => {
      commits.push(commit);
    },
  };
  const deciding = serviceOn({ ...services, trips, remembered: new RememberedFiles(0) }, clock);
  for (const body of bodies) await deciding.post(body);
  return keys.flatMap((key, index) => {
    const commit = commits[index];
    return commit ? [{ key, commit }] : [];
  });
}
