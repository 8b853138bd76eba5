import { TemplateFault } from "../template-fault.ts";

/** What an address in a message may begin with. `data:` and `javascript:` are how attackers bring pages of their own. */
const SCHEMES = new Set(["http", "https", "mailto", "tel", "sms", "cid"]);

/**
 * A value as a part of an address. At its beginning it may be a whole address, of a harmless kind; behind a `?` or `#` every
 * sign that means something there is encoded; in between only what cannot stand in an address.
 * @param before What of the address stands in front of it.
 * @throws TemplateFault for an address that runs a script or hides a page
 */
export function writeAddress(text: string, before: string): string {
  const head = before.trimStart();
  if (head === "") {
    const whole = text.trim();
    if (isAddressSafe(whole)) return encodeWhole(whole);
    throw new TemplateFault(
      `The address begins with "${whole.slice(0, 20).replace(/[^\w:./-]/g, "?")}", which is not allowed in a message.`,
      `Use an address that begins with ${[...SCHEMES].map((scheme) => `${scheme}:`).join(", ")}.`,
    );
  }
  // Until a sign has ended the scheme, a colon in the value would make one of what stands before it.
  const isPath = /[/:]/.test(head) && !/[?#]/.test(head);
  return isPath ? encodeWhole(text) : encodeURIComponent(text.toWellFormed());
}

/** Whether it can be a whole address. Browsers drop blanks and control characters in a scheme, and so does this. */
export function isAddressSafe(text: string): boolean {
  const [, scheme] = /^([^/?#]*?):/.exec(text.replace(/[\p{Cc}\s]/gu, "")) ?? [];
  return scheme === undefined || SCHEMES.has(scheme.toLowerCase());
}

/** Encodes what cannot stand in any address, and leaves the signs that have a meaning. */
export function encodeWhole(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\w.~:/?#[\]@!$&()*+;=%-]/gu, (sign) => encodeURIComponent(sign).replace(/'/g, "%27"));
}
