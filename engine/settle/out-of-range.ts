/**
 * Amounts that leave the range that the engine computes with.
 */
import { type Result, rejected } from '../units/index.ts';
import type { Event } from './event.ts';

/** Rejects an event whose amounts leave the range. */
export function tooLarge(event: Event): Result<never> {
  return rejected(
    'settlement/amount_too_large',
    `事件 ${event.id} 的金额超出可计算范围（9,000,000,000 元）`,
    event.id,
  );
}
