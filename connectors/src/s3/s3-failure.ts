import { ActionFailure, type GuardedResponse } from "@belfry/plugin-kit";
import { xmlValue } from "./s3-xml.ts";

const passing: ReadonlySet<string> = new Set([
  "SlowDown",
  "RequestTimeout",
  "InternalError",
  "ServiceUnavailable",
  "OperationAborted",
]);

/** What an answer says that is no success. The code of S3 stands in the details: NoSuchKey, AccessDenied. */
export async function s3Failure(
  answer: GuardedResponse,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Promise<ActionFailure> {
  const text = await answer.text().catch(() => "");
  const code = xmlValue(text, "Code") ?? "";
  const { status } = answer;
  const details = { status, bucket, ...(key !== "" && { key }), ...(code !== "" && { s3: code }) };
  const said = xmlValue(text, "Message") ?? "";
  const place = key === "" ? bucket : `${bucket}/${key}`;
  const failure = (message: string, options: { class: "config" | "external" | "runtime"; code: string }) =>
    new ActionFailure(said === "" ? message : `${message} The server says: ${said}`, { ...options, details });
  if (status === 404) return failure(`There is no ${place}.`, { class: "config", code: "S3_NOT_FOUND" });
  if (status === 412 || status === 409) {
    return failure(`The object ${place} is there already, or was changed meanwhile.`, {
      class: "runtime",
      code: "S3_CONFLICT",
    });
  }
  if (status === 401 || status === 403) {
    return failure(`The server refuses access to ${place}.`, { class: "config", code: "S3_ACCESS_DENIED" });
  }
  if (status >= 500 || status === 429 || passing.has(code)) {
    return failure(`The server of ${place} answered with status ${status}.`, { class: "external", code: "S3_STATUS" });
  }
  return failure(`The server of ${place} answered with status ${status}.`, { class: "config", code: "S3_REFUSED" });
}
