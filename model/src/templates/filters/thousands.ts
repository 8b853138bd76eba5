import { LruCache } from "../../cache/lru-cache.ts";
import { placesFrom } from "./short-numbers.ts";

/**
 * `35000.00` → `35,000`, with up to two decimals and none at the end that are zero; with a number of decimals exactly so many:
 * `10203.5` → `10,203.50`. A text that is no number is written as it is.
 */
export function thousands(value: unknown, decimals?: unknown): unknown {
  // Given a text, Intl rounds the decimal digits that people see; the binary number 1.005 is a little too small.
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text !== "string" || !isNumeric(text)) return value;
  if (decimals === undefined) return TWO_DECIMALS.format(text);
  return formats.getOrMake(placesFrom(decimals, "{{ n | thousands: 2 }}"), formatWith).format(text);
}

const TWO_DECIMALS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2, roundingMode: "halfExpand" });
const formats = new LruCache<number, Intl.NumberFormat>(11);

function formatWith(places: number): Intl.NumberFormat {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat("en-US", { ...digits, roundingMode: "halfExpand" });
}

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);
}
