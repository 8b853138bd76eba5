/** Fen as yuan with thousands commas, up to two decimals and no trailing zeros: `34,999.5`, `-10,000`. */
export function yuanText(fen: number): string {
  const positive = Math.abs(fen);
  const whole = String(Math.floor(positive / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const cents = String(positive % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${fen < 0 ? "-" : ""}${whole}${cents === "" ? "" : `.${cents}`}`;
}

/** Fen as a plain number of yuan for files: `30548.8`. */
export function plainYuan(fen: number): string {
  return yuanText(fen).replaceAll(",", "");
}
