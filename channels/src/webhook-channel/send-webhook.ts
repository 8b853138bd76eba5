import {
  isActionFailure,
  retryAfterMs,
  signWebhook,
  type ChannelContext,
  type ChannelMessage,
  type DeliveryOutcome,
} from "@belfry/plugin-kit";
import { refuseAttachments } from "../chat/refuse-attachments.ts";
import { askProvider, outcomeOfNoAnswer, type ProviderAnswer } from "../provider-call/ask-provider.ts";
import type { WebhookConfig } from "./webhook-config.ts";
import type { WebhookPayload } from "./webhook-payload.ts";

/** Posts a message to the system of an account, signed as Standard Webhooks say; its id is the same on every try. */
export async function sendWebhook(
  ctx: ChannelContext,
  message: ChannelMessage,
  recipients: readonly string[],
  config: WebhookConfig,
): Promise<readonly DeliveryOutcome[]> {
  const secrets = [await ctx.secret(config.secret)];
  if (config.nextSecret !== undefined) secrets.push(await ctx.secret(config.nextSecret));
  const authorization = config.authorization === undefined ? undefined : await ctx.secret(config.authorization);
  const outcomes: DeliveryOutcome[] = [];
  for (const recipient of recipients) {
    outcomes.push(
      isReceiver(config, recipient)
        ? await post(ctx, message, { config, secrets, authorization })
        : {
            kind: "recipient-fault",
            reason: `This account posts to "${config.receiver}" and not to "${recipient}". 该账号不发往“${recipient}”。`,
          },
    );
  }
  return outcomes;
}

/** Whether an account posts to the system that a message is for. */
export function isReceiver({ receiver }: Pick<WebhookConfig, "receiver">, recipient: string): boolean {
  return receiver.trim().toLowerCase() === recipient.trim().toLowerCase();
}

interface Signing {
  readonly config: WebhookConfig;
  readonly secrets: readonly string[];
  readonly authorization: string | undefined;
}

async function post(
  ctx: ChannelContext,
  message: ChannelMessage,
  { config, secrets, authorization }: Signing,
): Promise<DeliveryOutcome> {
  const refused = refuseAttachments(message, { zh: "Webhook", en: "A webhook" });
  if (refused !== undefined) return refused;
  const body = JSON.stringify(bodyOf(message));
  if (Buffer.byteLength(body) > config.maxBytes) {
    const reason = `The body has ${Buffer.byteLength(body)} bytes, and the account allows ${config.maxBytes}. Shorten it. 消息过大，请缩短。`;
    return { kind: "content-fault", reason };
  }
  const signed = { id: message.messageKey, timestamp: Math.floor(ctx.now.getTime() / 1_000), body };
  const signature = sign(secrets, signed);
  if (typeof signature !== "string") return signature;
  const got = await askProvider(ctx, config.url, {
    headers: {
      ...(authorization !== undefined && { authorization }),
      "content-type": "application/json",
      "webhook-id": signed.id,
      "webhook-timestamp": String(signed.timestamp),
      "webhook-signature": signature,
    },
    body,
  });
  return got.kind === "none" ? outcomeOfNoAnswer(got) : outcomeOfAnswer(got, ctx);
}

/** What is posted: what the rule gave, or else the parts of the message. */
function bodyOf({ payload, createdAt, subject, text, html, markdown, mentions }: ChannelMessage): object {
  const given = (payload ?? {}) as Partial<WebhookPayload>;
  return {
    type: given.type ?? "message",
    timestamp: createdAt.toISOString(),
    data: given.data ?? { subject, text, html, markdown, mentions },
  };
}

function sign(secrets: readonly string[], signed: Parameters<typeof signWebhook>[1]): string | DeliveryOutcome {
  try {
    return signWebhook(secrets, signed);
  } catch (error) {
    if (!isActionFailure(error)) throw error;
    return { kind: "account-fault", reason: error.message };
  }
}

/** Here the status is the answer: Standard Webhooks knows no code in the body, and calls 2xx alone a success. */
function outcomeOfAnswer({ status, headers, text }: ProviderAnswer, { now }: ChannelContext): DeliveryOutcome {
  const answer = text.slice(0, 4_000);
  const code = `HTTP ${status}`;
  if (status >= 200 && status <= 299) return { kind: "accepted", answer };
  if (status === 410)
    return {
      kind: "account-fault",
      reason: "The receiver wants no webhooks any more (410). Remove the account. 对方已停用此地址（410）。",
      code,
      answer,
    };
  if (status >= 300 && status <= 399)
    return {
      kind: "account-fault",
      reason: `The receiver points elsewhere (${status}), and a signed message is not sent on. Write the new address. 对方地址已变更，请更新。`,
      code,
      answer,
    };
  if (status === 413)
    return {
      kind: "content-fault",
      reason: "The receiver calls the message too large (413). Shorten it. 消息过大。",
      code,
      answer,
    };
  const wait = retryAfterMs(headers);
  return {
    kind: "try-later",
    reason: `The receiver answered with status ${status}; it is tried again later. 对方返回 ${status}，稍后重试。`,
    code,
    answer,
    ...(wait !== undefined && { notBefore: new Date(now.getTime() + wait) }),
  };
}
