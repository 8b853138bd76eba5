/**
 * Money is counted in whole cents: 0.1 + 0.2 is 0.30 and never 0.30000000000000004. An amount is a text like "12.30";
 * numbers of data are taken by the digits that people see. Every result is rounded to cents once, at its end: half a cent
 * away from zero, or to the even cent with "half-even".
 */
import { functionFault } from "./function-fault.ts";
import { listFrom } from "./list-functions.ts";
import type { ExpressionFunction } from "./register-functions.ts";

/** A decimal number, exactly: `units` times ten to the power of minus `digits`. */
interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

type Rounding = "half-up" | "half-even";

const CENTS = 2;
const MOST_DIGITS = 40;

const add = (a: unknown, b: unknown, sign: bigint): string => {
  const [left, right, digits] = alike(decimalFrom(a), decimalFrom(b));
  return toCents({ units: left + sign * right, digits });
};

const multiply = (a: unknown, b: unknown, mode?: unknown): string => {
  const [left, right] = [decimalFrom(a), decimalFrom(b)];
  return toCents({ units: left.units * right.units, digits: left.digits + right.digits }, roundingFrom(mode));
};

const divide = (a: unknown, b: unknown, mode?: unknown): string => {
  const [left, right] = alike(decimalFrom(a), decimalFrom(b));
  if (right === 0n) throw functionFault("Money cannot be divided by zero.", "Ask first whether the divisor is zero.");
  const sign = right < 0n ? -1n : 1n;
  return format(rounded(sign * left * 10n ** BigInt(CENTS), sign * right, roundingFrom(mode)));
};

export const moneyFunctions: readonly ExpressionFunction[] = [
  { name: "money", takes: ["dyn"], gives: "string", form: "function", run: (value) => toCents(decimalFrom(value)) },
  {
    name: "money",
    takes: ["dyn", "string"],
    gives: "string",
    form: "function",
    run: (value, mode) => toCents(decimalFrom(value), roundingFrom(mode)),
  },
  { name: "moneyAdd", takes: ["dyn", "dyn"], gives: "string", form: "function", run: (a, b) => add(a, b, 1n) },
  { name: "moneySub", takes: ["dyn", "dyn"], gives: "string", form: "function", run: (a, b) => add(a, b, -1n) },
  { name: "moneyMul", takes: ["dyn", "dyn"], gives: "string", form: "function", run: multiply },
  { name: "moneyMul", takes: ["dyn", "dyn", "string"], gives: "string", form: "function", run: multiply },
  { name: "moneyDiv", takes: ["dyn", "dyn"], gives: "string", form: "function", run: divide },
  { name: "moneyDiv", takes: ["dyn", "dyn", "string"], gives: "string", form: "function", run: divide },
  { name: "moneySum", takes: ["list"], gives: "string", form: "function", run: sum },
  { name: "moneyCompare", takes: ["dyn", "dyn"], gives: "int", form: "function", run: compare },
];

function sum(list: unknown): string {
  let total: Decimal = { units: 0n, digits: 0 };
  for (const item of listFrom(list)) {
    const [left, right, digits] = alike(total, decimalFrom(item));
    total = { units: left + right, digits };
  }
  return toCents(total);
}

/** -1, 0 or 1: texts of different lengths do not compare as amounts. */
function compare(a: unknown, b: unknown): bigint {
  const [left, right] = alike(decimalFrom(a), decimalFrom(b));
  return left < right ? -1n : left > right ? 1n : 0n;
}

function decimalFrom(value: unknown): Decimal {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  const found = typeof text === "string" ? /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/.exec(text.trim()) : null;
  if (found === null) {
    const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "The value";
    throw functionFault(`${shown} is no amount.`, 'Write it like 12.30 or "12.30", without signs of a currency.');
  }
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = found;
  const digits = fraction.length - Number(exponent);
  if (whole.length + fraction.length > MOST_DIGITS || Math.abs(digits) > MOST_DIGITS)
    throw functionFault("The amount has more than 40 digits.", "Look for a mistake in the data.");
  const units = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  return digits >= 0 ? { units, digits } : { units: units * 10n ** BigInt(-digits), digits: 0 };
}

/** Two numbers with as many digits behind the point. */
function alike(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const digits = Math.max(a.digits, b.digits);
  const scaled = (decimal: Decimal) => decimal.units * 10n ** BigInt(digits - decimal.digits);
  return [scaled(a), scaled(b), digits];
}

function toCents({ units, digits }: Decimal, mode: Rounding = "half-up"): string {
  if (digits <= CENTS) return format(units * 10n ** BigInt(CENTS - digits));
  return format(rounded(units, 10n ** BigInt(digits - CENTS), mode));
}

/** @param divisor positive */
function rounded(units: bigint, divisor: bigint, mode: Rounding): bigint {
  const quotient = units / divisor;
  const twice = 2n * (units % divisor < 0n ? -(units % divisor) : units % divisor);
  const goesOut = twice > divisor || (twice === divisor && (mode === "half-up" || quotient % 2n !== 0n));
  return goesOut ? quotient + (units < 0n ? -1n : 1n) : quotient;
}

function format(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(CENTS + 1, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -CENTS)}.${digits.slice(-CENTS)}`;
}

function roundingFrom(mode: unknown): Rounding {
  if (mode === undefined || mode === "half-up") return "half-up";
  if (mode === "half-even") return "half-even";
  throw functionFault(`There is no rounding ${JSON.stringify(mode)}.`, 'Write "half-up" or "half-even".');
}
