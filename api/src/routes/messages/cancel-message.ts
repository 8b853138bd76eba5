import { defineRoute } from "../../contract/define-route.ts";
import { MessageCancel, MessageDetail, MessageParams } from "../../schemas/message.ts";

export const cancelMessage = defineRoute({
  method: "POST",
  path: "/v1/messages/{messageId}/cancel",
  operation: "messages.cancel",
  summary: "Cancels what has not been sent of a message",
  description: "What is being sent, or was, cannot be taken back.",
  permission: "messages:send",
  reach: "scoped",
  params: MessageParams,
  body: MessageCancel,
  example: { params: { messageId: "2" }, body: {} },
  response: MessageDetail,
  errors: ["MESSAGE_NOT_FOUND", "MESSAGE_SETTLED"],

  async handle({ notify, params: { messageId }, body: { recipients }, actor }) {
    await notify.getMessage(messageId);
    await notify.cancelMessage(messageId, { by: actor, ...(recipients !== undefined && { recipients }) });
    return notify.getMessage(messageId);
  },
});
