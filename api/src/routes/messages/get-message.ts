import { defineRoute } from "../../contract/define-route.ts";
import { MessageDetail, MessageParams } from "../../schemas/message.ts";

export const getMessage = defineRoute({
  method: "GET",
  path: "/v1/messages/{messageId}",
  operation: "messages.get",
  summary: "Gives a message with what became of every recipient, and every attempt",
  permission: "messages:read",
  reach: "scoped",
  params: MessageParams,
  response: MessageDetail,
  errors: ["MESSAGE_NOT_FOUND"],

  async handle({ notify, params }) {
    return notify.getMessage(params.messageId);
  },
});
