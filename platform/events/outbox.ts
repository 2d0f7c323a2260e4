/**
 * Writing events, and what became of their deliveries.
 */
import { Json, type Queryable } from '../database/index.ts';

export interface NewEvent {
  readonly topic: string;
  /** What the event is about: a person, a month. */
  readonly key: string;
  readonly payload: unknown;
  readonly at: Date;
}

/** Writes an event and its deliveries in the transaction of the change that it tells of. */
export async function publish(tx: Queryable, event: NewEvent): Promise<void> {
  const { topic, key, payload, at } = event;
  await tx.query('SELECT platform.publish($1, $2, $3, $4)', [topic, key, new Json(payload), at]);
}

/** From now on the consumer is told of the topic's events. */
export async function subscribe(
  database: Queryable,
  consumer: string,
  topics: readonly string[],
): Promise<void> {
  await database.query(
    `INSERT INTO platform.subscription (consumer, topic) SELECT $1, unnest($2::text[])
     ON CONFLICT DO NOTHING`,
    [consumer, topics],
  );
}

export interface DeadLetter {
  readonly consumer: string;
  readonly eventId: number;
  readonly topic: string;
  readonly key: string;
  readonly attempts: number;
  readonly error: string | null;
}

/** Lists deliveries that were given up. */
export function deadLetters(database: Queryable): Promise<readonly DeadLetter[]> {
  return database.query<DeadLetter>(
    `SELECT d.consumer, d.event_id AS "eventId", e.topic, e.key, d.attempts, d.error
       FROM platform.delivery d JOIN platform.event e USING (event_id)
      WHERE d.is_dead ORDER BY d.event_id LIMIT 1000`,
  );
}

/** Puts a delivery that was given up back in line. */
export async function retryDeadLetter(
  database: Queryable,
  { consumer, eventId }: Pick<DeadLetter, 'consumer' | 'eventId'>,
  at: Date,
): Promise<void> {
  await database.query(
    `UPDATE platform.delivery SET is_dead = false, attempts = 0, due_at = $3
      WHERE consumer = $1 AND event_id = $2`,
    [consumer, eventId, at],
  );
}
