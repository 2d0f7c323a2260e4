/**
 * Events between modules, by a transactional outbox: told if and only if the change was committed,
 * each consumer at least once, in its own transaction.
 */
export type { DispatchOptions, EventHandler, PublishedEvent, Subscription } from './dispatch.ts';
export { createDispatcher } from './dispatch.ts';
export type { DeadLetter } from './outbox.ts';
export { deadLetters, publish, retryDeadLetter, subscribe } from './outbox.ts';
