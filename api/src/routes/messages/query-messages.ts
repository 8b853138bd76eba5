import { defineRoute } from "../../contract/define-route.ts";
import { MessageDetail, MessageIds } from "../../schemas/message.ts";
import { listOf } from "../../schemas/page.ts";

export const queryMessages = defineRoute({
  method: "POST",
  path: "/v1/messages/query",
  operation: "messages.query",
  summary: "Gives up to 100 messages by their ids, with what became of every recipient",
  permission: "messages:read",
  reach: "scoped",
  body: MessageIds,
  example: { body: { ids: [1, 2] } },
  response: listOf(MessageDetail),
  errors: [],

  async handle({ notify, body, scope }) {
    const seen = await notify.listMessages({ ids: body.ids, limit: body.ids.length, scope });
    return { items: await Promise.all(seen.map(({ id }) => notify.getMessage(id))) };
  },
});
