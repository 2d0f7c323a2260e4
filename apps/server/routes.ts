/**
 * All REST routes of the platform, and what its OpenAPI document is headed by.
 */
import { ENROLMENT_STATUSES, enrolmentRoutes } from '../../modules/enrolment/index.ts';
import { LEDGER_STATUSES, ledgerRoutes } from '../../modules/ledger/index.ts';
import {
  SETTLEMENT_STATUSES,
  type Services,
  settlementRoutes,
} from '../../modules/settlement/index.ts';
import type { Route, StatusTable } from '../../platform/http/index.ts';
import { type DemoSignIn, SIGN_IN_STATUSES, sessionRoute } from './demo/sign-in.ts';
import { VERIFICATION_STATUSES, verificationRoutes } from './verification/routes.ts';

export const API = { title: '梯保 Tibao', version: '0.1.0' } as const;

/** Status of every code that a route answers with. */
export const API_STATUSES: StatusTable = {
  ...SETTLEMENT_STATUSES,
  ...ENROLMENT_STATUSES,
  ...LEDGER_STATUSES,
  ...VERIFICATION_STATUSES,
  ...SIGN_IN_STATUSES,
};

/**
 * Reads nothing of the services before a handler runs. `open` is the demo city's sign-in; null:
 * there is none, and no route to it.
 */
export function apiRoutes(services: Services, open: DemoSignIn['open'] | null): readonly Route[] {
  return [
    ...(open ? [sessionRoute(open)] : []),
    ...enrolmentRoutes(services),
    ...settlementRoutes(services),
    ...ledgerRoutes(() => {
      const { database, lawBook } = services;
      return { database, regions: lawBook.regions };
    }),
    ...verificationRoutes(() => services),
  ];
}
