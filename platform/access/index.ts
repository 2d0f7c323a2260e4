/**
 * Who asks, and for which regions. Every use case takes a principal; sign-in makes it.
 */
export interface Principal {
  /** `institution:<code>`, `operator:<login>` or `system:<job>`: stands in every audit row. */
  readonly id: string;
  readonly kind: 'institution' | 'operator' | 'system';
  /** Regions that the principal may act in, as prefixes of the six-digit code; '' is everywhere. */
  readonly regions: readonly string[];
}

/** One request: who asks, and the id under which its rows and logs are found. */
export interface RequestScope {
  readonly principal: Principal;
  readonly requestId: string;
  /** The region that the request is about. */
  readonly region: string;
  /** Read once for the whole request. */
  readonly at: Date;
}

/** Whether a principal may act in a region of six digits. */
export function mayAct(principal: Principal, region: string): boolean {
  return principal.regions.some((prefix) => region.startsWith(prefix));
}

/** Prefixes for a filter in SQL; null: everywhere. */
export function regionFilter({ regions }: Principal): readonly string[] | null {
  return regions.includes('') ? null : regions;
}
