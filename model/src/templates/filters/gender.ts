import { TemplateFault } from "../template-fault.ts";

const MALE = new Set(["1", "m", "male", "男", "先生"]);
const FEMALE = new Set(["2", "f", "female", "女", "女士"]);

/**
 * `1`, `M`, `male`, `男` → `男`; `2`, `F`, `female`, `女` → `女`; also from the number of an identity card. Other words by
 * arguments: `gender: "先生", "女士", "同学"`.
 */
export function gender(
  value: unknown,
  male: unknown = "男",
  female: unknown = "女",
  unknown: unknown = "未知",
): string {
  const words = [male, female, unknown];
  if (words.some((word) => typeof word !== "string")) {
    throw new TemplateFault("The words for a gender are not texts.", 'Write it like {{ g | gender: "先生", "女士" }}.');
  }
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim().toLowerCase() : "";
  // The digit before the last one of an identity card's number is odd for men.
  const digit = /^\d{16}(\d)[\dx]$/.exec(text)?.[1];
  if (MALE.has(text) || (digit !== undefined && Number(digit) % 2 === 1)) return String(male);
  return FEMALE.has(text) || digit !== undefined ? String(female) : String(unknown);
}
