/**
 * Days are ISO texts, "2025-03-31": they compare as texts, and laws and events need no conversion.
 */
export type Iso = string;

/** Year, month 1–12 and day of a date. */
export function partsOf(day: Iso): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

/** Puts a date together. */
export function isoOf(year: number, month: number, day: number): Iso {
  const digits = (part: number, size: number) => String(part).padStart(size, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Adds months, or takes them off; a day that the month lacks becomes its last day. */
export function addMonths(day: Iso, months: number): Iso {
  let [year, month, date] = partsOf(day);
  for (let left = Math.abs(months); left > 0; left--) {
    month += Math.sign(months);
    if (month === 13) [year, month] = [year + 1, 1];
    if (month === 0) [year, month] = [year - 1, 12];
  }
  date = Math.min(date, lengthOfMonth(year, month));
  return isoOf(year, month, date);
}

/** Days from one date to a later one. */
export function daysBetween(from: Iso, until: Iso): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** The Monday of the week in which a day lies. */
export function mondayOf(day: Iso): Iso {
  const at = Date.parse(`${day}T00:00:00Z`);
  const daysSinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - daysSinceMonday * 86_400_000).toISOString().slice(0, 10);
}

/** Completed years of life; the birthday completes the year. */
export function ageYears(bornOn: Iso, on: Iso): number {
  const years = partsOf(on)[0] - partsOf(bornOn)[0];
  return on.slice(5) >= bornOn.slice(5) ? years : years - 1;
}

function lengthOfMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
