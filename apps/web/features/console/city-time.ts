/** Instants as the city's clocks show them. */
const CITY_TIME = 8 * 3_600_000;

/** `YYYY-MM-DD HH:mm`. */
export function cityTime(instant: string): string {
  const there = new Date(Date.parse(instant) + CITY_TIME).toISOString();
  return `${there.slice(0, 10)} ${there.slice(11, 16)}`;
}
