/**
 * The signature of Aliyun, version 3.
 *
 * Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
import { createHash, createHmac } from "node:crypto";

export interface Acs3Request {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  /** `2023-10-26T10:22:32Z` */
  readonly date: string;
  /** Another one for every request: a second one with the same is refused. */
  readonly nonce: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface Acs3Signed {
  readonly headers: Readonly<Record<string, string>>;
  /** As it was signed; it stands in the address in exactly this form. */
  readonly query: string;
}

/** Signs a POST without a body. */
export function signAcs3(
  keys: { readonly accessKeyId: string; readonly accessKeySecret: string },
  { host, action, version, date, nonce, query }: Acs3Request,
): Acs3Signed {
  const hash = sha256("");
  const signed = {
    host,
    "x-acs-action": action,
    "x-acs-content-sha256": hash,
    "x-acs-date": date,
    "x-acs-signature-nonce": nonce,
    "x-acs-version": version,
  };
  const names = Object.keys(signed).join(";");
  const canonicalQuery = Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join("&");
  const headers = Object.entries(signed)
    .map(([name, value]) => `${name}:${value}\n`)
    .join("");
  const toSign = `ACS3-HMAC-SHA256\n${sha256(["POST", "/", canonicalQuery, headers, names, hash].join("\n"))}`;
  const signature = createHmac("sha256", keys.accessKeySecret).update(toSign).digest("hex");
  const authorization = `ACS3-HMAC-SHA256 Credential=${keys.accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return { headers: { ...signed, authorization }, query: canonicalQuery };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** RFC 3986: what encodeURIComponent leaves alone and Aliyun does not is encoded too. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
