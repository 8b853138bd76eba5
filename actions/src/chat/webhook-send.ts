import { defineAction, text } from "@belfry/plugin-kit";
import { z } from "zod";
import { Addresses } from "../messages/address-list.ts";
import { messageAction } from "../messages/message-fields.ts";
import { chatFields } from "./chat-fields.ts";
import { chatProblems, sendChat } from "./send-chat.ts";

const contents = ["title", "text", "markdown", "data"];

const WebhookInput = z.strictObject({
  to: Addresses.meta({
    description: "The systems, by the names that their accounts have: a list, or one text with commas.",
  }),
  type: text().min(1).max(200).optional().meta({ description: 'What it is about, for example "order.paid".' }),
  data: z.json().optional().meta({ description: "What is sent, as JSON. Left out: title, text and markdown." }),
  ...chatFields,
});

/**
 * Posts a signed webhook by way of the ledger: retried, paused and looked up like every other message. `http.webhook`
 * posts at once and knows the answer.
 */
export const webhookSend = defineAction({
  ...messageAction,
  id: "webhook.send",
  displayName: { zh: "投递签名 Webhook", en: "Deliver a signed webhook" },
  description: {
    zh: "把消息按 Standard Webhooks 签名投递给已配置的系统，失败由投递台账重试。",
    en: "Delivers a message to a configured system, signed as Standard Webhooks say; the ledger of messages tries it again.",
  },
  input: WebhookInput,
  channel: "webhook",
  check: (input) => chatProblems(input, contents),
  run: async (ctx, { type, data, ...input }) => sendChat(ctx, "webhook", input, { type, data }),
});
