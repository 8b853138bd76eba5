/**
 * The signature TC3-HMAC-SHA256 of Tencent Cloud.
 *
 * Source: https://cloud.tencent.com/document/api/382/52072
 */
import { createHash, createHmac } from "node:crypto";

/** Signed as it stands here: a client that appends a charset makes the signature wrong. */
export const CONTENT_TYPE = "application/json";
/** The service in the signature, whatever the address is. */
const SERVICE = "sms";

/** The Authorization header of a POST. `timestamp`: whole seconds since 1970. */
export function signTc3(
  keys: { readonly secretId: string; readonly secretKey: string },
  { host, timestamp, body }: { readonly host: string; readonly timestamp: number; readonly body: string },
): string {
  const date = new Date(timestamp * 1_000).toISOString().slice(0, 10);
  const names = "content-type;host";
  const headers = `content-type:${CONTENT_TYPE}\nhost:${host}\n`;
  const canonical = ["POST", "/", "", headers, names, sha256(body)].join("\n");
  const scope = `${date}/${SERVICE}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", String(timestamp), scope, sha256(canonical)].join("\n");
  const key = [date, SERVICE, "tc3_request"].reduce<Buffer>(
    (last, part) => createHmac("sha256", last).update(part).digest(),
    Buffer.from(`TC3${keys.secretKey}`),
  );
  const signature = createHmac("sha256", key).update(toSign).digest("hex");
  return `TC3-HMAC-SHA256 Credential=${keys.secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
