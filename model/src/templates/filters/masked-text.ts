import { writeValue } from "../template-output.ts";

/**
 * What is shown of what identifies a person. A text that is too short for its mask is hidden but for its first character:
 * half a phone number is a typing error, and no reason to show it.
 */

/** `13812345678` → `138****5678`; a number with the code of the country keeps it. */
export function maskPhone(value: unknown): string | null {
  return masked(value, (text) => {
    const [, country = "", number = ""] = /^(\+\d{1,3}[- ]?)?(.*)$/s.exec(text) ?? [];
    return country + keep(number.replace(/[\s-]/g, ""), 3, 4, 4);
  });
}

/** `110101199001011234` → `1101**********1234`. */
export function maskId(value: unknown): string | null {
  return masked(value, (text) => keep(text, 4, 4));
}

/** `张三明` → `张*明`, `张明` → `张*`. */
export function maskName(value: unknown): string | null {
  return masked(value, (text) => {
    const length = Array.from(text).length;
    return keep(text, 1, length > 2 ? 1 : 0);
  });
}

/** `user@example.com` → `u***@example.com`. */
export function maskEmail(value: unknown): string | null {
  return masked(value, (text) => {
    const at = text.lastIndexOf("@");
    return at < 1 ? keep(text, 1, 0) : `${Array.from(text)[0] ?? ""}***${text.slice(at)}`;
  });
}

/** `6222021234567890123` → `6222 **** **** 0123`, however long it is. */
export function maskBank(value: unknown): string | null {
  return masked(value, (text) => {
    const digits = text.replace(/[\s-]/g, "");
    return digits.length < 12 ? keep(digits, 0, 2) : `${digits.slice(0, 4)} **** **** ${digits.slice(-4)}`;
  });
}

function masked(value: unknown, mask: (text: string) => string): string | null {
  if (value === null) return null;
  const text = writeValue(value, "none").trim();
  return text === "" ? "" : mask(text);
}

/** Keeps so many characters of both ends. @param stars how many hide the rest @default one for each */
function keep(text: string, head: number, tail: number, stars?: number): string {
  const characters = Array.from(text);
  const hidden = characters.length - head - tail;
  if (hidden <= 0)
    return `${characters.length > 1 ? characters[0] : ""}${"*".repeat(Math.max(1, characters.length - 1))}`;
  const end = tail === 0 ? "" : characters.slice(-tail).join("");
  return characters.slice(0, head).join("") + "*".repeat(stars ?? hidden) + end;
}
