/** Whole yuan with commas, cut and not rounded. What is no plain positive number is 0: `1e5`, `abc`, `-5`. */
export function amountText(value: string): string {
  if (!isPlainNumber(value)) return "0";
  const [whole = ""] = value.split(".");
  return (whole.replace(/^0+(?=\d)/, "") || "0").replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * A rate as whole percent, cut and not rounded; 1 and more is 100%, and what is no plain positive number is `-`.
 *
 * @param binary as the old programs cut it, in binary floating point: 0.29 gives 28%. Else 0.29 gives 29%.
 */
export function rateText(value: string, binary: boolean): string {
  if (!isPlainNumber(value)) return "-";
  const rate = Number(value);
  if (rate >= 1) return "100%";
  if (binary) return `${Math.trunc(rate * 100)}%`;
  const [, decimals = ""] = value.split(".");
  return `${Number(decimals.slice(0, 2).padEnd(2, "0"))}%`;
}

/** A number as it is shown in the middle of a text: without trailing zeros and without commas. */
export function plainNumberText(value: string): string {
  return /^\d+\.\d*$/.test(value) ? value.replace(/\.?0*$/, "") : value;
}

function isPlainNumber(value: string): boolean {
  return /^(\d+\.?\d*|\.\d+)$/.test(value);
}
