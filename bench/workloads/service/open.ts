/**
 * The platform for benches and trials: on a PostgreSQL server of its own where there is one, else
 * embedded; filled with the demo city.
 */
import { rmSync } from 'node:fs';
import { type Database, openEmbedded, openPostgres } from '../../../platform/database/index.ts';
import { newEmbeddedFolder } from '../../../testing/databases/embedded-folder.ts';
import { serverPrograms, startServer } from '../../../testing/databases/server.ts';
import {
  type TestService,
  type TestServiceOptions,
  testService,
} from '../../../testing/service/index.ts';

export interface OpenService {
  readonly service: TestService;
  readonly database: Database;
  readonly kind: Database['kind'];
  /** URL of the server; null: embedded. */
  readonly url: string | null;
  close(): Promise<void>;
}

export interface OpenOptions extends TestServiceOptions {
  readonly on?: Database['kind'];
  readonly connections?: number;
  readonly isDurable?: boolean;
}

/** Opens a filled platform; the caller closes it. */
export async function openService(options: OpenOptions = {}): Promise<OpenService> {
  const wanted = options.on ?? (serverPrograms() === null ? 'embedded' : 'postgres');
  if (wanted === 'embedded') {
    const folder = await newEmbeddedFolder();
    const database = await openEmbedded({ folder });
    const service = await testService(database, options);
    const close = async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { service, database, kind: 'embedded', url: null, close };
  }
  const { connections = 32, isDurable = true } = options;
  const server = await startServer({ isDurable });
  const { url } = server;
  const database = await openPostgres({ url, connections });
  const service = await testService(database, options);
  const close = async () => {
    await database.close();
    await server.stop();
  };
  return { service, database, kind: 'postgres', url, close };
}
