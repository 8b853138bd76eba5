import { defineRoute } from "../../contract/define-route.ts";
import { MessageDetail, MessageParams, MessageRetry } from "../../schemas/message.ts";

export const retryMessage = defineRoute({
  method: "POST",
  path: "/v1/messages/{messageId}/retry",
  operation: "messages.retry",
  summary: "Sends a message again to those whom it did not reach",
  description:
    "To those who failed, unless `states` says otherwise. The message goes out as it was accepted, also when it has expired meanwhile.",
  permission: "messages:send",
  reach: "scoped",
  params: MessageParams,
  body: MessageRetry,
  example: { params: { messageId: "3" }, body: { states: ["failed", "unknown"] } },
  response: MessageDetail,
  errors: ["MESSAGE_NOT_FOUND", "MESSAGE_SETTLED"],

  async handle({ notify, params: { messageId }, body: { recipients, states }, actor }) {
    await notify.getMessage(messageId);
    await notify.retryMessage(messageId, { by: actor, states, ...(recipients !== undefined && { recipients }) });
    return notify.getMessage(messageId);
  },
});
