import { TemplateFault } from "../template-fault.ts";

/** A decimal number by its digits: no binary fraction ever comes near an amount. */
export interface Decimal {
  readonly isNegative: boolean;
  /** Without zeros in front; `0` when there is nothing. */
  readonly whole: string;
  /** Without zeros at its end; often empty. */
  readonly fraction: string;
}

/** Reads a number, or a text like `-1,234.50`. @throws TemplateFault when it is none */
export function decimalFrom(value: unknown): Decimal {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  const match = typeof text === "string" ? NUMBER.exec(text.trim()) : null;
  if (match === null) {
    const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "The value";
    throw new TemplateFault(`${shown} is not a decimal number.`, 'Give it like 1234.5, or as the text "1234.50".');
  }
  const whole = (match[2] ?? "").replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  return { isNegative: match[1] === "-" && `${whole}${fraction}` !== "0", whole, fraction };
}
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.(\d{1,30}))?$/;

/** The same as a text that `Intl.NumberFormat` rounds by its decimal digits. */
export function decimalText({ isNegative, whole, fraction }: Decimal): `${number}` {
  return `${isNegative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}` as `${number}`;
}
