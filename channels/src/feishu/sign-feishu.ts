import { createHmac } from "node:crypto";

/**
 * The signature of a bot, which goes into the body. The secret is part of the key and nothing is signed; with the
 * algorithm of DingTalk, which looks much the same, Feishu always answers 19021.
 * @param timestamp seconds since 1970, as a text; Feishu takes it for an hour
 */
export function signFeishu(timestamp: string, secret: string): string {
  return createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");
}
