/**
 * Delivers events: each handler runs in the transaction that removes its delivery, so what it does
 * in the database happens once; what it does outside must bear a second time.
 */
import type { Database, Queryable } from '../database/index.ts';
import { subscribe } from './outbox.ts';

export interface PublishedEvent {
  readonly eventId: number;
  readonly topic: string;
  readonly key: string;
  readonly payload: unknown;
  readonly at: Date;
}

/** Works on one event; a throw puts it off. */
export type EventHandler = (event: PublishedEvent, tx: Queryable) => Promise<void>;

export interface Subscription {
  readonly consumer: string;
  readonly topics: readonly string[];
  readonly handle: EventHandler;
}

export interface DispatchOptions {
  readonly now: () => Date;
  /** Attempts before a delivery is given up; 8 by default. */
  readonly attempts?: number;
  /** Pause after the first failure in milliseconds, doubled after each; 1,000 by default. */
  readonly pause?: number;
}

export interface Dispatcher {
  /** Writes the subscriptions down; call before the first event. */
  open(): Promise<void>;
  /** Tries what is due, and gives how many were tried. */
  run(): Promise<number>;
}

/** Makes a dispatcher; several processes may run one each. */
export function createDispatcher(
  database: Database,
  subscriptions: readonly Subscription[],
  { now, attempts = 8, pause = 1_000 }: DispatchOptions,
): Dispatcher {
  return {
    open: async () => {
      for (const { consumer, topics } of subscriptions) {
        await subscribe(database, consumer, topics);
      }
    },
    run: async () => {
      let delivered = 0;
      for (const subscription of subscriptions) {
        while (await deliverOne(database, subscription, { now, attempts, pause })) delivered++;
      }
      return delivered;
    },
  };
}

interface Due extends PublishedEvent {
  readonly attempts: number;
}

/** Gives whether one was tried; false if none is due. */
async function deliverOne(
  database: Database,
  { consumer, handle }: Subscription,
  { now, attempts, pause }: Required<DispatchOptions>,
): Promise<boolean> {
  let due: Due | undefined;
  try {
    return await database.transaction(async (tx) => {
      [due] = await tx.query<Due>(NEXT_DUE, [consumer, now()]);
      if (!due) return false;
      await handle(due, tx);
      await tx.query('DELETE FROM platform.delivery WHERE consumer = $1 AND event_id = $2', [
        consumer,
        due.eventId,
      ]);
      return true;
    });
  } catch (fault) {
    if (!due) throw fault;
    const failed = due.attempts + 1;
    const dueAt = new Date(now().getTime() + pause * 2 ** (failed - 1));
    await database.query(
      `UPDATE platform.delivery SET attempts = $3, due_at = $4, is_dead = $5, error = $6
        WHERE consumer = $1 AND event_id = $2`,
      [consumer, due.eventId, failed, dueAt, failed >= attempts, reasonOf(fault)],
    );
    return true;
  }
}

const NEXT_DUE = `SELECT d.event_id AS "eventId", d.attempts, e.topic, e.key, e.payload, e.at
   FROM platform.delivery d JOIN platform.event e USING (event_id)
  WHERE d.consumer = $1 AND d.due_at <= $2 AND NOT d.is_dead
  ORDER BY d.due_at, d.event_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`;

function reasonOf(fault: unknown): string {
  return (fault instanceof Error ? fault.message : String(fault)).slice(0, 500);
}
