/**
 * Polynomials in the cost, with whole coefficients, lowest power first; [] is nothing. Their signs
 * are told exactly, at whole costs.
 */
export type Polynomial = readonly bigint[];

/** A stretch of whole numbers, both ends included, on which a sign stays the same. */
export interface SignRun {
  readonly from: bigint;
  readonly to: bigint;
  readonly sign: Sign;
}
export type Sign = -1 | 0 | 1;

export const NOTHING: Polynomial = [];

/** Drops leading zeros. */
function trimmed(coefficients: bigint[]): Polynomial {
  while (coefficients.at(-1) === 0n) coefficients.pop();
  return coefficients;
}

export function addPolynomials(left: Polynomial, right: Polynomial): Polynomial {
  const sum: bigint[] = [];
  for (let power = 0; power < Math.max(left.length, right.length); power++) {
    sum.push((left[power] ?? 0n) + (right[power] ?? 0n));
  }
  return trimmed(sum);
}

export function scaledPolynomial(polynomial: Polynomial, by: bigint): Polynomial {
  return by === 0n ? NOTHING : polynomial.map((coefficient) => coefficient * by);
}

export function productOf(left: Polynomial, right: Polynomial): Polynomial {
  if (left.length === 0 || right.length === 0) return NOTHING;
  const product = new Array<bigint>(left.length + right.length - 1).fill(0n);
  for (const [i, a] of left.entries()) {
    for (const [j, b] of right.entries()) product[i + j] = (product[i + j] ?? 0n) + a * b;
  }
  return trimmed(product);
}

export function polynomialAt(polynomial: Polynomial, at: bigint): bigint {
  let value = 0n;
  for (let power = polynomial.length - 1; power >= 0; power--) {
    value = value * at + (polynomial[power] ?? 0n);
  }
  return value;
}

export function signAt(polynomial: Polynomial, at: bigint): Sign {
  return signOf(polynomialAt(polynomial, at));
}

function signOf(value: bigint): Sign {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

/** p(x + by). */
export function shifted(polynomial: Polynomial, by: bigint): Polynomial {
  let result: Polynomial = NOTHING;
  for (let power = polynomial.length - 1; power >= 0; power--) {
    result = addPolynomials(productOf(result, [by, 1n]), trimmed([polynomial[power] ?? 0n]));
  }
  return result;
}

/** The greatest whole number that divides all coefficients; 0 for nothing. */
export function contentOf(polynomial: Polynomial): bigint {
  let content = 0n;
  for (const coefficient of polynomial) {
    content = commonDivisor(content, coefficient);
    if (content === 1n) break;
  }
  return content;
}

/** The greatest common divisor, never negative. */
export function commonDivisor(left: bigint, right: bigint): bigint {
  let a = left < 0n ? -left : left;
  let b = right < 0n ? -right : right;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The greatest common divisor of two polynomials, without common whole factor. */
export function commonPolynomial(left: Polynomial, right: Polynomial): Polynomial {
  let a = primitive(left);
  let b = primitive(right);
  while (b.length > 0) [a, b] = [b, primitive(remainder(a, b))];
  return a;
}

function primitive(polynomial: Polynomial): Polynomial {
  const content = contentOf(polynomial);
  return content <= 1n ? polynomial : polynomial.map((coefficient) => coefficient / content);
}

/** What is left of `a`, times a whole factor, after dividing by `b`. */
function remainder(a: Polynomial, b: Polynomial): Polynomial {
  let rest = a;
  const lead = b.at(-1) ?? 1n;
  while (rest.length >= b.length) {
    const power = rest.length - b.length;
    const by = rest.at(-1) ?? 0n;
    const lifted = [...new Array<bigint>(power).fill(0n), ...scaledPolynomial(b, -by)];
    rest = addPolynomials(scaledPolynomial(rest, lead), lifted);
  }
  return rest;
}

/** Divides by a polynomial that divides it up to a whole factor; gives quotient and factor. */
export function dividedBy(a: Polynomial, b: Polynomial): { quotient: Polynomial; times: bigint } {
  let rest = a;
  let times = 1n;
  let quotient: Polynomial = NOTHING;
  const lead = b.at(-1) ?? 1n;
  while (rest.length >= b.length) {
    const power = rest.length - b.length;
    const by = rest.at(-1) ?? 0n;
    const zeros = new Array<bigint>(power).fill(0n);
    quotient = addPolynomials(scaledPolynomial(quotient, lead), [...zeros, by]);
    rest = addPolynomials(scaledPolynomial(rest, lead), [...zeros, ...scaledPolynomial(b, -by)]);
    times *= lead;
  }
  if (rest.length > 0) throw new RangeError('the polynomial does not divide the other');
  return { quotient, times };
}

/**
 * Cuts whole numbers `from` to `to` into runs of one sign. Exact: between two changes of sign of
 * its forward difference the sequence of values only rises or only falls.
 */
export function signRuns(polynomial: Polynomial, from: bigint, to: bigint): readonly SignRun[] {
  if (from === to || polynomial.length <= 1) {
    return [{ from, to, sign: signAt(polynomial, from) }];
  }
  const slopes =
    polynomial.length === 2 ? [{ from, to: to - 1n }] : slopeRuns(polynomial, from, to);
  const runs: SignRun[] = [];
  for (const slope of slopes) addMonotone(runs, polynomial, slope.from, slope.to + 1n);
  return runs;
}

function slopeRuns(polynomial: Polynomial, from: bigint, to: bigint): readonly SignRun[] {
  const rise = addPolynomials(shifted(polynomial, 1n), scaledPolynomial(polynomial, -1n));
  return signRuns(rise, from, to - 1n);
}

/** Adds the runs of a stretch whose values only rise or only fall; its first may be known. */
function addMonotone(runs: SignRun[], polynomial: Polynomial, from: bigint, to: bigint): void {
  const last = signAt(polynomial, to);
  let start = from;
  let sign = signAt(polynomial, start);
  while (sign !== last) {
    const end = lastOfSign(polynomial, start, to, sign);
    addRun(runs, { from: start, to: end, sign });
    start = end + 1n;
    sign = signAt(polynomial, start);
  }
  addRun(runs, { from: start, to, sign });
}

function lastOfSign(polynomial: Polynomial, from: bigint, to: bigint, sign: Sign): bigint {
  let low = from;
  let high = to;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (signAt(polynomial, middle) === sign) low = middle;
    else high = middle;
  }
  return low;
}

/** Neighbouring stretches share a number; runs of one sign are joined. */
function addRun(runs: SignRun[], run: SignRun): void {
  const before = runs.at(-1);
  if (!before) {
    runs.push(run);
    return;
  }
  const from = run.from <= before.to ? before.to + 1n : run.from;
  if (before.sign === run.sign) runs[runs.length - 1] = { ...before, to: run.to };
  else if (from <= run.to) runs.push({ ...run, from });
}

/** The last of `from` to `to` up to which the sign stays one of those that `isMet` accepts. */
export function lastWhile(
  polynomial: Polynomial,
  from: bigint,
  to: bigint,
  isMet: (sign: Sign) => boolean,
): bigint {
  if (polynomial.length <= 1 || from === to) return to;
  if (polynomial.length === 2) {
    if (isMet(signAt(polynomial, to))) return to;
    let low = from;
    let high = to;
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (isMet(signAt(polynomial, middle))) low = middle;
      else high = middle;
    }
    return low;
  }
  let end = from;
  for (const run of signRuns(polynomial, from, to)) {
    if (!isMet(run.sign)) break;
    end = run.to;
  }
  return end;
}
