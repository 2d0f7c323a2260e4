/**
 * Day: a civil date as days since 1970-01-01 in the proleptic Gregorian calendar, branded.
 * City local dates only; no time zone and no clock.
 */
declare const dayBrand: unique symbol;
export type Day = number & { readonly [dayBrand]: 'Day' };

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Brands a day number. A number that is not an integer is a fault and throws. */
export function asDay(value: number): Day {
  if (!Number.isInteger(value)) throw new RangeError(`not a day number: ${value}`);
  return value as Day;
}

/** Reads "YYYY-MM-DD". A date that does not exist, like 2024-02-30, is undefined. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const civil = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  if (civil.month < 1 || civil.month > 12 || civil.day < 1) return undefined;
  return civil.day > daysInMonth(civil.year, civil.month) ? undefined : dayFromCivil(civil);
}

/** Writes a day as "YYYY-MM-DD". */
export function formatDay(day: Day): string {
  const { year, month, day: ofMonth } = dayToCivil(day);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(ofMonth)}`;
}

/** Converts a civil date to a day number. */
export function dayFromCivil({ year, month, day }: Civil): Day {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return asDay(era * 146097 + dayOfEra - 719468);
}

/** Converts a day number to a civil date. */
export function dayToCivil(value: Day): Civil {
  if (value < 0 || value >= CACHED_DAYS) return civilOf(value);
  const known = cached[value];
  if (known) return known;
  const fresh = civilOf(value);
  cached[value] = fresh;
  return fresh;
}

/** Days from 1970 up to 2079 are worked out once: every event asks for several. */
const CACHED_DAYS = 40_000;
const cached: (Civil | null)[] = new Array<Civil | null>(CACHED_DAYS).fill(null);

function civilOf(value: Day): Civil {
  const shifted = value + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Moves a day by whole months; a day that the month lacks becomes its last day. */
export function plusMonths(value: Day, months: number): Day {
  const { year, month, day } = dayToCivil(value);
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return dayFromCivil({
    year: toYear,
    month: toMonth,
    day: Math.min(day, daysInMonth(toYear, toMonth)),
  });
}

/** Completed years of life on a day; a birthday completes one. Born 29 February: on 1 March. */
export function ageOn(bornOn: Day, on: Day): number {
  const born = dayToCivil(bornOn);
  const now = dayToCivil(on);
  const hadBirthday = now.month > born.month || (now.month === born.month && now.day >= born.day);
  return now.year - born.year - (hadBirthday ? 0 : 1);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
