import { createHash, createHmac } from "node:crypto";
import type { SeenRequest } from "@belfry/testkit";

/**
 * The signature that a server expects, computed from what reached it, by the text of the specification and not by the
 * library that signed: the S3 server of the tests takes any.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function signatureOf(request: SeenRequest, secretAccessKey: string): string {
  const authorization = String(request.headers.authorization);
  const [, date = "", region = ""] = /Credential=[^/]+\/(\d{8})\/([^/]+)\/s3/.exec(authorization) ?? [];
  const signed = (/SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? "").split(";");
  const [path = "", query = ""] = request.path.split("?");
  const canonical = [
    request.method,
    path,
    query.split("&").toSorted().join("&").replaceAll("+", "%20"),
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim().replaceAll(/\s+/g, " ")}`),
    "",
    signed.join(";"),
    request.headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, hash(canonical)].join("\n");
  const key = [date, region, "s3", "aws4_request"].reduce<Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return createHmac("sha256", key).update(toSign).digest("hex");
}

export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
