import { defineRoute, noContent } from "../../contract/define-route.ts";
import { MessageParams } from "../../schemas/message.ts";

export const acknowledgeMessage = defineRoute({
  method: "POST",
  path: "/v1/messages/{messageId}/acknowledge",
  operation: "messages.acknowledge",
  summary: "Notes that you have seen a message, which ends its escalation; safe to call twice",
  permission: "messages:read",
  reach: "scoped",
  params: MessageParams,
  response: noContent,
  errors: ["MESSAGE_NOT_FOUND"],

  async handle({ notify, params, actor }) {
    await notify.acknowledgeMessage(params.messageId, { by: actor });
  },
});
