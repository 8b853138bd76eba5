import { LruCache } from "../../cache/lru-cache.ts";
import { TemplateFault } from "../template-fault.ts";
import { decimalFrom, decimalText } from "./decimal-text.ts";

/** `12000` → `1.2万`, `250000000` → `2.5亿`; below ten thousand as it is. */
export function wan(value: unknown, decimals: unknown = 1): string | null {
  if (value === null) return null;
  const places = placesFrom(decimals, "{{ n | wan: 2 }}");
  const text = decimalText(decimalFrom(value));
  if (Math.abs(Number(text)) < 10_000) return text;
  const short = rounded(shifted(text, -4), places);
  // What is rounded up to 10000万 is 1亿.
  return Math.abs(Number(short)) < 10_000 ? `${short}万` : `${rounded(shifted(text, -8), places)}亿`;
}

/** `0.256` → `25.6%`. */
export function percent(value: unknown, decimals: unknown = 2): string | null {
  if (value === null) return null;
  return `${rounded(shifted(decimalText(decimalFrom(value)), 2), placesFrom(decimals, "{{ n | percent: 1 }}"))}%`;
}

/** Moves the decimal point. */
function shifted(text: string, power: number): `${number}` {
  return `${text}e${power}` as `${number}`;
}

function rounded(text: `${number}`, maximumFractionDigits: number): string {
  const shown = formats.getOrMake(maximumFractionDigits, formatWith).format(text);
  return shown === "-0" ? "0" : shown;
}

/** To make one takes a hundred times as long as to use it. */
const formats = new LruCache<number, Intl.NumberFormat>(11);

function formatWith(maximumFractionDigits: number): Intl.NumberFormat {
  return new Intl.NumberFormat("en-US", { maximumFractionDigits, roundingMode: "halfExpand", useGrouping: false });
}

/** How many decimals a filter was asked for. @throws TemplateFault */
export function placesFrom(decimals: unknown, example: string): number {
  const places = Number(decimals);
  if (Number.isInteger(places) && places >= 0 && places <= 10) return places;
  throw new TemplateFault("The number of decimals is not a whole number from 0 to 10.", `Write it like ${example}.`);
}
