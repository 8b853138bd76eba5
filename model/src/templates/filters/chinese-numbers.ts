import { TemplateFault } from "../template-fault.ts";
import { decimalFrom } from "./decimal-text.ts";

interface Numerals {
  readonly digits: readonly string[];
  readonly ten: string;
  readonly hundred: string;
  readonly thousand: string;
}

const plain: Numerals = { digits: Array.from("零一二三四五六七八九"), ten: "十", hundred: "百", thousand: "千" };
/** As amounts are written on cheques, so that nobody adds a stroke to a one. */
const formal: Numerals = { digits: Array.from("零壹贰叁肆伍陆柒捌玖"), ten: "拾", hundred: "佰", thousand: "仟" };

/** The first amount with too many digits: cheques end before ten trillion. */
const MOST_DIGITS = 13;

/**
 * `10203.5` → `壹万零贰佰零叁元伍角整`. Takes whole fen only: an amount that was computed in binary, 0.30000000000000004, is
 * refused and not rounded behind the writer's back.
 */
export function rmbUpper(value: unknown): string | null {
  if (value === null) return null;
  const { isNegative, whole, fraction } = limited(value);
  if (fraction.length > 2) {
    throw new TemplateFault(
      "The amount has parts of a fen.",
      "Give it as a text with two decimals at most, or round it: {{ amount | round: 2 | rmb_upper }}.",
    );
  }
  const [jiao, fen] = Array.from(fraction.padEnd(2, "0")).map(Number) as [number, number];
  const yuan = Number(whole);
  const words = [
    yuan > 0 ? `${wholeNumber(yuan, formal)}元` : "",
    jiao > 0 ? `${formal.digits[jiao]}角` : yuan > 0 && fen > 0 ? "零" : "",
    fen > 0 ? `${formal.digits[fen]}分` : "整",
  ].join("");
  return `${isNegative && words !== "整" ? "负" : ""}${words === "整" ? "零元整" : words}`;
}

/** `110` → `一百一十`, `3.14` → `三点一四`. */
export function cnNumber(value: unknown): string | null {
  if (value === null) return null;
  const { isNegative, whole, fraction } = limited(value);
  const words = wholeNumber(Number(whole), plain).replace(/^一十/, "十");
  const behind = Array.from(fraction)
    .map((digit) => plain.digits[Number(digit)])
    .join("");
  return `${isNegative ? "负" : ""}${words}${behind === "" ? "" : `点${behind}`}`;
}

/** `2026` → `二〇二六`: each digit for itself, as years are written. */
export function cnDigits(digits: string): string {
  return Array.from(digits)
    .map((digit) => (digit === "0" ? "〇" : (plain.digits[Number(digit)] ?? digit)))
    .join("");
}

function limited(value: unknown): ReturnType<typeof decimalFrom> {
  const decimal = decimalFrom(value);
  if (decimal.whole.length > MOST_DIGITS) {
    throw new TemplateFault("The number is larger than 9,999,999,999,999.99.", "Write it in digits: | thousands.");
  }
  return decimal;
}

function wholeNumber(value: number, numerals: Numerals): string {
  if (value < 10) return numerals.digits[value] ?? "";
  const [unit, word] = unitOf(value, numerals);
  const rest = value % unit;
  // A place that is skipped is spoken: 壹仟零伍.
  const gap = rest > 0 && rest < unit / 10 ? (numerals.digits[0] ?? "") : "";
  const head = wholeNumber(Math.floor(value / unit), numerals);
  return `${head}${word}${rest === 0 ? "" : gap + wholeNumber(rest, numerals)}`;
}

function unitOf(value: number, { ten, hundred, thousand }: Numerals): readonly [number, string] {
  if (value >= 100_000_000) return [100_000_000, "亿"];
  if (value >= 10_000) return [10_000, "万"];
  if (value >= 1_000) return [1_000, thousand];
  return value >= 100 ? [100, hundred] : [10, ten];
}
