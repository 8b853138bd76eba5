/**
 * Phone numbers have one form here: those of the mainland as 11 digits, all others with + and their country. Two forms of
 * one number would be two recipients, and limits and receipts would know only one of them.
 */
const MAINLAND = /^1[3-9]\d{9}$/;
const ABROAD = /^\+[1-9]\d{6,14}$/;

/** Why this cannot be a phone number, as a sentence; nothing if it can. */
export function checkPhoneNumber(number: string): string | undefined {
  if (number === "") return "The phone number is empty.";
  const written = `"${number}"`;
  const mainland = /^(?:\+?0{0,2}86[ -]?)(1[3-9]\d{9})$/.exec(number)?.[1];
  if (mainland !== undefined)
    return `${written} is a number of the mainland: write it without its country, ${mainland}.`;
  if (MAINLAND.test(number) || ABROAD.test(number)) return undefined;
  return `${written} is no phone number: write 11 digits, or + with the country and digits only.`;
}

/** As providers abroad write it: with + and the country. */
export function e164(number: string): string {
  return MAINLAND.test(number) ? `+86${number}` : number;
}

/** The form of this product, from however a provider writes it. */
export function phoneNumberOf(written: string): string {
  const digits = written.replace(/\D/g, "").replace(/^00/, "");
  const mainland = /^(?:86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
  return mainland ?? `+${digits}`;
}
