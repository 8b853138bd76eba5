import { signWebhook } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";
import { judgeAnswer, judgeError, type CallResult } from "./judge-answer.ts";

/** Long enough for a receiver that stores before it answers. */
const TIMEOUT_MS = 20_000;
/** Of an answer only a word is looked at. */
const MOST_ANSWER_BYTES = 64 * 1024;

export interface Call {
  readonly url: string;
  /** Names in the vault; the signature holds one for each. */
  readonly secrets: readonly string[];
  readonly id: string;
  readonly body: string;
  /** @default it may take its whole time */
  readonly signal?: AbortSignal;
}

/** Posts a signed event (Standard Webhooks). Never throws: what went wrong is told. */
export async function callReceiver(
  deps: Pick<NotifyDeps, "fetch" | "resolveSecret">,
  { url, secrets: names, id, body, signal }: Call,
): Promise<CallResult & { readonly answer: string }> {
  try {
    const secrets = await Promise.all(names.map((name) => deps.resolveSecret(name)));
    // By the clock of this machine and at this try: the receiver compares it with its own.
    const message = { id, timestamp: Math.floor(Date.now() / 1_000), body };
    const response = await deps.fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Belfry",
        "webhook-id": message.id,
        "webhook-timestamp": String(message.timestamp),
        "webhook-signature": signWebhook(secrets, message),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      maxResponseBytes: MOST_ANSWER_BYTES,
      ...(signal !== undefined && { signal }),
    });
    // An answer that cannot be read to its end was given nevertheless.
    const answer = await response.text().catch(() => "");
    return { ...judgeAnswer(response.status, response.headers), answer };
  } catch (error) {
    return { ...judgeError(error), answer: "" };
  }
}
