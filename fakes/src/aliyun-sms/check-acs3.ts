/**
 * Checks the signature of a request as Aliyun does.
 *
 * Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { setBounded } from "../bounds.ts";
import type { SeenRequest } from "../loopback-server.ts";

export type Acs3Fault =
  | "MissingSignature"
  | "InvalidAccessKeyId.NotFound"
  | "SignatureDoesNotMatch"
  | "InvalidTimeStamp.Expired"
  | "SignatureNonceUsed";

const SKEW_MS = 15 * 60_000;

export interface Acs3Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of this moment, in milliseconds since 1970. */
  readonly now: number;
  /** Nonces that were used before; this one is added. */
  readonly nonces: Map<string, true>;
}

/** Why a request is refused; nothing when its signature is right. */
export function acs3Fault(request: SeenRequest, keys: Acs3Keys): Acs3Fault | undefined {
  const given = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? "",
  );
  if (given === null) return "MissingSignature";
  const [, accessKeyId, signed = "", signature = ""] = given;
  if (accessKeyId !== keys.accessKeyId) return "InvalidAccessKeyId.NotFound";
  const header = (name: string) => String(request.headers[name] ?? "");
  const demanded = ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-content-sha256"];
  const names = signed.split(";");
  if (!demanded.every((name) => names.includes(name))) return "SignatureDoesNotMatch";
  const hash = createHash("sha256").update(request.bytes).digest("hex");
  if (header("x-acs-content-sha256") !== hash) return "SignatureDoesNotMatch";
  const canonical = [
    request.method,
    request.path.split("?")[0] ?? "/",
    canonicalQuery(request.query),
    names.map((name) => `${name}:${header(name).trim()}\n`).join(""),
    signed,
    hash,
  ].join("\n");
  const toSign = `ACS3-HMAC-SHA256\n${createHash("sha256").update(canonical).digest("hex")}`;
  const expected = createHmac("sha256", keys.accessKeySecret).update(toSign).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, "hex"))) return "SignatureDoesNotMatch";
  const date = Date.parse(header("x-acs-date"));
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(header("x-acs-date")) || Math.abs(date - keys.now) > SKEW_MS)
    return "InvalidTimeStamp.Expired";
  const nonce = header("x-acs-signature-nonce");
  if (nonce === "" || keys.nonces.has(nonce)) return "SignatureNonceUsed";
  setBounded(keys.nonces, nonce, true);
  return undefined;
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");
}

/** RFC 3986: what encodeURIComponent leaves alone and Aliyun does not is encoded too. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
