import { defineRoute } from "../../contract/define-route.ts";
import { CallbackBody, CallbackParams, CallbackView } from "../../schemas/callback.ts";

export const saveCallback = defineRoute({
  method: "PUT",
  path: "/v1/callbacks/{callback}",
  operation: "callbacks.save",
  summary: "Writes where a user's system is told what becomes of messages",
  description:
    "Events are posted as Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`. Events of one delivery come in their order, with a `sequence` that grows; while one cannot be told, those after it wait. One with a new address is told nothing until it is verified. After another secret was named, calls carry the signatures of both for a day. The address may not lie in the own network unless it is a connection.",
  permission: "callbacks:write",
  params: CallbackParams,
  body: CallbackBody,
  example: {
    body: {
      url: "https://shop.example.com/belfry",
      secret: "SHOP_CALLBACK",
      events: ["delivery.accepted", "delivery.failed"],
      labels: { team: "students" },
    },
  },
  response: CallbackView,
  errors: [],

  async handle({ notify, params, body, actor }) {
    return notify.saveCallback({ name: params.callback, ...body }, { by: actor });
  },
});
