import { createHmac } from "node:crypto";

/**
 * The signature of a robot, in base64. It is to be percent-encoded once, when it becomes part of an address.
 * @param timestampMs milliseconds since 1970; DingTalk takes it for an hour
 */
export function signDingtalk(timestampMs: number, secret: string): string {
  return createHmac("sha256", secret).update(`${timestampMs}\n${secret}`).digest("base64");
}
