/**
 * All REST routes of the platform, and what its OpenAPI document is headed by.
 */
import { type Services, settlementRoutes } from '../../modules/settlement/index.ts';
import type { Route } from '../../platform/http/index.ts';

export const API = { title: '梯保 Tibao', version: '0.1.0' } as const;

/** Reads nothing of the services before a handler runs. */
export function apiRoutes(services: Services): readonly Route[] {
  return settlementRoutes(services);
}
