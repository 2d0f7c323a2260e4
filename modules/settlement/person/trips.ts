/**
 * The trips that a message makes to the database; those of different persons are gathered.
 */
import type { Database } from '../../../platform/database/index.ts';
import {
  type Commit,
  commitChanges,
  noteReads,
  type ReadNote,
  type ReadOutcome,
} from '../store/commit.ts';
import { type FileKey, type LoadedFile, loadFiles } from '../store/read.ts';
import { Gathered } from './gathered.ts';

export interface PersonTrips {
  /** Loads all that a decision about a person is made on. */
  load(key: FileKey): Promise<LoadedFile>;
  /** Commits a change; throws `DatabaseError` TB001 or TB002 where it must be decided again. */
  commit(commit: Commit): Promise<void>;
  /** Records a message that only read. */
  note(note: ReadNote): Promise<ReadOutcome>;
}

/** Calls of a kind on their way at once: the embedded database does one after the other anyway. */
const RUNNING: Readonly<Record<Database['kind'], number>> = { embedded: 1, postgres: 2 };

/** Commits wait for the disk most of their time, and those that wait together share a flush. */
const COMMITTING: Readonly<Record<Database['kind'], number>> = { embedded: 1, postgres: 4 };

/** Makes the trips of a process; at most one change of a person is on its way. */
export function personTrips(database: Database): PersonTrips {
  const running = RUNNING[database.kind];
  const loads = new Gathered((keys: readonly FileKey[]) => loadFiles(database, keys), running);
  const commits = new Gathered(async (all: readonly Commit[]) => {
    await commitChanges(database, all);
    return all.map(() => undefined);
  }, COMMITTING[database.kind]);
  const notes = new Gathered((all: readonly ReadNote[]) => noteReads(database, all), running);
  return {
    load: (key) => loads.ask(key),
    commit: (commit) => commits.ask(commit),
    note: (note) => notes.ask(note),
  };
}
