/**
 * Checks the signature of a request as Tencent Cloud does.
 *
 * Source: https://cloud.tencent.com/document/api/382/52072
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { SeenRequest } from "../loopback-server.ts";

export type Tc3Fault = "AuthFailure.SecretIdNotFound" | "AuthFailure.SignatureFailure" | "AuthFailure.SignatureExpire";

const SKEW_SECONDS = 300;

/** Why a request is refused; nothing when its signature is right. `now`: milliseconds since 1970. */
export function tc3Fault(
  request: SeenRequest,
  keys: { readonly secretId: string; readonly secretKey: string; readonly now: number },
): Tc3Fault | undefined {
  const { headers } = request;
  const given =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/sms\/tc3_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  if (given === null) return "AuthFailure.SignatureFailure";
  const [, secretId, date = "", signed = "", signature = ""] = given;
  if (secretId !== keys.secretId) return "AuthFailure.SecretIdNotFound";
  const seconds = Number(headers["x-tc-timestamp"]);
  if (!(Math.abs(seconds - keys.now / 1_000) <= SKEW_SECONDS)) return "AuthFailure.SignatureExpire";
  if (new Date(seconds * 1_000).toISOString().slice(0, 10) !== date) return "AuthFailure.SignatureFailure";
  const names = signed.split(";");
  if (!names.includes("host") || !names.includes("content-type")) return "AuthFailure.SignatureFailure";
  const canonical = [
    request.method,
    "/",
    request.path.split("?")[1] ?? "",
    names.map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`).join(""),
    signed,
    createHash("sha256").update(request.bytes).digest("hex"),
  ].join("\n");
  const toSign = [
    "TC3-HMAC-SHA256",
    String(seconds),
    `${date}/sms/tc3_request`,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = [date, "sms", "tc3_request"].reduce<Buffer>(
    (last, part) => createHmac("sha256", last).update(part).digest(),
    Buffer.from(`TC3${keys.secretKey}`),
  );
  const expected = createHmac("sha256", key).update(toSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? undefined : "AuthFailure.SignatureFailure";
}
