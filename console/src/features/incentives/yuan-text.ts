/** An amount as people type it: `12,000.5`. */
export function yuanOf(fen: number): string {
  return (fen / 100).toFixed(2).replace(/\.?0+$/, "");
}

/** @returns undefined for what is no amount of at most two decimals; fen are whole, so no product of fractions is rounded */
export function fenOf(text: string): number | undefined {
  const [, yuan = "", cents = ""] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(/[,，]/g, "")) ?? [];
  return yuan === "" ? undefined : Number(yuan) * 100 + Number(cents.padEnd(2, "0"));
}
