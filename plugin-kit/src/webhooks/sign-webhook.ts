import { createHmac } from "node:crypto";
import { ActionFailure } from "../failure.ts";

/** What is signed: the receiver computes the same from the headers and the bytes of the body. */
export interface WebhookMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** Standard Webhooks wants keys of 24 to 64 bytes: shorter ones can be guessed, longer ones are mostly something else. */
const keyBytes = { least: 24, most: 64 };

/**
 * The value of `webhook-signature`: one signature for each secret, so that a receiver may change its own.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * @throws ActionFailure class `config` with code `WEBHOOK_SECRET_INVALID`
 */
export function signWebhook(secrets: readonly string[], { id, timestamp, body }: WebhookMessage): string {
  return secrets
    .map((secret) => createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest("base64"))
    .map((signature) => `v1,${signature}`)
    .join(" ");
}

function keyOf(secret: string): Buffer {
  const text = secret.trim().replace(/^whsec_/, "");
  const key = Buffer.from(text, "base64");
  // What is no Base64 is read as something shorter, and the receiver would compute with other bytes.
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  if (isBase64 && key.length >= keyBytes.least && key.length <= keyBytes.most) return key;
  throw new ActionFailure(
    "A secret of a webhook is Base64 of 24 to 64 bytes, with whsec_ in front or not. Make one: openssl rand -base64 32",
    { class: "config", code: "WEBHOOK_SECRET_INVALID" },
  );
}
