/**
 * What must hold after each test of the service: nobody met an internal fault, and the books close.
 */
import { expect } from 'vitest';
import { verifyLedger } from '../../modules/ledger/index.ts';
import type { TestService } from './index.ts';

/** Takes the faults that were met since the last time, expects none, and verifies the ledger. */
export async function expectSound(service: TestService): Promise<void> {
  const { database, ledgerKey } = service.services;
  expect(service.faults.splice(0)).toEqual([]);
  expect((await verifyLedger(database, ledgerKey)).faults).toEqual([]);
}
