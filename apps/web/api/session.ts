/**
 * Who is signed in on this page: kept in memory and for the tab, nowhere else.
 */
export interface Session {
  /** Goes into `Authorization`. */
  readonly token: string;
  readonly operator: string;
  /** Prefixes of region codes; '' is everywhere. */
  readonly regions: readonly string[];
  readonly expiresAt: string;
}

const KEY = 'tibao.session';

let current: Session | null = null;

/** The session of this tab; null where nobody signed in or its time is over. */
export function readSession(now: Date = new Date()): Session | null {
  current ??= storedSession();
  if (current && Date.parse(current.expiresAt) <= now.getTime()) forgetSession();
  return current;
}

export function keepSession(session: Session): void {
  current = session;
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function forgetSession(): void {
  current = null;
  sessionStorage.removeItem(KEY);
}

function storedSession(): Session | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  try {
    const stored: unknown = JSON.parse(text);
    return isSession(stored) ? stored : null;
  } catch {
    return null;
  }
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null) return false;
  const { token, operator, regions, expiresAt } = value as Partial<Record<keyof Session, unknown>>;
  return (
    [token, operator, expiresAt].every((text) => typeof text === 'string') &&
    Array.isArray(regions) &&
    regions.every((region) => typeof region === 'string')
  );
}
