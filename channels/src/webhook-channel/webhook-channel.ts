import { defineChannel } from "@belfry/plugin-kit";
import { fileProblems } from "../chat/chat-problems.ts";
import { checkGroupName } from "../chat/group-name.ts";
import { isReceiver, sendWebhook } from "./send-webhook.ts";
import { testWebhook } from "./test-webhook.ts";
import { WebhookConfig } from "./webhook-config.ts";
import { WebhookPayload } from "./webhook-payload.ts";

/** Messages to other systems as signed webhooks. */
export const webhookChannel = defineChannel({
  id: "webhook",
  displayName: { zh: "签名 Webhook", en: "Signed webhook" },
  account: WebhookConfig,
  envelope: "recipient",
  payload: WebhookPayload.optional(),
  serves: isReceiver,
  // The id of a message is the same on every try, and receivers drop doubles by it.
  dropsDoubles: true,
  maxBytes: ({ maxBytes }) => maxBytes,
  checkAddress: checkGroupName,
  problems: (message) => fileProblems(message, "A webhook"),
  send: sendWebhook,
  test: testWebhook,
});
