import {
  ActionFailure,
  defineAction,
  retryAfterMs,
  secret,
  signWebhook,
  text,
  type GuardedResponse,
} from "@belfry/plugin-kit";
import { z } from "zod";
import { withoutQuery } from "./check-answer.ts";
import { duration } from "./duration-field.ts";
import { JsonWithSecrets, resolveJson } from "./json-field.ts";
import { skipBody } from "./send-call.ts";

const WebhookInput = z.strictObject({
  url: text().min(1).describe("The address of the receiver, with http:// or https://."),
  secrets: z
    .union([secret(), z.array(secret()).min(1).max(5)])
    .describe("What it is signed with: `whsec_…`, as a secret. Several while the receiver changes its own."),
  json: JsonWithSecrets.describe("What is sent, as JSON. By custom an object with `type`, `timestamp` and `data`."),
  headers: z.record(z.string(), secret()).optional().describe("Further headers, by their names."),
  timeout: duration().prefault("20s").describe("The longest the request may take, its answer included."),
});

export const httpWebhook = defineAction({
  id: "http.webhook",
  displayName: { zh: "发送 Webhook", en: "Send a webhook" },
  description: {
    zh: "按 Standard Webhooks 签名并 POST 一份 JSON；重试时编号不变，对方据此去重。",
    en: "Posts JSON with a signature of Standard Webhooks; its id stays the same on every try, so that the receiver drops doubles.",
  },
  input: WebhookInput,
  idempotent: false,
  sendsOutside: true,
  cost: "io",
  dryRun: "captured",
  retryableErrors:
    "Every answer but 2xx (done), 3xx and 410 (the receiver is gone for good), and when it cannot be reached or is too slow. Retry-After is honoured.",
  async run(ctx, input) {
    const secrets: string[] = [];
    for (const one of Array.isArray(input.secrets) ? input.secrets : [input.secrets])
      secrets.push(await ctx.secret(one));
    const body = JSON.stringify(await resolveJson(ctx, input.json));
    // By the clock of this machine and at this try: the receiver compares it with its own.
    const message = { id: ctx.idempotencyKey, timestamp: Math.floor(Date.now() / 1_000), body };
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(input.headers ?? {}))
      headers[name.toLowerCase()] = await ctx.secret(value);
    const response = await ctx.fetch(input.url, {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": String(message.timestamp),
        "webhook-signature": signWebhook(secrets, message),
      },
      body,
      signal: ctx.signal,
      timeoutMs: input.timeout,
    });
    await skipBody(response);
    if (response.status < 200 || response.status > 299) throw refused(response);
    return { status: response.status, webhookId: message.id };
  },
});

function refused(response: GuardedResponse): ActionFailure {
  const { status } = response;
  const { host } = new URL(response.url);
  const details = { status, url: withoutQuery(response.url) };
  if (status === 410) {
    const message = `${host} does not want this webhook any more (410). Take it out of the rule, or ask for a new address.`;
    return new ActionFailure(message, { class: "config", code: "WEBHOOK_GONE", details });
  }
  if (status >= 300 && status <= 399) {
    const message = `${host} points elsewhere (${status}), and a signed message is not sent on. Write the new address.`;
    return new ActionFailure(message, { class: "config", code: "WEBHOOK_MOVED", details });
  }
  const wait = retryAfterMs(response.headers);
  return new ActionFailure(`${host} answered with status ${status}.`, {
    class: "external",
    code: "WEBHOOK_STATUS",
    details,
    retryable: true,
    ...(wait !== undefined && { retryAfterMs: wait }),
  });
}
