/**
 * Signatures of webhooks. What is signed is the body as it came, byte for byte: JSON that was read and written again is
 * another text. Comparing takes as long for a wrong signature as for a right one.
 *
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ReceivedRequest } from "@belfry/plugin-kit";

/** Older or newer than this by the database's clock, a signed request may be one that was recorded and sent again. */
const TOLERANCE_MS = 300_000;

/** Whether a request is signed as Standard Webhooks say, with a secret in Base64, `whsec_` in front or not. */
export function isStandardSigned(request: ReceivedRequest, secret: string, now: Date): boolean {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = request.headers;
  if (id === undefined || id === "" || signatures === undefined) return false;
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > TOLERANCE_MS) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  // Everybody knows the empty key.
  if (key.length === 0) return false;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(request.body).digest("base64");
  // Several while the sender changes its secret.
  return signatures.split(" ").some((signature) => isEqual(signature, `v1,${expected}`));
}

export interface HmacOptions {
  readonly header: string;
  readonly algorithm: "sha256" | "sha1";
  readonly encoding: "hex" | "base64";
  /** What stands before the signature. */
  readonly prefix: string;
}

/** Whether a header carries the HMAC of the body. */
export function isHmacSigned(request: ReceivedRequest, secret: string, options: HmacOptions): boolean {
  const given = request.headers[options.header];
  if (given === undefined || secret === "") return false;
  const expected = createHmac(options.algorithm, secret).update(request.body).digest(options.encoding);
  return isEqual(options.encoding === "hex" ? given.toLowerCase() : given, lowerIfHex(options) + expected);
}

/** Whether a header carries the secret itself. */
export function carriesToken(
  request: ReceivedRequest,
  secret: string,
  { header, prefix }: { readonly header: string; readonly prefix: string },
): boolean {
  const given = request.headers[header];
  return given !== undefined && secret !== "" && isEqual(given, prefix + secret);
}

function lowerIfHex({ encoding, prefix }: HmacOptions): string {
  return encoding === "hex" ? prefix.toLowerCase() : prefix;
}

/** By their hashes, which are of one length whatever was sent. */
function isEqual(given: string, expected: string): boolean {
  return timingSafeEqual(hashed(given), hashed(expected));
}

function hashed(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
