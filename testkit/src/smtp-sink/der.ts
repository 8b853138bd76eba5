/**
 * The few DER values (ITU-T X.690) that a certificate is made of. Node signs and
 * reads certificates but cannot write one, and a key that lies in the repository
 * would be found by every secret scanner and trusted by somebody some day.
 */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One value with its tag and length. */
export function derValue(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const derSequence = (...items: readonly Uint8Array[]): Buffer => derValue(tags.sequence, ...items);
export const derSet = (...items: readonly Uint8Array[]): Buffer => derValue(tags.set, ...items);
export const derOctetString = (content: Uint8Array): Buffer => derValue(tags.octetString, content);
export const derUtf8 = (text: string): Buffer => derValue(tags.utf8, Buffer.from(text, "utf8"));
export const derTrue = (): Buffer => derValue(tags.boolean, Buffer.from([0xff]));
/** The leading byte says that no bit of the last byte is unused. */
export const derBitString = (content: Uint8Array): Buffer => derValue(tags.bitString, Buffer.from([0]), content);
/** A positive whole number as its bytes. The first is from 1 to 127: another one would need padding, or read as negative. */
export const derInteger = (bytes: Uint8Array): Buffer => derValue(tags.integer, bytes);

/** An object identifier such as `2.5.4.3`. */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return derValue(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Years to 2049 take two digits, later ones four: RFC 5280 leaves no choice. */
export function derTime(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/[-:T]|\.\d+/g, "");
  return moment.getUTCFullYear() < 2050
    ? derValue(0x17, Buffer.from(digits.slice(2)))
    : derValue(0x18, Buffer.from(digits));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

function base128(arc: number): number[] {
  const bytes = [arc & 0x7f];
  for (let rest = arc >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
